"""Words for powers of ten in Vietnamese and English: tỷ, nghìn tỷ, vạn, million, crore."""

SCALE_WORDS: dict[str, dict[str, int]] = {
    "vi": {
        "chục": 1,
        "trăm": 2,
        "nghìn": 3,
        "ngàn": 3,
        "vạn": 4,
        "chục nghìn": 4,
        "chục ngàn": 4,
        "trăm nghìn": 5,
        "trăm ngàn": 5,
        "triệu": 6,
        "chục triệu": 7,
        "trăm triệu": 8,
        "tỷ": 9,
        "tỉ": 9,
        "chục tỷ": 10,
        "chục tỉ": 10,
        "trăm tỷ": 11,
        "trăm tỉ": 11,
        "nghìn tỷ": 12,
        "nghìn tỉ": 12,
        "ngàn tỷ": 12,
        "ngàn tỉ": 12,
        "vạn tỷ": 13,
        "vạn tỉ": 13,
        "chục nghìn tỷ": 13,
        "chục ngàn tỷ": 13,
        "trăm nghìn tỷ": 14,
        "trăm ngàn tỷ": 14,
        "triệu tỷ": 15,
        "triệu tỉ": 15,
    },
    "en": {
        "ten": 1,
        "hundred": 2,
        "hundreds": 2,
        "thousand": 3,
        "thousands": 3,
        "ten thousand": 4,
        "hundred thousand": 5,
        "lakh": 5,
        "lakhs": 5,
        "million": 6,
        "millions": 6,
        "crore": 7,
        "crores": 7,
        "ten million": 7,
        "hundred million": 8,
        "billion": 9,
        "billions": 9,
        "ten billion": 10,
        "hundred billion": 11,
        "trillion": 12,
        "trillions": 12,
        "thousand billion": 12,
        "lakh crore": 12,
        "quadrillion": 15,
    },
}
"""By language, then word: the power of ten. English is the short scale (a billion is 10^9)."""

SCALE_SYMBOLS = {"k": 3, "m": 6, "mn": 6, "mln": 6, "tr": 6, "bn": 9, "bln": 9, "tn": 12, "trn": 12}
"""Abbreviations of table headings ("bn VND"); too short to be sought in running text."""

_WORDS = {word: power for words in SCALE_WORDS.values() for word, power in words.items()} | SCALE_SYMBOLS
_LONGEST = max(word.count(" ") + 1 for word in _WORDS)


def leading_scale(words: list[str]) -> tuple[int, int]:
    """(power of ten, how many words) of the scale words that `words`, in small letters, begin with.

    The longest compound in the table wins; (0, 0) where the first word is no scale word.
    """
    for length in range(min(_LONGEST, len(words)), 0, -1):
        power = _WORDS.get(" ".join(words[:length]))
        if power is not None:
            return power, length
    return 0, 0

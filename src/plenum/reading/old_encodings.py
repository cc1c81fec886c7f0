"""Vietnamese that is not in Unicode, or was put into it wrongly: recognised and converted.

Texts typed for TCVN3 (.VnTime) or VNI fonts open as Latin-1 letters: "Céng hßa x· héi chñ nghÜa ViÖt Nam" (TCVN3),
"Coäng hoøa xaõ hoäi" (VNI). UTF-8 that was taken for windows-1252 and saved as UTF-8 again opens as "Cá»™ng hÃ²a".
The tables are those of TCVN 5712:1993 (second form) and of the VNI-Windows code page.

Reports are put together from parts: a line of one encoding may stand beside one of another, and is told by itself.
"""

import re
from collections.abc import Iterator

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ®§¡¢£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐĂÂÊÔƠƯ",
        strict=True,
    )
)

_VNI_MARKS = {
    "a": dict(zip("øùûõïêèéúüëâàáåãä", "àáảãạăằắẳẵặâầấẩẫậ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for base, marks in _VNI_MARKS.items():
        for mark, letter in marks.items():
            table[base + mark] = letter
    # Capitals: the base letter is a capital, its mark may be either.
    for old, new in list(table.items()):
        table[old.upper()] = new.upper()
        table[old[0].upper() + old[1:]] = new.upper()
    return table


_VNI = _vni_table()
_VNI_UNIT = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_UNIT = re.compile("[" + re.escape("".join(_TCVN3)) + "]")

# UTF-8's bytes as windows-1252 shows them; the five it does not know stay control characters.
_BYTES = {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xA0)
}
_BYTES.pop("\ufffd", None)
_AFTER = "[" + re.escape("".join(sign for sign, byte in _BYTES.items() if byte < 0xC0)) + "]"
_TWICE_UNIT = re.compile(f"[\xc2-\xdf]{_AFTER}|[\xe0-\xef]{_AFTER}{{2}}")

_MODERN = re.compile("[\u1ea0-\u1ef9ơưđăƠƯĐĂ]")
_SIGNS = {
    "tcvn3": re.compile(r"[A-Za-z][\xad®«¬µ¸¶·¹¨»¾¼½©ª×§]|[\xad®«¬µ¸¶·¹¨»¾¼½©ª§][A-Za-z]"),
    "vni": re.compile(r"[aeouyAEOUY][äåøûïëüÄÅØÛÏËÜ]|[ôö][øùûõï]|ñ[aeiouôö]"),
    "utf-8 twice": re.compile(
        f"\xe1[\xba\xbb]{_AFTER}|\xc3{_AFTER}|\xc4[\u2018\x90\u0192]|\xc6[\xa0\xa1\xaf\xb0]"
    ),
}
_COMMON = re.compile(
    r"\b(?:của|và|các|trong|cho|được|là|có|năm|với|đến|nhà|nước|tỉnh|xã|hội|thành|về|công|"
    r"tế|trên|số|đồng|hiện|phát)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_SAMPLE = 20_000
_FEWEST_SIGNS = 4
_LEAST_SHARE = 0.04
"""Of a hundred Vietnamese words some fifteen are in `_COMMON`; four are enough to call a text Vietnamese."""
_LEAST_OF_RUBBISH = 2
"""Words for each sign: a text with more signs is in some old encoding even where the conversion gives no words; one
with fewer may be English with micrograms and Spanish names."""

Change = tuple[int, int, str]
"""Start, end and replacement of a character that is not what it looks like."""


def old_encoding(text: str) -> str | None:
    """ "tcvn3", "vni", "utf-8 twice" or None, judged on the first 20,000 characters that could be in one."""
    lines: list[str] = []
    length = 0
    for line in _suspects(text):
        lines.append(line.group()[:_SAMPLE])
        length += len(lines[-1])
        if length > _SAMPLE:
            break
    sample = "\n".join(lines)
    name, count = _most_signs(sample)
    return name if count >= _FEWEST_SIGNS and count >= len(sample.split()) // 12 else None


def converted(text: str, encoding: str) -> tuple[list[Change], bool]:
    """What to change in a text that has lines in `encoding`, and whether it must not be read: rubbish would be left.

    A line with letters that only Unicode has stays. One that could be either is as the line before it.
    """
    lines, words, signs = [], 0, 0
    is_old = True
    for line in _LINE.finditer(text):
        if line.group().isascii():
            continue
        if _MODERN.search(line.group()):
            is_old = False
        elif found := len(_SIGNS[encoding].findall(line.group())):
            is_old, signs = True, signs + found
        if is_old:
            lines.append(line)
            words += len(line.group().split())
    changes = [change for line in lines for change in _units(line.group(), line.start(), encoding)]
    parts: list[str] = []
    length = done = 0
    for start, end, new in changes:
        # A blank for what stands between lines will do: words are counted.
        parts += [text[done:start] if start - done < _SAMPLE else " ", new]
        length += len(parts[-2]) + len(new)
        done = end
        if length > _SAMPLE:
            break
    if reads_as_vietnamese("".join(parts)):
        return changes, False
    return [], signs * _LEAST_OF_RUBBISH >= words


def reads_as_vietnamese(text: str) -> bool:
    """Whether a converted text has as many of the commonest Vietnamese words as Vietnamese has."""
    sample = text[:_SAMPLE]
    words = max(1, len(sample.split()))
    return len(_COMMON.findall(sample)) / words >= _LEAST_SHARE


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """Lines with letters beyond ASCII and none that only Unicode has."""
    for line in _LINE.finditer(text):
        if not line.group().isascii() and not _MODERN.search(line.group()):
            yield line


def _most_signs(sample: str) -> tuple[str, int]:
    counts = {name: sum(1 for _ in sign.finditer(sample)) for name, sign in _SIGNS.items()}
    # UTF-8's second bytes look like signs of TCVN3, but hardly any of TCVN3's look like UTF-8.
    if counts["utf-8 twice"] * 2 >= max(counts.values()):
        return "utf-8 twice", counts["utf-8 twice"]
    name = max(counts, key=lambda key: counts[key])
    return name, counts[name]


def _units(line: str, offset: int, encoding: str) -> Iterator[Change]:
    if encoding == "utf-8 twice":
        for found in _TWICE_UNIT.finditer(line):
            try:
                letter = bytes(_BYTES[sign] for sign in found.group()).decode("utf-8")
            except UnicodeDecodeError:
                continue
            yield offset + found.start(), offset + found.end(), letter
        return
    table, pattern = (_TCVN3, _TCVN3_UNIT) if encoding == "tcvn3" else (_VNI, _VNI_UNIT)
    for found in pattern.finditer(line):
        yield offset + found.start(), offset + found.end(), table[found.group()]

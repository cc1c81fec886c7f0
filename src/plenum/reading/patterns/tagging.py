"""The words of a sentence, each with the part it plays: one pass, longest phrase of the lexicon first."""

import re
from dataclasses import dataclass
from types import ModuleType

from plenum.reading.patterns import words_en, words_vi

NOUN, UP, DOWN, LINK, SHARE, VERB = "N", "U", "W", "L", "S", "V"
OVER_PLAN, AUX, OF, PREPOSITION, BY, TO, FROM = "X", "A", "O", "P", "B", "Q", "F"
DETERMINER, AND, RELATIVE, THAN, GROWTH, PLAN, ADVERB = "D", "C", "R", "Z", "G", "Y", "J"
FIGURE, TIME, MASK, OTHER = "#", "T", "E", "·"

_TABLES = {
    "NOUN": NOUN,
    "UP": UP,
    "DOWN": DOWN,
    "LINK": LINK,
    "SHARE": SHARE,
    "VERB": VERB,
    "OVER_PLAN": OVER_PLAN,
    "AUX": AUX,
    "OF": OF,
    "PREPOSITION": PREPOSITION,
    "BY": BY,
    "TO": TO,
    "FROM": FROM,
    "DETERMINER": DETERMINER,
    "AND": AND,
    "RELATIVE": RELATIVE,
    "THAN": THAN,
    "GROWTH": GROWTH,
    "PLAN": PLAN,
    "ADVERB": ADVERB,
}
_LONGEST_PHRASE = 5

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-‑/&][^\W_]+|(?<!\d)\.[^\W_]+|['’](?!s\b)[^\W_]+)*|['’]s\b|[^\w\s]|_"
)


_AFTER_VERB = frozenset((BY, TO, FROM, FIGURE, ADVERB))
VERBAL = frozenset((VERB, LINK, UP, DOWN, SHARE))
_NOUNS_TOO = frozenset(
    "amount amounts cost costs supply supplies cover record records report reports project total totals "  # noqa: SIM905
    "run issue issues turn turns use uses visit work works start hold loss release focus result results plan "
    "support spread show offer offers spend transfer transfers award awards".split()
)
_MEASURING = frozenset("total average combined annual initial original current latest overall".split())  # noqa: SIM905
_COSTLY = frozenset(("cost", "supply", "cover", "transfer"))
_LY_NOUNS = frozenset(
    "family supply assembly monopoly anomaly butterfly elderly friendly quarterly monthly weekly daily yearly "  # noqa: SIM905
    "early".split()
)
_PRONOUNS = frozenset("this that these those which who it they he she we i you there all both".split())  # noqa: SIM905
_FALLS = frozenset("decline decrease drop fall reduction contraction".split())  # noqa: SIM905


@dataclass(slots=True)
class Token:
    """A word, a phrase of the lexicon or a mark; `word` in small letters, `tag` one of the letters above."""

    start: int
    end: int
    word: str
    tag: str
    figure: int = -1
    """For FIGURE: which amount of the sentence it is."""


def _phrases(words: ModuleType) -> dict[str, str]:
    """Phrase -> tag. A phrase that stands in two rows takes the tag of the later one."""
    return {
        " ".join(phrase.split()): tag
        for table, tag in _TABLES.items()
        for line in getattr(words, table).strip().splitlines()
        for phrase in line.split("|")
        if phrase.strip()
    }


_PHRASES = {"en": _phrases(words_en), "vi": _phrases(words_vi)}


_KNOWN_NOUNS = frozenset(phrase for phrase, name in _PHRASES["en"].items() if name == NOUN)


def _sizes(phrases: dict[str, str]) -> dict[str, tuple[int, ...]]:
    """First word -> the lengths, longest first, of the phrases that begin with it."""
    sizes: dict[str, set[int]] = {}
    for phrase in phrases:
        words = phrase.split()
        if 1 < len(words) <= _LONGEST_PHRASE:
            sizes.setdefault(words[0], set()).add(len(words))
    return {head: tuple(sorted(lengths, reverse=True)) for head, lengths in sizes.items()}


_HEADS = {lang: _sizes(phrases) for lang, phrases in _PHRASES.items()}


def tag(text: str, lang: str, spans: list[tuple[int, int, str, int]]) -> list[Token]:
    """Tokens of `text`. `spans` (start, end, tag, index), sorted and disjoint, become one token each."""
    tokens: list[Token] = []
    done = 0
    for start, end, name, index in spans:
        _words(text, done, start, lang, tokens)
        tokens.append(Token(start, end, "", name, index))
        done = max(done, end)
    _words(text, done, len(text), lang, tokens)
    _verbs_of_growth(tokens)
    if lang == "en":
        _verbs_by_place(tokens)
    return tokens


def _verbs_by_place(tokens: list[Token]) -> None:
    """English words whose place makes them verbs ("to inject #", "will yield") or adjectives ("a reported loss")."""
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.tag == NOUN and before is not None and after is not None and before.word in ("which", "who"):
            if token.word.endswith("s") and after.tag in (NOUN, DETERMINER, FIGURE, ADVERB, PREPOSITION):
                token.tag = VERB
        elif token.tag == PLAN and before is not None and after is not None and _plans_here(tokens, index):
            token.tag = VERB
        elif token.tag in (NOUN, GROWTH):
            if before is not None and after is not None and _is_verb_here(before, token, after):
                token.tag = VERB
        elif token.word == "that" and before is not None and before.tag in (VERB, LINK, SHARE):
            token.tag = RELATIVE
        elif token.tag in VERBAL and before is not None and after is not None:
            if _is_adjective_here(before, token, after) or _is_noun_here(before, token, after):
                token.tag = NOUN
        elif token.word in ("of this", "of that", "of these") and after is not None and after.tag == NOUN:
            token.tag = OF


def _verbs_of_growth(tokens: list[Token]) -> None:
    """ "Increase" is a verb before "by", "to" or a figure unless an article stands before it."""
    for before, token, after in zip([None, *tokens], tokens, tokens[1:], strict=False):
        if token.tag == GROWTH and after.tag in _AFTER_VERB and (before is None or before.tag != DETERMINER):
            token.tag = DOWN if token.word in _FALLS else UP


def _words(text: str, start: int, end: int, lang: str, tokens: list[Token]) -> None:
    phrases, heads = _PHRASES[lang], _HEADS[lang]
    found = [match.span() for match in _WORD.finditer(text, start, end)]
    words = [text[left:right].lower() for left, right in found]
    if "’" in text:
        words = [word.replace("’", "'") for word in words]
    index, count = 0, len(found)
    while index < count:
        left, right = found[index]
        word = words[index]
        length = 1
        name = phrases.get(word, "")
        for size in heads.get(word, ()):
            if size <= count - index:
                phrase = " ".join(words[index : index + size])
                longer = phrases.get(phrase)
                if longer:
                    name, length, word = longer, size, phrase
                    right = found[index + size - 1][1]
                    break
        if not name:
            name = _unknown(word, lang)
        tokens.append(Token(left, right, word, name))
        index += length


def _unknown(word: str, lang: str) -> str:
    """The tag of a word outside the lexicon: a mark, an adverb by its ending, else a noun."""
    if not word[0].isalnum():
        return word if word in ",;:()." else OTHER
    if lang == "en" and word.endswith("ly") and len(word) > 5 and word not in _LY_NOUNS:
        return ADVERB
    return NOUN


def _plans_here(tokens: list[Token], index: int) -> bool:
    """ "We forecast growth", "the province targets revenue of #": a word for a plan as the verb."""
    before, token, after = tokens[index - 1], tokens[index], tokens[index + 1]
    if before.word in ("i", "we", "they", "he", "she"):
        return True
    stated = token.word in ("targets", "plans", "forecasts", "estimates", "projects")
    subject = before.tag == NOUN and index > 1 and tokens[index - 2].tag == DETERMINER
    return stated and subject and after.tag in (NOUN, FIGURE, DETERMINER)


def _is_adjective_here(before: Token, token: Token, after: Token) -> bool:
    """ "A reported loss", "12 completed projects": a participle between an article and a noun."""
    if after.tag != NOUN and after.word not in _NOUNS_TOO:
        return False
    if before.word in _MEASURING and token.word.endswith("ed"):
        return True
    return (token.word.endswith(("ed", "ing")) and before.tag in (DETERMINER, OF, PREPOSITION)) or (
        token.word.endswith("ed") and before.tag == FIGURE
    )


def _is_noun_here(before: Token, token: Token, after: Token) -> bool:
    """ "The total amount of", "its exports to", "a record of": a verb's form after an article, before "of"."""
    if token.word == "pay" and before.tag == NOUN and after.tag in (LINK, UP, DOWN, SHARE):
        return True
    if token.word in _COSTLY and before.tag == NOUN and after.tag == NOUN:
        return True
    return (
        token.word in _NOUNS_TOO
        and before.tag in (DETERMINER, OF, NOUN)
        and (before.word not in _PRONOUNS or (before.word in ("this", "that") and after.tag in VERBAL))
        and (after.tag == OF or (before.tag == DETERMINER and after.tag not in (FIGURE, DETERMINER, TO)))
    )


def _is_verb_here(before: Token, token: Token, after: Token) -> bool:
    """A word outside the lexicon that can only be a verb where it stands."""
    if token.word in _KNOWN_NOUNS:
        return False
    if before.word in ("i", "we", "they", "he", "she") and after.tag in (
        FIGURE,
        DETERMINER,
        ADVERB,
        PREPOSITION,
    ):
        return True
    if before.tag == AUX:
        return True
    if token.word.endswith("ing") and before.tag == "," and after.tag == PREPOSITION:
        return True
    if token.tag == GROWTH or after.tag == NOUN:
        return False
    if before.tag == TO and after.tag in (FIGURE, ADVERB, DETERMINER, TO):
        return True
    if (
        token.word.endswith("ing")
        and after.tag in (FIGURE, ADVERB, DETERMINER)
        and before.tag not in (DETERMINER, AND, OF)
        and after.word != "'s"
    ):
        return True
    return token.word.endswith("ed") and (
        (before.tag == NOUN and after.tag in (FIGURE, DETERMINER, BY, FROM, TO, PREPOSITION, ADVERB))
        or (before.tag == FIGURE and after.tag not in (NOUN, GROWTH, AND, PLAN))
    )

"""The part each word plays: what a verb's form is where it stands."""

import pytest

from plenum.reading.patterns.tagging import ADVERB, GROWTH, NOUN, UP, VERB, tag


def tag_of(text: str, word: str) -> str:
    """The tag of the token that holds the word; a # stands for a figure."""
    spans = [(i, i + 1, "#", n) for n, i in enumerate(i for i, sign in enumerate(text) if sign == "#")]
    return next(token.tag for token in tag(text, "en", spans) if word in token.word.split())


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The total amount of grants rose", "amount", NOUN),
        ("Its exports cover costs", "exports", NOUN),
        ("An increase of # was seen", "increase", GROWTH),
        ("Sales increase by #", "increase", UP),
        ("A reported loss of #", "reported", NOUN),
        ("They plan to inject #", "inject", VERB),
        ("Goods crossing the border", "crossing", VERB),
        ("It has # completed projects", "completed", NOUN),
        ("The province targets revenue", "targets", VERB),
        ("We forecast growth of #", "forecast", VERB),
        ("It was provisionally put at #", "provisionally", ADVERB),
        ("The family earned #", "family", NOUN),
        ("The factor cost prices rose", "cost", NOUN),
    ],
)
def test_a_word_is_what_its_place_makes_it(text: str, word: str, expected: str) -> None:
    assert tag_of(text, word) == expected


def test_spans_become_one_token_each() -> None:
    tokens = tag("Exports rose 5% in May", "en", [(13, 15, "#", 0), (19, 22, "T", -1)])
    assert [(token.start, token.end) for token in tokens if token.tag in "#T"] == [(13, 15), (19, 22)]


def test_phrases_of_the_lexicon_are_one_token() -> None:
    words = [token.word for token in tag("Sales went up in the first place", "en", [])]
    assert "went up" in words

"""`read`: one pass over a report's sentences, each met by the patterns in their order."""

import re
from collections.abc import Iterable, Iterator

from plenum.reading.figures import Deadline, DocumentMention, Figure, PersonMention, Report, Tally
from plenum.reading.patterns import (
    PATTERNS,
    deadlines,
    documents,
    people,
    periods,
    report_year,
    roles,
    tallies,
)
from plenum.reading.patterns.scene import Amount, Context, Scene
from plenum.reading.sentences import Sentence, sentences
from plenum.reading.source_text import SourceText

_DIGIT = re.compile(r"\d")
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|"
    r"thirty|forty|fifty|half|third|quarter|twice|doubl|tripl|first|second|fold|nửa|gấp|hai|"
    r"ba|bốn|sáu|bảy|tám|chín|mười)",
    re.IGNORECASE,
)


def read(text: str | SourceText) -> Report:
    """Everything the text states, with spans in its NFC form. Never raises, whatever the characters.

    A text whose old encoding cannot be converted gives an empty report with the reason in `warnings`.
    """
    source = text if isinstance(text, SourceText) else SourceText.of(text)
    report = Report(source.text, source.language, source.digest)
    if source.refusal:
        report.warnings.append(source.refusal)
        return report
    context = _opening(source)
    for sentence in sentences(source):
        _read_sentence(sentence, context, report)
    return report


def read_many(texts: Iterable[str | SourceText]) -> Iterator[Report]:
    """One report for each text, in order, made as they are asked for."""
    return map(read, texts)


def _opening(source: SourceText) -> Context:
    """What is known before the first sentence: the report's year, and what its money signs stand for."""
    head = source.text[:60_000]
    year = report_year.year_of(head, source.language)
    return Context(
        money=_money(head),
        year=year,
        is_dated=bool(year) and (str(year) in head[:_LEAD] or report_year.is_reported(head, year)),
        fiscal_year=report_year.fiscal_year_of(head) if source.language == "en" else 0,
        is_budget=bool(_BUDGET.search(head)),
    )


_LEAD = 250
_BUDGET = re.compile(r"\b(?:next year|coming year|[Tt]his Budget|Budget focuses|Division of Revenue Bill)\b")


_COUNTRIES = (
    ("$", "HKD", re.compile(r"Hong Kong|HKSAR|HKMA|Hospital Authority|MPF|Legislative Council")),
    ("$", "SGD", re.compile(r"Singapore|CPF\b|HDB\b")),
    ("$", "AUD", re.compile(r"Australia|Commonwealth Government|Canberra")),
    ("$", "NZD", re.compile(r"New Zealand|Aotearoa|Wellington")),
    ("$", "CAD", re.compile(r"Canad|Ontario|Ottawa")),
    ("rupee", "INR", re.compile(r"\bcrores?\b|\blakhs?\b|India|Union Budget|Lok Sabha")),
    ("rupee", "PKR", re.compile(r"Pakistan|Islamabad|Karachi|Punjab Assembly")),
    ("rupee", "NPR", re.compile(r"Nepal|Kathmandu")),
)


def _money(text: str) -> dict[str, str]:
    """What shared signs stand for in this report, by the countries it names."""
    meaning: dict[str, str] = {}
    for sign, code, sign_of in _COUNTRIES:
        if sign not in meaning and sign_of.search(text):
            meaning[sign] = code
    meaning.setdefault("$", "USD")
    meaning.setdefault("rupee", "LKR")
    return meaning


def _read_sentence(sentence: Sentence, context: Context, report: Report) -> None:
    scene = Scene(sentence.text, sentence.start, sentence.lang, sentence.opens, context)
    found = people.find(scene)
    scene.persons = [(person.start, person.end) for person in found]
    report.people.extend(_shifted_person(person, scene.start) for person in found)
    if _is_run_together(scene.text):
        return
    if not (_DIGIT.search(scene.text) or _NUMBER_WORD.search(scene.text)):
        scene.times = periods.find(scene)
        periods.remember(context, scene, [t for t in scene.times if not t.compared and t.period])
        roles.remember(scene)
        context.unmeasured = scene
        return
    report.documents.extend(_shifted_document(mention, scene.start) for mention in documents.find(scene))
    report.tallies.extend(_shifted_tally(tally, scene.start) for tally in tallies.find(scene))
    scene.times = periods.find(scene)
    if scene.opens:
        context.unmeasured = None
    for _, pattern in PATTERNS:
        pattern(scene)
    context.unmeasured = None if scene.amounts else scene
    if scene.amounts:
        context.sentence_names = scene.distinct_names
    report.figures.extend(_figure(amount, scene.start) for amount in scene.amounts)
    report.deadlines.extend(
        Deadline(d.start + scene.start, d.end + scene.start, d.action_start + scene.start, d.action_end + scene.start,
                d.body_start + scene.start, d.body_end + scene.start, d.period)
        for d in deadlines.find(scene)
    )  # fmt: skip


_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"[^\W\d_]+")
_MOST_NUMBERS = 40


def _is_run_together(text: str) -> bool:
    """Whether a stretch is the numbers of a table without its lines, and no sentence: more of them than of words, or
    the same few words over and over."""
    if len(text) < 2 * _MOST_NUMBERS:
        return False
    numbers = len(_NUMBERS.findall(text))
    if numbers <= _MOST_NUMBERS:
        return False
    words = _WORDS.findall(text)
    return len(words) < numbers or 4 * len(set(words)) <= numbers


def _shifted_person(person: PersonMention, by: int) -> PersonMention:
    return PersonMention(
        person.start + by, person.end + by, person.position_start + by, person.position_end + by
    )


def _shifted_document(mention: DocumentMention, by: int) -> DocumentMention:
    return DocumentMention(mention.start + by, mention.end + by, mention.kind, mention.number, mention.date)


def _shifted_tally(tally: Tally, by: int) -> Tally:
    listed = tuple((start + by, end + by) for start, end in tally.listed)
    return Tally(tally.start + by, tally.end + by, tally.count, tally.of, tally.standing, listed)


def _figure(amount: Amount, by: int) -> Figure:
    start, end = amount.name if amount.name[0] >= 0 else (amount.start + by, amount.start + by)
    return Figure(
        amount.start + by,
        amount.end + by,
        start,
        end,
        amount.measure,
        amount.value,
        amount.unit,
        amount.bound,
        amount.role,
        amount.period,
        amount.high,
    )

"""A report as a page of its own: its text, what was found in it coloured, and a list. No script, nothing fetched."""

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from plenum.cli.reports.findings import Read, amount_of
from plenum.reading.figures import Figure

_STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 3rem; border-top: 2px solid var(--line); padding-top: 1rem; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 12; }
mark { color: inherit; background: #ffd54f66; border-radius: 2px; }
mark.name { background: none; border-bottom: 2px solid #1976d2; }
mark.document { background: #81c78466; }
mark.tally { background: #ba68c866; }
mark.person { background: #4dd0e166; }
mark.deadline { background: #ff8a6566; }
mark:target { outline: 2px solid currentColor; }
.page { display: block; text-align: right; color: #777; font-size: .8rem; border-top: 1px dashed var(--line); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; }
.note { border-left: 4px solid #f57c00; padding-left: .75rem; }
"""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of writing could show one number as another.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LAYERS = {
    "value": "figure",
    "name": "what it measures",
    "document": "document",
    "tally": "tally of targets",
    "person": "person",
    "deadline": "deadline",
}


def page_head() -> str:
    """What stands before the first report."""
    keys = " ".join(f'<mark class="{key}">{label}</mark>' for key, label in _LAYERS.items())
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>What the reports state</title><style>{_STYLE}</style></head><body>"
        f"<h1>What the reports state</h1><p>Everything here is proposed by a program. {keys}</p>\n"
    )


def page_tail() -> str:
    """What stands after the last report."""
    return "</body></html>\n"


def page_of(read: Read) -> str:
    """The section of one report."""
    report = read.report
    anchor = f"r{read.loaded.digest[:12]}"
    notes = "".join(f'<p class="note">{_safe(str(note))}</p>' for note in read.loaded.notes)
    notes += "".join(f'<p class="note">{_safe(warning)}</p>' for warning in report.warnings)
    counts = ", ".join(
        f"{len(found)} {label}"
        for label, found in (
            ("figures", report.figures),
            ("documents", report.documents),
            ("tallies", report.tallies),
            ("people", report.people),
            ("deadlines", report.deadlines),
        )
    )
    return (
        f"<section><h2>{_safe(read.name)}</h2><p>{counts}</p>{notes}"
        f'<div class="text" lang="{report.lang}">{"".join(_marked(read, anchor))}</div>'
        f"<h3>Figures</h3><table><thead><tr><th>page</th><th>words</th><th>what it measures</th><th>value</th>"
        f"<th>unit</th><th>measure</th><th>role</th><th>period</th></tr></thead><tbody>"
        f"{''.join(_row(read, figure, f'{anchor}-{number}') for number, figure in enumerate(report.figures))}"
        f"</tbody></table></section>\n"
    )


def _row(read: Read, figure: Figure, anchor: str) -> str:
    words = read.report.words(figure.value_start, figure.value_end)
    return (
        f'<tr><td class="number">{read.page(figure.value_start)}</td><td><a href="#{anchor}">{_safe(words)}</a></td>'
        f"<td>{_safe(read.report.words(figure.name_start, figure.name_end))}</td>"
        f'<td class="number">{amount_of(figure)}</td><td>{_safe(figure.unit)}</td>'
        f"<td>{figure.measure.value}</td><td>{figure.role.value}</td><td>{_safe(figure.period)}</td></tr>"
    )


def _spans(read: Read) -> Iterator[tuple[int, int, str, str, str]]:
    """(start, end, layer, what it says, anchor) of everything found."""
    report = read.report
    anchor = f"r{read.loaded.digest[:12]}"
    for number, figure in enumerate(report.figures):
        said = (
            f"{figure.measure.value}: {amount_of(figure)} {figure.unit} {figure.role.value} {figure.period}"
        )
        yield figure.value_start, figure.value_end, "value", said.strip(), f"{anchor}-{number}"
    for start, end in {(figure.name_start, figure.name_end) for figure in report.figures}:
        yield start, end, "name", "", ""
    for mention in report.documents:
        yield (
            mention.start,
            mention.end,
            "document",
            f"{mention.kind} {mention.number} {mention.date}".strip(),
            "",
        )
    for tally in report.tallies:
        of = "" if tally.of is None else f" of {tally.of}"
        yield tally.start, tally.end, "tally", f"{tally.count}{of} {tally.standing.value}", ""
    for person in report.people:
        position = report.words(person.position_start, person.position_end)
        yield person.start, person.end, "person", position, ""
    for deadline in report.deadlines:
        yield deadline.start, deadline.end, "deadline", deadline.period, ""


def _marked(read: Read, anchor: str) -> Iterator[str]:
    """The text cut wherever something begins or ends, each piece in one mark with all it belongs to."""
    text = read.report.text
    begins: dict[int, list[tuple[int, str, str, str]]] = {}
    cuts = {0, len(text)}
    for start, end, layer, said, name in _spans(read):
        if 0 <= start < end <= len(text):
            begins.setdefault(start, []).append((end, layer, said, name))
            cuts |= {start, end}
    pages = {start: number for number, start in enumerate(read.loaded.source.page_starts, 2)}
    cuts |= pages.keys()
    ordered = sorted(cuts)
    open_now: list[tuple[int, str, str, str]] = []
    for start, end in pairwise(ordered):
        if start in pages:
            yield f'<span class="page">page {pages[start]}</span>'
        open_now = [span for span in open_now if span[0] > start]
        starting = begins.get(start, [])
        open_now += starting
        piece = _safe(text[start:end])
        if not open_now:
            yield piece
            continue
        layers = " ".join(dict.fromkeys(layer for _, layer, _, _ in open_now))
        title = "; ".join(dict.fromkeys(said for _, _, said, _ in open_now if said))
        names = [name for _, _, _, name in starting if name]
        name = f' id="{names[0]}"' if names else ""
        yield f'<mark class="{layers}"{name} title="{_safe(title)}">{piece}</mark>'


def _safe(text: str) -> str:
    return escape(_TURNING.sub("", _CONTROL.sub("\ufffd", text)), quote=True)

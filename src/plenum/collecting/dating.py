"""The day a report gives as its own, in its first lines or its last."""

import re
from collections.abc import Iterator
from datetime import date

HEAD = 2_000
TAIL = 800
EARLIEST = date(1990, 1, 1)
"""Characters at the beginning and the end of a report where its date is looked for."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS = (
    re.compile(r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})", re.IGNORECASE),
    re.compile(r"\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})\b"),
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<n>{_NAMES})\.?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<n>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<y>\d{{4}})\b", re.IGNORECASE
    ),
)
_CITED = re.compile(
    r"(?:\bNo\.?|\bsố|Resolution|Decision|Nghị quyết|Quyết định|Kế hoạch|Luật)[^.;\n]{0,60}$", re.IGNORECASE
)


def date_in(text: str, latest: date) -> date | None:
    """The first full date at the head of a text, else the last one at its end, no later than `latest`.

    A date that belongs to a document the text cites is passed over. None where there is none.
    """
    head = sorted(_dates(text[:HEAD], latest))
    if head:
        return head[0][1]
    tail = sorted(_dates(text[-TAIL:], latest)) if len(text) > HEAD else []
    return tail[-1][1] if tail else None


def _dates(text: str, latest: date) -> Iterator[tuple[int, date]]:
    for form in _FORMS:
        for found in form.finditer(text):
            parts = found.groupdict()
            month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["n"].lower()]
            try:
                day = date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                continue
            if EARLIEST <= day <= latest and not _CITED.search(text[: found.start()]):
                yield found.start(), day

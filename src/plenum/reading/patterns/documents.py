"""Numbered official documents: "Resolution No. 12-NQ/TW dated 5 May 2022", "Nghị định số 45/2017/NĐ-CP"."""

import re
from collections.abc import Iterator

from plenum.reading.figures import DocumentMention
from plenum.reading.patterns.printed_units import as_listed
from plenum.reading.patterns.scene import Scene
from plenum.reading.patterns.tagging import MASK

KINDS_EN = {
    "resolution": "resolution", "conclusion": "conclusion", "directive": "directive", "instruction": "directive",
    "decision": "decision", "decree": "decree", "circular": "circular", "law": "law", "plan": "plan",
    "action plan": "plan", "program": "programme", "programme": "programme", "action program": "programme",
    "action programme": "programme", "scheme": "scheme", "project": "scheme", "regulation": "regulation",
    "report": "report", "notice": "notice", "notification": "notice", "announcement": "notice",
    "dispatch": "dispatch", "official dispatch": "dispatch", "official letter": "dispatch", "act": "law",
    "ordinance": "other", "guideline": "other", "guidance": "other", "statement": "other", "telegram": "dispatch",
    "proclamation": "other", "executive order": "other", "order": "other", "statutory instrument": "other",
    "legal notice": "other", "gazette notice": "other", "bill": "other", "submission": "other",
}  # fmt: skip
KINDS_VI = {
    "nghị quyết": "resolution", "kết luận": "conclusion", "chỉ thị": "directive", "quyết định": "decision",
    "nghị định": "decree", "thông tư": "circular", "thông tư liên tịch": "circular", "luật": "law",
    "bộ luật": "law", "kế hoạch": "plan", "chương trình": "programme", "chương trình hành động": "programme",
    "đề án": "scheme", "quy định": "regulation", "quy chế": "regulation", "báo cáo": "report",
    "thông báo": "notice", "thông báo kết luận": "notice", "công văn": "dispatch", "công điện": "dispatch",
    "tờ trình": "other", "hướng dẫn": "other", "văn bản": "other", "pháp lệnh": "other", "lệnh": "other",
    "văn bản hợp nhất": "other", "qhc": "other", "qh": "other", "quy chuẩn": "other",
}  # fmt: skip
_CODES = {
    "NQ": "resolution", "KL": "conclusion", "CT": "directive", "QĐ": "decision", "QD": "decision", "NĐ": "decree",
    "ND": "decree", "TT": "circular", "TTLT": "circular", "KH": "plan", "CTR": "programme", "CTHĐ": "programme",
    "ĐA": "scheme", "DA": "scheme", "QĐI": "regulation", "QC": "regulation", "BC": "report", "TB": "notice",
    "CV": "dispatch", "CĐ": "dispatch", "HD": "other", "TTR": "other", "QH": "law", "L": "law",
}  # fmt: skip

_NUMBER = (
    r"\d{1,6}(?:/\d{4})?(?:\s?[-/]\s?[A-ZĐƯÔ][A-Za-zĐđƯÔ&]*\d{0,2})+|\d{1,6}/\d{4}(?:/[A-Z]{2,}\d{0,2})?"
    r"|[A-Z]{1,4}\d{0,3}[-/]\d{1,5}(?:/\d{4})?|\d{1,6}"
)
_EN = re.compile(
    rf"(?<![\w-])(?P<kind>{'|'.join(sorted((k.replace(' ', r'[ ]') for k in KINDS_EN), key=len, reverse=True))})s?"
    rf"(?P<no>\s(?:Nos?|number)\.?\s?:?\s?)?(?(no)|\s)(?P<number>{_NUMBER})(?![\w%]|[.,]\d+\s?%|\s%)",
    re.IGNORECASE,
)
_VI = re.compile(
    rf"(?<![\w-])(?P<kind>{'|'.join(sorted((k.replace(' ', r'[ ]') for k in KINDS_VI), key=len, reverse=True))})"
    rf"(?:(?P<no>(?:\s[^\d,.;:()\n]{{1,60}}?)??\ssố\s?:?\s?)|\s)(?P<number>{_NUMBER})(?![\w%]|[.,]\d+\s?%|\s%)",
    re.IGNORECASE,
)
_HEADING = re.compile(rf"^\W{{0,3}}(?:Số|No\.?)\s?:\s?(?P<number>{_NUMBER})(?![\w%])")
_NEXT = re.compile(
    r"\s*(?:,|and|&|và)\s*(?:(?:No\.?|"
    r"số)\s)?(?P<number>\d{1,6}(?:/\d{4})?[-/][A-ZĐ][\w/&-]*|\d{2,4})(?![\w%.,]\d|\w|"
    r"%)"
)
_BARE_KINDS = frozenset(("resolution", "directive", "conclusion", "decision", "decree", "circular"))
_ISSUER_CODE = re.compile(r"[A-ZĐƯÔa-z]+")
_YEAR = re.compile(r"/((?:19|20)\d\d)(?!\d)")

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_DATES = (
    re.compile(
            r"\W{0,3}(?:dated|of|on|ngày|issued on|signed "
            r"on)\s+(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"
            ),
    re.compile(r"\W{0,3}ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})"),
    re.compile(
            r"\W{0,3}(?:dated|of|on|issued on)\s+(?P<month>[A-Z][a-z]+)\s+(?P<d>\d{1,2})(?:st|nd|rd|"
            r"th)?,?\s+(?P<y>\d{4})"
            ),
    re.compile(
            r"\W{0,3}(?:dated|of|on|issued on)\s+(?P<d>\d{1,2})(?:st|nd|rd|"
            r"th)?\s+(?P<month>[A-Z][a-z]+),?\s+(?P<y>\d{4})"
            ),
    re.compile(r"\W{0,3}(?:dated|of|in)\s+(?P<month>[A-Z][a-z]+),?\s+(?P<y>\d{4})"),
    re.compile(r"\W{0,3}tháng\s+(?P<m>\d{1,2})[/-](?P<y>\d{4})"),
    re.compile(r"\W{0,3}(?:in|of|năm|dated)\s+(?P<y>(?:19|20)\d\d)\b"),
)  # fmt: skip
_ISSUED_BEFORE = re.compile(r"^\W{0,3}(?:Ngày|On)\s+(\d{1,2})/(\d{1,2})/(\d{4})")


def find(scene: Scene) -> list[DocumentMention]:
    """Mentions with spans in the sentence; their words are claimed, so that no number in them is a figure."""
    found: list[DocumentMention] = []
    if not any(character.isdigit() for character in scene.text):
        return found
    for start, end, kind, number in _mentions(scene):
        date = _date(scene.text, end) or _date_before(scene.text, start) or _year_inside(number)
        found.append(DocumentMention(start, end, kind, number, date))
        scene.take(start, end, MASK)
    return found


def _mentions(scene: Scene) -> Iterator[tuple[int, int, str, str]]:
    text = scene.text
    if heading := _HEADING.match(text):
        number = heading["number"]
        if not number.isdigit():
            start = next(i for i, character in enumerate(text) if character.isalpha())
            yield start, heading.end(), _kind_of_code(number), number
            return
    pattern, kinds = (_VI, KINDS_VI) if scene.lang == "vi" else (_EN, KINDS_EN)
    for match in pattern.finditer(text):
        kind = kinds[as_listed(match["kind"])]
        number = match["number"]
        if not _is_numbered(match["kind"], kind, number, bool(match["no"])):
            continue
        yield match.start(), match.end(), kind, number
        position = match.end()
        for _ in range(6):
            following = _NEXT.match(text, position)
            if following is None or (following["number"].isdigit() and not _is_plural(text, match)):
                break
            yield following.start("number"), following.end("number"), kind, following["number"]
            position = following.end()


def _is_plural(text: str, match: re.Match[str]) -> bool:
    return text[match.end("kind") : match.end("kind") + 1] == "s" or "Nos" in (match["no"] or "")


def _is_numbered(word: str, kind: str, number: str, marked: bool) -> bool:
    """A kind and a bare number is a document where "No." stands between, or the kind is a capital one."""
    if marked or not number.isdigit():
        return marked or "/" in number or "-" in number
    if len(number) == 4 and number[:2] in ("19", "20"):
        return False
    return word[0].isupper() and (kind in _BARE_KINDS or (word.isupper() and len(word) <= 4))


def _kind_of_code(number: str) -> str:
    for code in _ISSUER_CODE.findall(number):
        if code.upper() in _CODES:
            return _CODES[code.upper()]
    return "other"


def _date(text: str, end: int) -> str:
    for pattern in _DATES:
        if match := pattern.match(text, end):
            parts = match.groupdict()
            month = parts.get("m") or ""
            if name := parts.get("month"):
                number = _MONTHS.get(name.lower())
                if number is None:
                    continue
                month = str(number)
            day = parts.get("d") or ""
            return "-".join([match["y"], *(part.zfill(2) for part in (month, day) if part)])
    return ""


def _date_before(text: str, start: int) -> str:
    """ "On 28/11/2025, the Ministry issued Dispatch …": the date that opens the sentence is the document's."""
    match = _ISSUED_BEFORE.match(text)
    if (
        match
        and start - match.end() < 80
        and re.search(r"ban hành|issued|signed|ký", text[match.end() : start])
    ):
        return f"{match[3]}-{match[2].zfill(2)}-{match[1].zfill(2)}"
    return ""


def _year_inside(number: str) -> str:
    match = _YEAR.search(number)
    return match[1] if match else ""

"""Documents of the demonstration: what the reports and targets name, and how they relate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plenum.ledger.actions import put_document, put_provision, relate_documents
from plenum.ledger.vocabulary import DocumentKind, RelationKind
from plenum.organizations.words import Words

if TYPE_CHECKING:
    from plenum.accounts.models import User
    from plenum.ledger.models import Document
    from plenum.organizations.models import Body

KIND = DocumentKind


@dataclass(frozen=True)
class Facts:
    """A document as the sources print it; what they do not print is left out."""

    code: str
    body: str
    kind: DocumentKind
    number: str
    vi: str
    en: str
    issued_on: date | None = None
    has_term: bool = False


DOCUMENTS = (
    Facts("politburo-45", "politburo", KIND.RESOLUTION, "45-NQ/TW",
          "Xây dựng và phát triển thành phố Hải Phòng", "Building and developing Hai Phong city"),
    Facts("politburo-96", "politburo", KIND.CONCLUSION, "96-KL/TW",
          "Kết luận của Bộ Chính trị về thành phố Hải Phòng", "Conclusion of the Politburo on Hai Phong city",
          date(2024, 9, 30)),
    Facts("politburo-15", "politburo", KIND.RESOLUTION, "15-NQ/TW",
          "Phương hướng, nhiệm vụ phát triển Thủ đô Hà Nội đến năm 2030, tầm nhìn đến năm 2045",
          "Directions and tasks of developing Hanoi to 2030, with a vision to 2045", date(2022, 5, 5)),
    Facts("politburo-directive-05", "politburo", KIND.DIRECTIVE, "05",
          "Chỉ thị của Bộ Chính trị được tổng kết 5 năm vào năm 2021",
          "Directive of the Politburo reviewed after five years in 2021"),
    Facts("politburo-directive-35", "politburo", KIND.DIRECTIVE, "35-CT/TW",
          "Đại hội đảng bộ các cấp", "Party congresses at all levels"),
    Facts("national-assembly-35-2021", "national-assembly", KIND.RESOLUTION, "35/2021/QH15",
          "Một số cơ chế, chính sách đặc thù phát triển thành phố Hải Phòng",
          "Specific mechanisms and policies for the development of Hai Phong city"),
    Facts("government-decision-323", "government", KIND.DECISION, "323/QĐ-TTg",
          "Quy hoạch chung thành phố Hải Phòng", "Master plan of Hai Phong city"),
    Facts("hai-phong-congress-16", "hai-phong", KIND.RESOLUTION, "",
          "Nghị quyết Đại hội Đảng bộ thành phố lần thứ XVI, nhiệm kỳ 2020-2025",
          "Resolution of the 16th City Party Congress, term 2020-2025", has_term=True),
    Facts("hai-phong-action-programme-02", "hai-phong", KIND.PROGRAMME, "02",
          "Chương trình hành động thực hiện Nghị quyết Đại hội Đảng bộ thành phố",
          "Action programme on implementing the resolution of the City Party Congress"),
    Facts("hai-phong-conclusion-09", "hai-phong", KIND.CONCLUSION, "09",
          "Lựa chọn, luân chuyển cán bộ trẻ", "Selection and rotation of young officials"),
    Facts("hai-phong-tourism-plan", "hai-phong-people", KIND.PLAN, "",
          "Kế hoạch du lịch của thành phố", "City tourism plan"),
    Facts("hanoi-congress-17", "hanoi", KIND.RESOLUTION, "",
          "Nghị quyết Đại hội Đảng bộ thành phố lần thứ XVII, nhiệm kỳ 2020-2025",
          "Resolution of the 17th City Party Congress, term 2020-2025", has_term=True),
    Facts("hanoi-programme-08", "hanoi", KIND.PROGRAMME, "08-CTr/TU",
          "Phát triển hệ thống an sinh xã hội, nâng cao phúc lợi xã hội",
          "Developing social security and raising social welfare"),
    Facts("hanoi-programme-16", "hanoi", KIND.PROGRAMME, "16-CTr/TU",
          "Chương trình hành động về phát triển đô thị", "Action programme on urban development"),
    Facts("thai-binh-congress-20", "thai-binh", KIND.RESOLUTION, "",
          "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2020-2025",
          "Resolution of the 20th Provincial Party Congress, term 2020-2025", has_term=True),
    Facts("thai-binh-resolution-01", "thai-binh", KIND.RESOLUTION, "01-NQ/TU",
          "Xây dựng nông thôn mới nâng cao, kiểu mẫu", "Building advanced and model new rural areas"),
    Facts("thai-binh-resolution-03", "thai-binh", KIND.RESOLUTION, "03-NQ/TU",
          "Xây dựng và phát triển thành phố Thái Bình đến năm 2030, tầm nhìn đến năm 2045",
          "Building and developing Thai Binh city to 2030, with a vision to 2045", date(2021, 11, 25)),
)  # fmt: skip

IMPLEMENTS = (
    ("hai-phong-action-programme-02", "hai-phong-congress-16", ()),
    ("hai-phong-tourism-plan", "hai-phong-congress-16", ("20",)),
    ("hanoi-programme-08", "hanoi-congress-17", ("12", "13", "15")),
    ("hanoi-programme-16", "hanoi-congress-17", ("6", "8", "18", "19")),
    ("thai-binh-resolution-01", "thai-binh-congress-20", ()),
    ("thai-binh-resolution-03", "thai-binh-congress-20", ()),
)
"""Who carries out what: the document, the resolution, and its provisions where the fields plainly match."""


def put_documents(bodies: dict[str, Body], by: User) -> dict[str, Document]:
    """Register the documents; those with a term are the resolutions the bodies are judged by."""
    documents = {}
    for facts in DOCUMENTS:
        body = bodies[facts.body]
        documents[facts.code] = put_document(
            facts.code,
            body=body,
            kind=facts.kind,
            number=facts.number,
            title=Words(facts.vi, facts.en),
            issued_on=facts.issued_on,
            term=body.terms.get(first_year=2020) if facts.has_term else None,
            by=by,
        )
    return documents


def put_provisions(document: Document, targets: list[tuple[str, Words]], by: User) -> None:
    """One provision for each whole target: the resolutions number their targets."""
    for position, (number, text) in enumerate(targets, start=1):
        put_provision(document, number, position=position, text=text, by=by)


def relate_all(documents: dict[str, Document], by: User) -> None:
    """Say which document implements which resolution or provision."""
    for document, of, provisions in IMPLEMENTS:
        resolution = documents[of]
        if not provisions:
            relate_documents(documents[document], RelationKind.IMPLEMENTS, resolution, by=by)
        for number in provisions:
            relate_documents(
                documents[document],
                RelationKind.IMPLEMENTS,
                resolution,
                provision=resolution.provisions.get(number=number),
                by=by,
            )

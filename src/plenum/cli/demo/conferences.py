"""What three conferences of the demonstration's bodies adopted or announced."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plenum.ledger.actions import AdoptedStanding, TallyAnnounced, record_adoption
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import Words

if TYPE_CHECKING:
    from plenum.accounts.models import User
    from plenum.ledger.models import Document, Source

HAI_PHONG = (
    "https://haiphong.gov.vn/tin-tuc-su-kien/xay-dung-hai-phong-tro-thanh-do-thi-thong-minh-hien-dai-"
    "thanh-pho-mau-muc-ve-su-trai-nghiem-va-d-719621"
)
HANOI = "https://vietnam.vn/en/khai-mac-hoi-nghi-lan-thu-muoi-ba-ban-chap-hanh-dang-bo-tp-ha-noi-khoa-xvii"

HAI_PHONG_MET = tuple(str(number) for number in range(1, 15))
HAI_PHONG_AT_RISK = tuple(str(number) for number in range(15, 21))
HANOI_HARD = ("1", "3", "5", "7", "8", "20")
"""Average growth, GRDP per capita, labour productivity, public transport, wastewater, total social investment."""


def record_conferences(documents: dict[str, Document], sources: dict[str, Source], by: User) -> None:
    """Hai Phong's twenty verdicts of 14 November 2024; Hanoi's six hard targets and two tallies of 14 June 2023."""
    hai_phong = documents["hai-phong-congress-16"]
    listed = {target.number: target for target in hai_phong.targets.filter(part_of__isnull=True)}
    record_adoption(
        hai_phong,
        conference=Words(
            "Buổi làm việc của Tổng Bí thư với Ban Thường vụ Thành ủy Hải Phòng",
            "Working session of the General Secretary with the Hai Phong City Party Committee",
        ),
        held_on=date(2024, 11, 14),
        data_day=date(2024, 11, 14),
        standings={
            listed[number]: AdoptedStanding(standing)
            for standing, numbers in ((Standing.MET, HAI_PHONG_MET), (Standing.AT_RISK, HAI_PHONG_AT_RISK))
            for number in numbers
        },
        tallies=[
            TallyAnnounced(Standing.MET, 14, 20),
            TallyAnnounced(Standing.AT_RISK, 6, 20),
        ],
        source=sources[HAI_PHONG],
        note=Words(
            "Báo cáo của thành phố liệt kê từng chỉ tiêu theo hai nhóm mà không in giá trị của nghị quyết; "
            "nguồn nào in giá trị thì mới tính được.",
            "The city's report lists each target under its standing and does not print the resolution's values; "
            "a standing can be computed only where another source does.",
        ),
        by=by,
    )
    hanoi = documents["hanoi-congress-17"]
    hard = hanoi.targets.filter(number__in=HANOI_HARD)
    record_adoption(
        hanoi,
        conference=Words(
            "Hội nghị lần thứ 13 Ban Chấp hành Đảng bộ thành phố Hà Nội khóa XVII",
            "13th conference of the Hanoi Party Committee, 17th term",
        ),
        held_on=date(2023, 6, 14),
        data_day=date(2023, 6, 14),
        standings={target: AdoptedStanding(Standing.AT_RISK) for target in hard},
        tallies=[
            TallyAnnounced(
                Standing.ON_TRACK,
                9,
                20,
                Words(
                    "có khả năng đạt và vượt vào cuối nhiệm kỳ",
                    "likely to be met and exceeded by the end of the term",
                ),
            ),
            TallyAnnounced(
                Standing.ON_TRACK,
                14,
                20,
                Words(
                    "ước đến cuối nhiệm kỳ đạt và vượt",
                    "estimated to be met and exceeded by the end of the term",
                ),
            ),
            TallyAnnounced(Standing.AT_RISK, 6, 20, Words("rất khó hoàn thành", "very hard to complete")),
        ],
        source=sources[HANOI],
        note=Words(
            "Hội nghị chỉ nêu tên sáu chỉ tiêu khó; hai con số 9/20 và 14/20 đều nói về cuối nhiệm kỳ.",
            "The conference names only the six hard targets; 9/20 and 14/20 both speak of the end of the term.",
        ),
        by=by,
    )

"""Reports of An Binh, invented for the tests; every figure is made up."""

from plenum.accounts.models import User
from plenum.collecting import actions
from plenum.collecting.models import ProposedFigure, Report
from plenum.collecting.uploads import Upload
from tests.cast import Cast

VIETNAMESE = """Báo cáo tình hình năm 2022

An Bình, ngày 5 tháng 1 năm 2023. Năm 2022, thu ngân sách nhà nước trên địa bàn tỉnh đạt 121 tỷ đồng. \
Tỷ lệ hộ nghèo năm 2022 giảm còn 3,5%. GRDP năm 2022 tăng 9%.

Đồng chí Lê Văn An, Bí thư Tỉnh ủy, chủ trì hội nghị. Theo Nghị quyết số 12-NQ/TW, 14/20 chỉ tiêu đạt và vượt.
"""
"""Against the cast's record: revenue of 121 agrees, poverty of 3.5 differs from 3.4, growth of 9 agrees."""

ENGLISH = """Half-year review

An Binh, 2 July 2023. In the first 6 months of 2023, total budget revenue reached 45,600 billion VND. The province \
worked hard on every front.

Budget revenue in the first 6 months of 2023 was 45,660 billion VND, said the chairman.
"""
"""Two revenues for one half-year, none of them in the record."""


def received(
    cast: Cast, text: str = VIETNAMESE, *, name: str = "report.txt", by: User | None = None
) -> Report:
    """A report the committee received, and, as in every test, read at once."""
    (receipt,) = actions.receive_reports(cast.committee, [Upload(name, text.encode())], by=by or cast.bob)
    return receipt.report


def figure(report: Report, words: str) -> ProposedFigure:
    """The proposed figure that stands on these words."""
    return report.figures.get(words=words)

"""Two reports on the desk of the demonstration, part of them confirmed and part waiting.

Their words are ours and their figures those of the public sources: the half-year one gives two revenues for one
half-year, as the conference did.
"""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from plenum.collecting import actions, queries
from plenum.collecting.uploads import Upload

if TYPE_CHECKING:
    from plenum.accounts.models import User
    from plenum.organizations.models import Body

REPORTS = {
    "hai-phong-half-year-2021.txt": (date(2021, 7, 1), ("13.52%", "20.5%", "11.74 billion USD")),
    "hai-phong-9-thang-2024.txt": (date(2024, 10, 4), ("87.822,22 tỷ đồng", "38.827,91 tỷ đồng")),
}
"""The reports by file, with the day they are of and the figures of them that are confirmed."""


def receive_reports(body: Body, by: User) -> None:
    """Have the body receive the reports, read them, and confirm some of their figures."""
    for name, (day, confirmed) in REPORTS.items():
        data = files(__package__).joinpath("reports", name).read_bytes()
        (receipt,) = actions.receive_reports(body, [Upload(name, data)], by=by)
        report = actions.read_report(receipt.report)
        for shown in queries.desk(report, day, by=by).figures:
            if shown.figure.words in confirmed:
                actions.confirm_figure(shown.figure, by=by)

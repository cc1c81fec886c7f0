"""The only readers of the desk. Each checks that the reader may view the record of the report's body."""

from plenum.collecting.queries.desk import Desk, DeskFigure, desk, desk_figure, figure_by_id
from plenum.collecting.queries.findings import Finding
from plenum.collecting.queries.paging import Mark, Paragraph, Piece
from plenum.collecting.queries.previews import Preview, PreviewFigure, preview
from plenum.collecting.queries.reports import (
    Counts,
    ReportRow,
    failure_of,
    kept_file,
    report_by_id,
    report_list,
    text_of,
)
from plenum.collecting.queries.searching import Hit, Snippet, search
from plenum.collecting.queries.tracing import DecisionRow, Origin, decisions_of_report, origin_of

__all__ = [
    "Counts",
    "DecisionRow",
    "Desk",
    "DeskFigure",
    "Finding",
    "Hit",
    "Mark",
    "Origin",
    "Paragraph",
    "Piece",
    "Preview",
    "PreviewFigure",
    "ReportRow",
    "Snippet",
    "decisions_of_report",
    "desk",
    "desk_figure",
    "failure_of",
    "figure_by_id",
    "kept_file",
    "origin_of",
    "preview",
    "report_by_id",
    "report_list",
    "search",
    "text_of",
]

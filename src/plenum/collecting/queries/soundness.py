"""Whether what the desk holds is what it promises to hold: for `plenum check`, after a restore above all."""

import hashlib
from collections.abc import Callable, Iterator

from django.db.models import F

from plenum.collecting.models import Decision, KeptFile, ProposedFigure, Report, ReportText
from plenum.collecting.vocabulary import DecisionKind, ReportState
from plenum.ledger.queries.soundness import Unsound


def changed_files() -> Iterator[Unsound]:
    """Files that are not what their digest says. One at a time is read."""
    for pk in KeptFile.objects.order_by("pk").values_list("pk", flat=True).iterator():
        digest, data = KeptFile.objects.filter(pk=pk).values_list("digest", "data").get()
        if hashlib.sha256(bytes(data)).hexdigest() != digest:
            yield Unsound(f"file {pk}", "is not the one its digest names. Restore the last backup.")


def strayed_figures() -> Iterator[Unsound]:
    """Figures whose words do not stand where their span says, and reports read without a text."""
    texts = ReportText.objects.order_by("pk").values_list("report_id", "text", "folded")
    for report, text, folded in texts.iterator(chunk_size=20):
        if len(folded) != len(text):
            yield Unsound(f"report {report}", "has a folded text of another length.")
        figures = ProposedFigure.objects.filter(report_id=report)
        for pk, start, end, words in figures.values_list("pk", "value_start", "value_end", "words"):
            if text[start:end] != words:
                yield Unsound(
                    f"figure {pk}", f"does not stand at characters {start} to {end} of report {report}."
                )
    for pk in Report.objects.filter(state=ReportState.READ, text__isnull=True).values_list("pk", flat=True):
        yield Unsound(f"report {pk}", "is read and has no text.")


def strayed_decisions() -> Iterator[Unsound]:
    """Undoings of a decision on another figure, and confirmations by another source than their report."""
    undoings = Decision.objects.filter(kind=DecisionKind.UNDONE)
    for pk in undoings.exclude(undoes__figure_id=F("figure_id")).values_list("pk", flat=True):
        yield Unsound(f"decision {pk}", "undoes what was decided of another figure.")
    confirmations = Decision.objects.filter(kind=DecisionKind.CONFIRMED)
    strayed = confirmations.exclude(observation__source_id=F("figure__report__source_id"))
    for pk in strayed.values_list("pk", flat=True):
        yield Unsound(
            f"decision {pk}", "confirms a figure by an observation from another source than its report."
        )


QUESTIONS: tuple[tuple[str, Callable[[], Iterator[Unsound]]], ...] = (
    ("every report's file is the one its digest names", changed_files),
    ("every figure read stands on its words", strayed_figures),
    ("decisions belong to their figures and reports", strayed_decisions),
)
"""What is asked of the desk, in order: what should be so, and the rows for which it is not."""

"""Reading what was received: one report at a time, its figures kept all together or not at all.

The report's own row is the queue. Who reads it says so in the row and gives signs of life there; where those stop, the
next who looks takes it up again, and after `MOST_ATTEMPTS` it is given up with a message.
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from plenum.accounts.actions import record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.collecting.digesting import Digest, Progress, digested
from plenum.collecting.folding import fold
from plenum.collecting.models import Candidate, KeptFile, ProposedFigure, Report, ReportText
from plenum.collecting.proposing import FigureLinks, link_figures, links_of
from plenum.collecting.retelling import kept
from plenum.collecting.uploads import title_of
from plenum.collecting.vocabulary import ReportState
from plenum.errors import Conflict, PlenumError, UnsafeFile
from plenum.organizations.models import Body
from plenum.reading.loaders import Loaded, load

MOST_ATTEMPTS = 3
SIGN_OF_LIFE = 5
"""Seconds between two signs of life."""
SILENCE = timedelta(seconds=60)
"""Without a sign of life for so long, whoever read a report is taken for dead."""
BATCH = 500

log = logging.getLogger("plenum.collecting")


def read_waiting() -> bool:
    """Read the report that has waited longest, if any; whether there was one. Raises nothing a report can cause."""
    report = _claim()
    if report is None:
        return False
    _read(report)
    return True


def read_report(report: Report) -> Report:
    """Read this report now, in this process, and return it as it is then; one that is read or being read by a living
    process is left alone."""
    claimed = _claim(report.pk)
    if claimed is not None:
        _read(claimed)
    report.refresh_from_db()
    return report


@transaction.atomic
def read_again(report: Report, *, by: User) -> Report:
    """Have a report that could not be read tried once more. Raises `Forbidden`, `Conflict`."""
    require(by, Permission.RECEIVE_REPORTS, report.body)
    changed = Report.objects.filter(pk=report.pk, state=ReportState.FAILED).update(
        state=ReportState.RECEIVED, attempts=0, progress=0, failure=None, alive_at=None
    )
    if not changed:
        raise Conflict("Only a report that could not be read is tried again.")
    record_audit(
        "read_again",
        report,
        by=by,
        body=report.body,
        before={"state": ReportState.FAILED.value},
        after={"state": ReportState.RECEIVED.value},
    )
    report.refresh_from_db()
    return report


@transaction.atomic
def link_again(body: Body, *, by: User) -> int:
    """Look anew for the indicators of all undecided figures of a body's reports: after indicators were defined or
    renamed. How many figures were looked at. Raises `Forbidden`."""
    require(by, Permission.RECORD_OBSERVATIONS, body)
    looked_at = link_figures(body)
    record_audit("link_reports", body, by=by, body=body, after={"figures": looked_at})
    return looked_at


def _claim(pk: int | None = None) -> Report | None:
    """A report that waits, now marked as being read by this process; None where there is none, or it is taken."""
    now = timezone.now()
    waiting = Q(state=ReportState.RECEIVED) | Q(state=ReportState.READING, alive_at__lt=now - SILENCE)
    rows = Report.objects.filter(waiting)
    if pk is not None:
        rows = rows.filter(pk=pk)
    for candidate in rows.order_by("pk").values_list("pk", "attempts")[:10]:
        # The condition is asked again in the update, so that of two who look at once one gets it.
        taken = Report.objects.filter(waiting, pk=candidate[0], attempts=candidate[1]).update(
            state=ReportState.READING, attempts=candidate[1] + 1, alive_at=now, progress=1
        )
        if taken:
            return Report.objects.select_related("body", "place").get(pk=candidate[0])
    return None


def _read(report: Report) -> None:
    if report.attempts > MOST_ATTEMPTS:
        _fail(
            report,
            UnsafeFile(
                "Reading the report ended {count} times before it was done; it may need more memory than there is. "
                "Divide it.",
                count=MOST_ATTEMPTS,
            ),
        )
        return
    try:
        with _signs_of_life(report):
            found = digested(
                _loaded(report),
                received_on=timezone.localdate(report.received_at),
                progress=_progress(report),
            )
            links = links_of(report, found)
        _keep(report, found, links)
    except PlenumError as error:
        _fail(report, error)
    except OperationalError:
        # The database is away or busy, which is not the report's fault: it is taken up again after a while.
        raise
    except Exception:
        # A fault of the program's own: told in the log, and in the row so that nobody waits for it.
        log.exception("Report %s could not be read", report.pk)
        _fail(
            report, PlenumError("The program failed on this report. Its log tells more; tell who keeps it.")
        )
    except BaseException:
        # The process is being stopped: the next who looks takes the report up at once.
        _give_back(report)
        raise


def _mine(report: Report) -> QuerySet[Report]:
    """The report's row, as long as it is this process that reads it."""
    return Report.objects.filter(pk=report.pk, state=ReportState.READING, attempts=report.attempts)


def _loaded(report: Report) -> Loaded:
    data = KeptFile.objects.filter(pk=report.file_id).values_list("data", flat=True).get()
    (loaded,) = load(bytes(data), report.file_name)
    return loaded


def _progress(report: Report) -> Progress:
    def tell(percent: int) -> None:
        _mine(report).update(progress=percent, alive_at=timezone.now())

    return tell


@contextmanager
def _signs_of_life(report: Report) -> Iterator[None]:
    """While within, the report's row says every few seconds that its reader lives."""
    done = threading.Event()

    def tell() -> None:
        try:
            while not done.wait(SIGN_OF_LIFE):
                with suppress(DatabaseError):
                    _mine(report).update(alive_at=timezone.now())
        finally:
            connection.close()

    thread = threading.Thread(target=tell, name=f"report-{report.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


@transaction.atomic
def _keep(report: Report, found: Digest, links: Sequence[FigureLinks]) -> None:
    """Keep everything read of a report, unless someone else took it up and was faster."""
    held = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if held.state != ReportState.READING or held.attempts != report.attempts:
        return
    ReportText.objects.create(
        report=report,
        text=found.text,
        folded=fold(found.text),
        page_starts=list(found.page_starts),
        notes=[kept(note) for note in found.notes],
        documents=found.documents,
        tallies=found.tallies,
        people=found.people,
        deadlines=found.deadlines,
        doubts=found.doubts,
    )
    figures = ProposedFigure.objects.bulk_create(
        (
            ProposedFigure(report=report, position=position, place_id=link.place, **figure.columns())
            for position, (figure, link) in enumerate(zip(found.figures, links, strict=True), 1)
        ),
        batch_size=BATCH,
    )
    Candidate.objects.bulk_create(
        (
            Candidate(
                figure=figure,
                rank=rank,
                indicator_id=candidate.indicator,
                score=candidate.score,
                reason=candidate.reason,
            )
            for figure, link in zip(figures, links, strict=True)
            for rank, candidate in enumerate(link.candidates, 1)
        ),
        batch_size=BATCH,
    )
    if held.title == title_of(held.file_name)[:500] and found.title:
        held.title = found.title
    held.language = found.language
    held.dated_on = held.dated_on or found.dated_on
    held.state, held.progress, held.failure = ReportState.READ, 100, None
    held.read_at = timezone.now()
    held.save(update_fields=["title", "language", "dated_on", "state", "progress", "failure", "read_at"])


def _give_back(report: Report) -> None:
    _mine(report).update(state=ReportState.RECEIVED, attempts=report.attempts - 1, progress=0, alive_at=None)


def _fail(report: Report, error: PlenumError) -> None:
    _mine(report).update(state=ReportState.FAILED, failure=kept(error), read_at=timezone.now())

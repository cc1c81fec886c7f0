"""Receiving reports: kept as they came, each once for a body."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from plenum.accounts.actions import differing, record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.collecting.actions.reading import read_report
from plenum.collecting.models import KeptFile, Report
from plenum.collecting.uploads import Taken, Upload, look_over, title_of
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.actions.writing import check_known_by_now, hold, told
from plenum.organizations.models import Body, Place

_TOLD = ("body", "place", "digest", "file_name", "title", "kind", "dated_on")


@dataclass(frozen=True)
class Receipt:
    """A report as it was received, or, where the body had the same file already, that one."""

    report: Report
    is_new: bool


def receive_reports(
    body: Body,
    uploads: Sequence[Upload],
    *,
    by: User,
    place: Place | None = None,
    dated_on: date | None = None,
    title: str = "",
) -> tuple[Receipt, ...]:
    """Keep the reports of one upload, each to be read; a ZIP gives one for each file in it. All or nothing.

    A file the body received before is recognised by its digest and not kept again. `title` is for a single report.
    Raises `Forbidden`, `InvalidInput`, and `FaultyFile` naming every file that cannot be taken.
    """
    require(by, Permission.RECEIVE_REPORTS, body)
    if dated_on is not None:
        check_known_by_now(dated_on)
    taken = look_over(uploads)
    if title.strip() and len(taken) != 1:
        raise InvalidInput("A title is for one report; {count} were sent. Leave it empty.", count=len(taken))
    with transaction.atomic():
        receipts = tuple(
            _receive(body, one, by=by, place=place or body.place, dated_on=dated_on, title=title.strip())
            for one in taken
        )
    if settings.REPORTS_READ_AT_ONCE:
        for receipt in receipts:
            if receipt.is_new:
                read_report(receipt.report)
    return receipts


def _receive(
    body: Body, one: Taken, *, by: User, place: Place | None, dated_on: date | None, title: str
) -> Receipt:
    known = Report.objects.filter(body=body, digest=one.digest).select_related("body", "place").first()
    if known is not None:
        return Receipt(known, is_new=False)
    file, _ = KeptFile.objects.get_or_create(
        digest=one.digest, defaults={"size": len(one.data), "data": one.data}
    )
    report, made = Report.objects.get_or_create(
        body=body,
        digest=one.digest,
        defaults={
            "place": place,
            "file": file,
            "file_name": one.name,
            "title": title[:500] or title_of(one.name)[:500],
            "kind": one.kind,
            "dated_on": dated_on,
            "received_by": by,
        },
    )
    if made:
        record_audit("receive_report", report, by=by, body=body, after=told(report, _TOLD))
    return Receipt(report, is_new=made)


@transaction.atomic
def describe_report(
    report: Report,
    *,
    by: User,
    title: str | None = None,
    dated_on: date | None = None,
    place: Place | None = None,
) -> Report:
    """Say what a report is called, of which day it is and what place it is about; None leaves a thing as it is.

    Once a figure of it was confirmed its title and day stand in the record. Raises `Forbidden`, `InvalidInput`,
    `Conflict`.
    """
    report = hold(report)
    require(by, Permission.RECEIVE_REPORTS, report.body)
    before = told(report, _TOLD)
    if title is not None:
        if not title.strip():
            raise InvalidInput("Give the report a title.")
        title = title.strip()[:500]
    if dated_on is not None:
        check_known_by_now(dated_on)
    if report.source_id is not None and (title or report.title, dated_on or report.dated_on) != (
        report.title,
        report.dated_on,
    ):
        raise Conflict("Observations cite this report by its title and day already; both stay as they are.")
    report.title, report.dated_on = title or report.title, dated_on or report.dated_on
    if place is not None:
        report.place = place
    old, new = differing(before, told(report, _TOLD))
    if new:
        report.save(update_fields=["title", "dated_on", "place"])
        record_audit("describe_report", report, by=by, body=report.body, before=old, after=new)
    return report

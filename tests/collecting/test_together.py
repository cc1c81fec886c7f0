"""Two at once: readers of one report, clerks who decide of one figure, senders of one file."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from plenum.collecting import actions
from plenum.collecting.actions import reading
from plenum.collecting.models import Decision, KeptFile, Report
from plenum.collecting.uploads import Upload
from plenum.errors import Conflict
from plenum.ledger.models import Observation
from tests.cast import Cast
from tests.collecting.reports import VIETNAMESE, figure, received


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act returned or raised, all begun at the same moment."""
    start = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_a_figure_confirmed_by_two_is_confirmed_once(live_cast: Cast) -> None:
    report = received(live_cast)
    chosen = figure(report, "3,5%")
    before = Observation.objects.count()
    results = at_once(
        *(lambda by=by: actions.confirm_figure(chosen, by=by) for by in (live_cast.bob, live_cast.chi))
    )
    assert sorted(type(one).__name__ for one in results) == ["Conflict", "Decision"], results
    assert Observation.objects.count() == before + 1
    assert Decision.objects.count() == 1


def test_confirmed_and_rejected_at_once_is_one_of_them(live_cast: Cast) -> None:
    report = received(live_cast)
    chosen = figure(report, "3,5%")
    results = at_once(
        lambda: actions.confirm_figure(chosen, by=live_cast.bob),
        lambda: actions.reject_figure(chosen, by=live_cast.chi),
    )
    assert sum(isinstance(one, Conflict) for one in results) == 1, results
    assert Decision.objects.count() == 1


def test_a_report_two_readers_look_for_is_read_once(
    live_cast: Cast, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REPORTS_READ_AT_ONCE = False  # type: ignore[attr-defined]
    report = received(live_cast)
    results = at_once(*[reading.read_waiting] * 3)
    assert sorted(map(str, results)) == ["False", "False", "True"], results
    report.refresh_from_db()
    assert (report.state, report.attempts) == ("read", 1)


def test_one_file_sent_twice_at_once_is_one_report(live_cast: Cast, settings: object) -> None:
    settings.REPORTS_READ_AT_ONCE = False  # type: ignore[attr-defined]
    uploads = [Upload("report.txt", VIETNAMESE.encode())]
    results = at_once(
        *(
            lambda by=by: actions.receive_reports(live_cast.committee, uploads, by=by)
            for by in (live_cast.bob, live_cast.em)
        )
    )
    receipts = [one[0] for one in results if isinstance(one, tuple)]
    assert len(receipts) == 2, results
    assert sorted(one.is_new for one in receipts) == [False, True]
    assert Report.objects.count() == KeptFile.objects.count() == 1

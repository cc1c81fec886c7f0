"""Every action of the desk, done once, and the roles of the committee that may do it.

A table, so that a new action without a row here fails a test.
"""

from collections.abc import Callable
from dataclasses import dataclass

from plenum.accounts.models import User
from plenum.accounts.permissions import Role
from plenum.collecting import actions
from plenum.collecting.models import Report
from plenum.collecting.uploads import Upload
from plenum.collecting.vocabulary import ReportState
from tests.cast import Cast
from tests.collecting.reports import VIETNAMESE, figure, received


@dataclass(frozen=True)
class Act:
    """`do(cast, by)` is the action; `set_up(cast)` makes what it needs; `roles` of the committee may do it.

    `rows` is how many audit rows it leaves: of the desk's decision, and of what the ledger did for it.
    """

    do: Callable[[Cast, User], object]
    roles: frozenset[Role]
    set_up: Callable[[Cast], object] = lambda cast: None
    rows: int = 1


A, R, V, P, S = Role.ADMINISTRATOR, Role.REPORTER, Role.REVIEWER, Role.PLANNER, Role.SECRETARY
RECEIVING = frozenset({A, R, V, P, S})
DECIDING = frozenset({A, R, V, P})
CORRECTING = frozenset({A, V})


def _confirmed(cast: Cast) -> None:
    actions.confirm_figure(figure(received(cast), "121 tỷ đồng"), by=cast.bob)


def _rejected(cast: Cast) -> None:
    actions.reject_figure(figure(received(cast), "3,5%"), by=cast.bob)


def _failed(cast: Cast) -> None:
    report = received(cast)
    Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED)


def _report() -> Report:
    return Report.objects.select_related("body").get()


ACTS: dict[str, Act] = {
    "receive_reports": Act(
        lambda cast, by: actions.receive_reports(
            cast.committee, [Upload("report.txt", VIETNAMESE.encode())], by=by
        ),
        RECEIVING,
    ),
    "describe_report": Act(
        lambda cast, by: actions.describe_report(_report(), by=by, title="Another title"), RECEIVING, received
    ),
    "read_again": Act(lambda cast, by: actions.read_again(_report(), by=by), RECEIVING, _failed),
    "link_again": Act(lambda cast, by: actions.link_again(cast.committee, by=by), DECIDING, received),
    # The source, the observation, the decision.
    "confirm_figure": Act(
        lambda cast, by: actions.confirm_figure(figure(_report(), "3,5%"), by=by), DECIDING, received, rows=3
    ),
    "reject_figure": Act(
        lambda cast, by: actions.reject_figure(figure(_report(), "3,5%"), by=by, reason="Misread."),
        DECIDING,
        received,
    ),
    # One source, two observations, two decisions.
    "confirm_all_agreeing": Act(
        lambda cast, by: actions.confirm_all_agreeing(_report(), by=by), DECIDING, received, rows=5
    ),
    "undo": Act(lambda cast, by: actions.undo(figure(_report(), "3,5%"), by=by), DECIDING, _rejected),
    # The withdrawal, the decision.
    "undo of a confirmation": Act(
        lambda cast, by: actions.undo(figure(_report(), "121 tỷ đồng"), by=by, reason="Of another province."),
        CORRECTING,
        _confirmed,
        rows=2,
    ),
}

PROGRAM = {"read_report", "read_waiting"}
"""What the program does on nobody's behalf."""

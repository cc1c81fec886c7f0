"""What `plenum check` finds of the desk: nothing where rows came in by the actions, and every row that did not."""

from plenum.collecting import actions
from plenum.collecting.models import Decision, KeptFile, ProposedFigure, Report, ReportText
from plenum.collecting.queries.soundness import QUESTIONS
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, figure, received


def found() -> list[str]:
    return [f"{one.where} {one.what}" for _, ask in QUESTIONS for one in ask()]


def test_what_the_actions_wrote_is_sound(cast: Cast) -> None:
    report = received(cast)
    received(cast, ENGLISH)
    actions.confirm_all_agreeing(report, by=cast.bob)
    actions.undo(figure(report, "9%"), by=cast.chi)
    actions.reject_figure(figure(report, "3,5%"), by=cast.bob)
    assert found() == []


def test_what_came_in_otherwise_is_named(cast: Cast) -> None:
    report = received(cast)
    file = KeptFile.objects.create(digest="0" * 64, size=1, data=b"x")
    bare = Report.objects.create(
        body=cast.department, file=file, digest="0" * 64, file_name="x", title="x", kind="text", state="read",
        received_by=cast.bob,
    )  # fmt: skip
    other = Report.objects.create(
        body=cast.other_committee, file=file, digest="0" * 64, file_name="x", title="x", kind="text", state="read",
        received_by=cast.bob,
    )  # fmt: skip
    ReportText.objects.create(report=other, text="Thu 5 tỷ", folded="thu 5 t")
    original = figure(report, "3,5%")
    astray = ProposedFigure.objects.get(pk=original.pk)
    astray.pk, astray.report, astray.position = None, other, 99
    astray.save()
    Decision.objects.create(
        figure=original, kind="confirmed", observation=cast.observations["poverty 2022"], by=cast.bob
    )
    first = Decision.objects.create(figure=astray, kind="rejected", by=cast.bob)
    Decision.objects.create(figure=original, kind="undone", undoes=first, by=cast.bob)
    faults = "\n".join(found())
    assert f"file {file.pk} is not the one its digest names" in faults
    assert f"report {bare.pk} is read and has no text" in faults
    assert f"report {other.pk} has a folded text of another length" in faults
    assert f"figure {astray.pk} does not stand at characters" in faults
    assert "undoes what was decided of another figure" in faults
    assert "from another source than its report" in faults

"""What is exported comes back in unchanged: into a ledger with the same indicators and places, and out again."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.errors import Forbidden, SignInRequired
from plenum.ledger.actions import correct_observation, state_target_value, withdraw_observation
from plenum.ledger.exchange import Kind, export_file, import_file
from plenum.ledger.exchange.cells import protected, refuse_formula, unprotected
from plenum.ledger.models import Observation, Source, Target, TargetValue
from plenum.ledger.vocabulary import DateBasis, SourceKind, Status
from plenum.organizations.actions import put_body
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast, assemble

TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "=1+1",
            "'=x",
            "''@a",
            "- gạch",
            "a,b;c\td",
            'nói "thế"',
            "_x000D_",
            "dòng\nkhác",
            " lề ",
            "1.234",
        ]
    ),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20),
)
VALUES = st.one_of(
    st.sampled_from(["1.234", "0", "0.000000001", "1234.567", "999.999", "999999999999999999.999999999"]),
    st.decimals(min_value=0, max_value=10**18 - 1, places=9).map(lambda value: format(value, "f")),
    st.integers(0, 10**6).map(str),
)
DAYS = st.dates(date(2000, 1, 1), date(2025, 12, 31))
PERIODS = st.sampled_from(
    ["2021", "2021-S1", "2022-Q3", "2022-11", "2021/2025", "2021-01/2021-09", "@2023-05-31"]
)
SOURCES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(SourceKind.values),
        "url": st.sampled_from(["", "https://a.example/1", "https://a.example/2?x=1,2"]),
        "title_vi": TEXTS,
        "title_en": TEXTS,
        "published_on": DAYS,
        "date_basis": st.sampled_from(DateBasis.values),
        "precedence": st.integers(1, 99),
    }
).map(lambda facts: facts if facts["url"] or facts["title_vi"] else facts | {"title_vi": "Sổ tay"})
"""A source without an address has a name: one with neither is taken to be the file it came in."""
ROWS = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 1), PERIODS, VALUES, st.sampled_from(Status.values), st.integers(0, 2), DAYS,
        TEXTS, TEXTS, st.sampled_from(["", "", "corrected", "withdrawn"]),
    ),
    max_size=8,
    unique_by=lambda row: (row[0], row[1], row[2]),
)  # fmt: skip


def _identity(facts: dict[str, Any]) -> tuple[Any, ...]:
    """What tells one source from another in the record."""
    return tuple(facts[name] for name in ("kind", "url", "title_vi", "title_en", "published_on"))


class _Undo(Exception):
    """Ends a transaction as if it had not been."""


def _fill(cast: Cast, sources: list[dict[str, Any]], rows: list[Any]) -> None:
    """Rows as another ledger may hold them, whatever the actions would say of them today."""
    made = [Source.objects.create(entered_by=cast.operator, **facts) for facts in sources]
    for indicator, place, code, value, status, source, known_on, note, words, then in rows:
        period = Period.parse(code)
        one = Observation.objects.create(
            indicator=[cast.revenue, cast.growth][indicator], place=[cast.province, cast.district][place],
            period=period.code, frequency=str(period.frequency), starts=period.starts, ends=period.ends,
            value=Decimal(value), status=status, source=made[source], known_on=known_on, note=note, words=words,
            entered_by=cast.operator,
        )  # fmt: skip
        if then == "corrected":
            facts = {"source": made[0], "known_on": date(2026, 1, 1), "by": cast.operator}
            two = correct_observation(one, Decimal(7), note="sửa", **facts)
            correct_observation(two, Decimal(value), note="sửa lại", **facts)
        elif then == "withdrawn":
            withdraw_observation(one, known_on=date(2026, 1, 1), note="nhầm", by=cast.operator)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("history", [False, True])
def test_observations_come_back_unchanged(tmp_path: Path, kind: Kind, history: bool) -> None:
    cast = assemble()

    def out(name: str) -> bytes:
        path = tmp_path / f"{name}.{Kind.TEXT}"
        export_file(path, "observations", kind=Kind.TEXT, by=cast.operator, history=history)
        return path.read_bytes()

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(SOURCES, min_size=3, max_size=3, unique_by=_identity), ROWS)
    def check(sources: list[dict[str, Any]], rows: list[Any]) -> None:
        path = tmp_path / f"carried.{kind}"
        first = b""
        try:
            with transaction.atomic():
                _fill(cast, sources, rows)
                own = {one.pk for one in cast.observations.values()}
                _hide(own)
                count = export_file(path, "observations", kind=kind, by=cast.operator, history=history)
                first = out("first")
                raise _Undo
        except _Undo:
            pass
        if not count:
            return
        try:
            with transaction.atomic():
                _hide({one.pk for one in cast.observations.values()})
                import_file(path, "observations", lang=None, by=cast.operator)
                assert out("second").decode() == first.decode()
                raise _Undo
        except _Undo:
            pass

    check()


def _hide(ids: set[int]) -> None:
    """Take the cast's own observations away for the length of a transaction, past the triggers that forbid it."""
    from django.db import connection

    from plenum.accounts.append_only import trigger_names

    with connection.cursor() as cursor:
        for name in trigger_names(Observation, connection.vendor):
            on = " ON ledger_observation" if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')
    Observation.objects.filter(pk__in=ids).delete()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("history", [False, True])
def test_targets_come_back_unchanged(cast: Cast, tmp_path: Path, kind: Kind, history: bool) -> None:
    state_target_value(
        cast.targets["5"],
        low=Decimal(1),
        high=None,
        source=cast.source,
        known_on=date(2021, 1, 15),
        by=cast.dung,
    )
    old = cast.targets["1"].values.get()
    state_target_value(
        cast.targets["1"], low=Decimal("165.125"), high=None, source=cast.source, known_on=date(2021, 5, 1),
        corrects=old, note="đính chính", by=cast.dung,
    )  # fmt: skip
    path, first, second = (tmp_path / name for name in (f"carried.{kind}", "first.csv", "second.csv"))
    export_file(path, "targets", kind=kind, by=cast.operator, history=history)
    export_file(first, "targets", kind=Kind.TEXT, by=cast.operator, history=history)
    assert ("đính chính" in first.read_text()) is True
    assert (",160," in first.read_text()) is history
    _forget_targets()
    import_file(path, "targets", lang=None, by=cast.operator)
    export_file(second, "targets", kind=Kind.TEXT, by=cast.operator, history=history)
    assert second.read_text() == first.read_text()


def _forget_targets() -> None:
    from django.db import connection

    from plenum.accounts.append_only import trigger_names

    with connection.cursor() as cursor:
        for name in trigger_names(TargetValue, connection.vendor):
            on = " ON ledger_targetvalue" if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')
    for value in TargetValue.objects.order_by("-pk"):  # what corrects goes before what it corrects
        value.delete()
    Target.objects.filter(part_of__isnull=False).delete()
    Target.objects.all().delete()


@given(TEXTS)
def test_a_protected_text_is_no_formula_and_comes_back(text: str) -> None:
    cell = protected(text)
    refuse_formula(cell)
    assert unprotected(cell) == text


def test_an_exported_number_has_one_reading(cast: Cast, tmp_path: Path) -> None:
    from plenum.ledger.actions import record_observation

    for year, value in ((2011, "1.234"), (2012, "123.456"), (2013, "0.123"), (2014, "1234.567")):
        record_observation(
            cast.growth, cast.province, Period.year(year), Decimal(value),
            status=Status.ACTUAL, source=cast.source, by=cast.bob,
        )  # fmt: skip
    path = tmp_path / "a.csv"
    export_file(path, "observations", kind=Kind.TEXT, by=cast.operator)
    values = {
        line.split(",")[2]: line.split(",")[3]
        for line in path.read_text("utf-8-sig").splitlines()[1:]
        if "growth" in line
    }
    assert values["2011"] == "1.2340"
    assert values["2012"] == "123.4560"
    assert values["2013"] == "0.123"
    assert values["2014"] == "1234.567"


def test_an_export_holds_what_its_reader_may_have(cast: Cast, tmp_path: Path) -> None:
    from django.contrib.auth.models import AnonymousUser

    path = tmp_path / "a.csv"
    assert export_file(path, "observations", kind=Kind.TEXT, by=cast.hoa, body=cast.committee) == 8
    assert export_file(path, "observations", kind=Kind.TEXT, by=cast.hoa) == 8
    assert export_file(path, "observations", kind=Kind.TEXT, by=cast.oanh) == 0
    assert export_file(path, "targets", kind=Kind.TEXT, by=cast.oanh) == 0
    assert export_file(path, "targets", kind=Kind.TEXT, by=AnonymousUser()) == 0
    with pytest.raises(Forbidden):
        export_file(path, "observations", kind=Kind.TEXT, by=cast.oanh, body=cast.committee)
    with pytest.raises(SignInRequired):
        export_file(path, "observations", kind=Kind.TEXT, by=AnonymousUser(), body=cast.committee)


def test_a_public_body_does_not_give_away_the_private_ones_below(cast: Cast, tmp_path: Path) -> None:
    from django.contrib.auth.models import AnonymousUser

    put_body("open", Words("Công khai", "Open"), "government", place=cast.nation, is_public=True)
    path = tmp_path / "a.csv"
    # The places below a public body are open, its territory being public; the targets of others are not.
    assert export_file(path, "targets", kind=Kind.TEXT, by=AnonymousUser()) == 0


def test_an_export_is_of_a_day(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    by, kind = cast.operator, Kind.TEXT
    assert export_file(path, "observations", kind=kind, by=by, as_of=date(2021, 12, 31)) == 2
    assert export_file(path, "targets", kind=kind, by=by, as_of=date(2020, 1, 1)) == 0
    assert export_file(path, "observations", kind=kind, by=by, as_of=timezone.localdate()) == 8

"""`plenum check`: says that all is well only where it is."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from plenum.accounts.append_only import append_only_models, trigger_names
from plenum.ledger.models import Indicator, Observation, Verdict
from tests.cast import Cast
from tests.cli.conftest import Said


def forged(cast: Cast, **changed: Any) -> Observation:
    """A row that came in past the actions, as a script of one's own might write it."""
    old = cast.observations["revenue 2021"]
    facts = {
        "indicator": cast.revenue,
        "place": cast.province,
        "period": "2023",
        "frequency": "A",
        "starts": date(2023, 1, 1),
        "ends": date(2023, 12, 31),
        "value": Decimal(1),
        "status": "actual",
        "source": old.source,
        "known_on": date(2024, 1, 15),
        "entered_by": cast.operator,
    }
    return Observation.objects.create(**(facts | changed))


def test_a_sound_record(cast: Cast, run: Callable[..., Said]) -> None:
    said = run("check")
    assert said.code == 0, said.out
    assert "WRONG" not in said.out
    assert said.out.endswith("All is well.\n")


def test_a_missing_trigger(cast: Cast, run: Callable[..., Said]) -> None:
    model = append_only_models()[0]
    name = trigger_names(model, connection.vendor)[0]
    on = f' ON "{model._meta.db_table}"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"{on}')
    said = run("check")
    assert said.code == 1
    assert name in said.out


def test_a_unit_nobody_can_read(cast: Cast, run: Callable[..., Said]) -> None:
    Indicator.objects.filter(pk=cast.revenue.pk).update(unit="bushels of gold")
    said = run("check")
    assert said.code == 1
    assert "indicator revenue" in said.out


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"period": "2023-13"}, "2023-13"),
        ({"period": "2023 "}, "'2023 '"),
        ({"starts": date(2023, 2, 1)}, "2023-02-01"),
        ({"frequency": "Q"}, "its columns say Q"),
    ],
)
def test_a_period_and_its_columns(
    cast: Cast, run: Callable[..., Said], changed: dict[str, Any], words: str
) -> None:
    wrong = forged(cast, **changed)
    said = run("check")
    assert said.code == 1
    assert f"observation {wrong.pk}" in said.out
    assert words in said.out


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"period": "2023"}, "another series or period"),
        ({"known_on": date(2020, 1, 1)}, "was known before"),
    ],
)
def test_a_correction_of_something_else(
    cast: Cast, run: Callable[..., Said], changed: dict[str, Any], words: str
) -> None:
    old = cast.observations["revenue 2021"]
    same = {"period": "2021", "starts": old.starts, "ends": old.ends, "corrects": old}
    if changed.get("period") == "2023":
        same = {"corrects": old}
    wrong = forged(cast, **(same | changed))
    said = run("check")
    assert said.code == 1
    assert f"observation {wrong.pk}: " in said.out
    assert words in said.out


def test_a_fork(cast: Cast, run: Callable[..., Said]) -> None:
    old = cast.observations["revenue 2021"]
    for value in (1, 2):
        forged(cast, corrects=old, period="2021", starts=old.starts, ends=old.ends, value=Decimal(value))
    said = run("check")
    assert said.code == 1
    assert f"observation {old.pk}: was corrected 2 times over." in said.out


def test_a_verdict_without_a_reason(cast: Cast, run: Callable[..., Said]) -> None:
    adoption = cast.resolution.adoptions.create(
        conference_en="Conference", held_on=date(2023, 6, 1), data_day=date(2023, 6, 1), entered_by=cast.giang
    )
    verdict = Verdict.objects.create(
        adoption=adoption, target=cast.targets["1"], computed="at_risk", adopted="met", evidence={}
    )
    said = run("check")
    assert said.code == 1
    assert f"verdict {verdict.pk}" in said.out


def test_many_faults_are_counted(cast: Cast, run: Callable[..., Said]) -> None:
    for month in range(1, 31):
        forged(cast, period=f"2023-Q{month}")
    said = run("check")
    assert said.code == 1
    assert "… and " in said.out


@pytest.mark.usefixtures("cast")
def test_a_key_others_can_read(
    run: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PLENUM_SECRET_KEY", raising=False)
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    key = tmp_path / "secret-key"
    key.write_text("k" * 86)
    key.chmod(0o644)
    said = run("check")
    assert said.code == 1
    assert f"chmod 600 {key}" in said.out
    key.chmod(0o600)
    assert run("check").code == 0

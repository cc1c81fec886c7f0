"""The desk in the stock administration is looked at, and written by nobody."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from plenum.accounts.actions import create_user
from plenum.collecting import actions
from plenum.collecting.models import Alias, Decision, KeptFile, ProposedFigure, Report
from tests.cast import PASSWORD, Cast
from tests.collecting.reports import figure, received


@pytest.mark.parametrize("model", [Report, ProposedFigure, Decision, Alias])
def test_lists_and_rows_open_and_nothing_is_changed(cast: Cast, client: Client, model: type) -> None:
    root = create_user("root", PASSWORD, by=cast.operator, is_superuser=True, is_staff=True)
    client.force_login(root)
    actions.confirm_figure(figure(received(cast), "3,5%"), by=cast.bob)
    name = f"admin:collecting_{model._meta.model_name}"  # type: ignore[attr-defined]
    row = model._default_manager.first()  # type: ignore[attr-defined]
    assert client.get(reverse(f"{name}_changelist"), {"q": "an-binh"}).status_code == 200
    assert client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
    assert client.get(reverse(f"{name}_add")).status_code == 403
    assert client.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
    assert client.post(reverse(f"{name}_delete", args=[row.pk])).status_code == 403


def test_files_are_not_shown() -> None:
    assert not admin.site.is_registered(KeptFile)

"""The commands: one module each, and the table of them in the order `plenum --help` shows."""

from collections.abc import Callable
from typing import Any

import typer

from plenum.cli.commands import (
    assess,
    backup,
    calibrate,
    check,
    demo,
    exporting,
    importing,
    prepare,
    read,
    register,
    restore,
    serve,
    user,
    work,
)

COMMANDS: dict[str, Callable[..., Any] | typer.Typer] = {
    "demo": demo.demo,
    "prepare": prepare.prepare,
    "serve": serve.serve,
    "work": work.work,
    "assess": assess.assess,
    "calibrate": calibrate.calibrate,
    "register": register.app,
    "read": read.read,
    "import": importing.import_,
    "export": exporting.export,
    "check": check.check,
    "backup": backup.backup,
    "restore": restore.restore,
    "user": user.app,
}

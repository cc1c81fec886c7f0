"""`plenum calibrate PANEL`: refit the constants of the probability on a past, and keep them if they are better."""

from pathlib import Path
from typing import Annotated

import typer

from plenum.cli.saying import COULD_NOT, fail, progress_of


def calibrate(
    panel: Annotated[
        Path, typer.Argument(help="Parquet with series_id, indicator, year, value.", metavar="PANEL")
    ],
    cases: Annotated[
        Path | None, typer.Option(help="Reviews to fit on, Parquet; drawn from the panel if not given.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("calibration.json"),
    seed: Annotated[int, typer.Option(help="Of the reviews drawn.")] = 0,
    against: Annotated[
        Path | None, typer.Option(help="The calibration to beat; the one shipped if not given.")
    ] = None,
) -> None:
    """Refit the probability's constants on past series, score them on families left out, write them if better."""
    try:
        from plenum.assessing.prediction import reviews
        from plenum.assessing.prediction.recalibrating import recalibrated
    except ModuleNotFoundError as missing:
        if missing.name not in ("numpy", "scipy"):
            raise
        fail(f"This needs {missing.name}. Install Plenum with the extra: plenum[calibrate]", COULD_NOT)
    from plenum.assessing.prediction.calibration import read, shipped, write

    present = read(against) if against is not None else shipped()
    rows = reviews.read_panel(panel)
    asked = reviews.read_cases(cases, rows) if cases is not None else reviews.simulated(rows, seed)
    origin = {"panel": panel.name, "cases": cases.name if cases else f"drawn with seed {seed}"}
    with progress_of("Fitting") as progress:
        found = recalibrated(asked, rows, present, origin, progress)
    for name, scores in (("present", found.present), ("refitted", found.scores)):
        typer.echo(
            f"{name:9} Brier {scores['brier']:.4f}  log loss {scores['log_loss']:.4f}  ECE {scores['ece']:.4f}"
        )
    found.refuse_if_worse()
    write(found.calibration, out)
    typer.echo(f"{out}: set PLENUM_CALIBRATION to it, or move it to calibration.json in the data directory.")

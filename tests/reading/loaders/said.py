"""What the tests ask of a loaded report."""

from plenum.errors import PlenumError
from plenum.reading.loaders import Loaded, Refused, load, load_each

Told = tuple[str, str, str, str, str, str, str]


def one(data: bytes, name: str = "report") -> Loaded:
    """The single report of a file that is read."""
    (loaded,) = load(data, name)
    return loaded


def figures(loaded: Loaded) -> list[Told]:
    """Words, name, value, unit, measure, role and period of every figure."""
    report = loaded.report()
    return [
        (
            report.words(figure.value_start, figure.value_end),
            report.words(figure.name_start, figure.name_end),
            f"{figure.value.normalize():f}",
            figure.unit,
            figure.measure.value,
            figure.role.value,
            figure.period,
        )
        for figure in report.figures
    ]


def refusal(data: bytes) -> str:
    """Why a file is refused."""
    (refused,) = load_each(data, "report")
    assert isinstance(refused, Refused), refused
    assert isinstance(refused.error, PlenumError)
    return str(refused.error)


def paragraphs(loaded: Loaded) -> list[str]:
    return [text for text in loaded.source.text.split("\n") if text]

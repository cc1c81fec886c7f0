"""Which rows of a file the record holds already."""

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from plenum.ledger.models import Observation, Source


class StatedAlready:
    """The observations these sources state, of those entered after the one with the id `after`."""

    def __init__(self, sources: Iterable[Source], *, after: int = 0) -> None:
        # Only the sources a file names can state the same again, so only their rows are fetched.
        stated = Observation.objects.filter(
            source_id__in=[source.pk for source in sources],
            pk__gt=after,
            withdrawn=False,
            corrections__isnull=True,
        )
        rows = stated.values_list("pk", "indicator_id", "place_id", "period", "status", "source_id", "value")
        self._rows: list[tuple[Any, ...]] = list(rows.iterator(chunk_size=20_000))

    @property
    def is_empty(self) -> bool:
        return not self._rows

    def among(self, keys: pa.Table) -> list[tuple[int, int]]:
        """The rows of `keys` that are stated already, rising, each with the observation that states it."""
        if self.is_empty:
            return []
        columns = list(zip(*self._rows, strict=True))
        stated = pa.table(
            {
                "id": pa.array(columns[0], pa.int64()),
                "indicator": pa.array(columns[1], pa.int64()),
                "place": pa.array(columns[2], pa.int64()),
                "period": pa.array(columns[3], pa.string()),
                "status": pa.array(columns[4], pa.string()),
                "source": pa.array(columns[5], pa.int64()),
                "value": pa.array([format(value, "f") for value in columns[6]], pa.string()),
            }
        )
        with duckdb.connect() as engine:
            engine.execute("SET threads = 2; SET enable_progress_bar = false")
            engine.register("keys", keys)
            engine.register("stated", stated)
            return engine.execute(
                """
                SELECT row, min(id) FROM keys
                JOIN stated USING (indicator, place, period, status, source, value) GROUP BY row ORDER BY row
                """
            ).fetchall()

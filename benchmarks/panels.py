"""Made-up panels, the same on every machine: a plain one to measure speed by, and one of every kind and quirk.

Nothing is drawn at random: every number comes from a hash of its series and year, so a panel is told by its size.
"""

from pathlib import Path

import duckdb

PLAIN_YEARS = 10


def draw(*seeds: str, of: int) -> str:
    """SQL for a whole number from 0 to `of` - 1 that depends on the seeds alone."""
    return f"(hash({', '.join(seeds)}) % {of})::INTEGER"


def plain(folder: Path, series: int, *, shuffled: bool = False, memory: str = "2GB") -> tuple[Path, Path]:
    """A level target for each series and ten yearly values: the paths of observations and targets."""
    observations, targets = folder / f"observations-{series}.parquet", folder / f"targets-{series}.parquet"
    order = f"ORDER BY {draw('series', 'starts', of=2**31)}" if shuffled else ""
    with duckdb.connect(config={"memory_limit": memory, "temp_directory": str(folder / "spill")}) as database:
        database.execute(f"""
            COPY (
                SELECT s * {PLAIN_YEARS} + y AS observation, s AS series, 'A' AS frequency,
                    make_date((2014 + y)::INTEGER, 1, 1) AS starts, make_date((2014 + y)::INTEGER, 12, 31) AS ends,
                    ((100 + {draw("s", of=1000)} / 10.0) * exp(y * ({draw("s", "1", of=200)} - 80) / 2000.0
                        + ({draw("s", "y", of=100)} - 50) / 1000.0))::DECIMAL(38, 2)::DECIMAL(38, 9) AS value,
                    CASE WHEN y >= 9 THEN 'estimate' ELSE 'actual' END AS status,
                    make_date((2015 + y)::INTEGER, 3, 1) AS known_on,
                    NULL::BIGINT AS corrects, false AS withdrawn, 1::INTEGER AS precedence
                FROM range({series}) AS _(s), range({PLAIN_YEARS}) AS __(y)
                {order}
            ) TO '{observations}' (FORMAT parquet)
            """)  # noqa: S608 - numbers and paths of our own
        order = f"ORDER BY {draw('target', '5', of=2**31)}" if shuffled else ""
        database.execute(f"""
            COPY (
                SELECT s AS target, s AS series, NULL::BIGINT AS part_of, DATE '2024-06-30' AS as_of,
                    'level' AS kind, CASE WHEN s % 3 = 0 THEN 'down' ELSE 'up' END AS direction,
                    (100 + {draw("s", "3", of=2000)} / 10.0)::DECIMAL(38, 9) AS low, NULL::DECIMAL(38, 9) AS high,
                    DATE '2028-01-01' AS starts, DATE '2028-12-31' AS ends, 'sum' AS over_time,
                    true AS relative, NULL::DECIMAL(38, 9) AS lower, NULL::DECIMAL(38, 9) AS upper,
                    NULL::DECIMAL(38, 9) AS baseline, DATE '2015-12-31' AS baseline_on
                FROM range({series}) AS _(s)
                {order}
            ) TO '{targets}' (FORMAT parquet)
            """)  # noqa: S608
    return observations, targets


def every_kind(folder: Path, series: int) -> tuple[Path, Path]:
    """Series of every kind, with gaps, zeros, falls below zero, rivals, corrections, withdrawals, years by quarters.

    Each series has one target, every ninth target is compound with the next two as its parts, and days, figures,
    bounds and baselines vary or are missing.
    """
    observations, targets = folder / f"observations-{series}.parquet", folder / f"targets-{series}.parquet"
    with duckdb.connect() as database:
        # Of ten shapes: growth, decline, constant, all zero, through zero, negative, tiny, huge, shares, rates.
        database.execute(f"""
            CREATE TABLE series AS SELECT s, {draw("s", of=10)} AS shape, {draw("s", "2", of=16)} AS length
            FROM range({series}) AS _(s);
            CREATE TABLE yearly AS
            SELECT s, shape, (2023 - y)::INTEGER AS year, {draw("s", "y", "3", of=1000)} / 1000.0 AS noise,
                {draw("s", "y", "4", of=40)} AS quirk
            FROM series, range(16) AS __(y) WHERE y < length AND {draw("s", "y", "5", of=12)} > 0;
            CREATE TABLE valued AS
            SELECT s, year, quirk, (CASE shape
                WHEN 0 THEN (100 + noise) * exp(0.06 * (year - 2010))
                WHEN 1 THEN 80 * exp(-0.05 * (year - 2010)) + noise
                WHEN 2 THEN 42.5
                WHEN 3 THEN 0
                WHEN 4 THEN (year - 2015) * 3 + noise
                WHEN 5 THEN -50 - noise * 10
                WHEN 6 THEN 0.000000012 * (1 + noise)
                WHEN 7 THEN 123456789012345.678 * (1 + noise / 10)
                WHEN 8 THEN least(99.9, 70 + (year - 2008) * 2 + noise)
                ELSE round(noise * 30 - 8, 2) END)::DECIMAL(38, 9) AS value
            FROM yearly;
            CREATE TABLE rows AS
            SELECT s, 'A' AS frequency, make_date(year, 1, 1) AS starts, make_date(year, 12, 31) AS ends, value,
                CASE WHEN year >= 2023 THEN 'estimate' WHEN year = 2022 THEN 'provisional' ELSE 'actual' END AS status,
                make_date(year + 1, 3, 1) AS known_on, 1 AS precedence, quirk
            FROM valued WHERE quirk NOT IN (15, 16, 17)
            UNION ALL  -- by its quarters: alone or beside the year, one corrected or withdrawn later
            SELECT s, 'Q', make_date(year, 3 * q + 1, 1), last_day(make_date(year, 3 * q + 3, 1)), value / 4 + q,
                CASE WHEN year = 2023 THEN 'estimate' ELSE 'actual' END, last_day(make_date(year, 3 * q + 3, 1)) + 20,
                1, CASE WHEN q = 1 AND quirk = 16 THEN 20 WHEN q = 2 AND quirk = 17 THEN 22 ELSE -1 END
            FROM valued, range(4) AS ___(q) WHERE quirk BETWEEN 15 AND 18
            UNION ALL  -- the same year from another source, as twelve months, as a plan
            SELECT s, CASE quirk WHEN 1 THEN 'R' ELSE 'A' END, make_date(year, 1, 1), make_date(year, 12, 31),
                value + 1, CASE quirk WHEN 2 THEN 'plan' WHEN 3 THEN 'forecast' ELSE 'actual' END,
                make_date(year + 1, 2, 1), CASE quirk WHEN 4 THEN 0 ELSE 2 END, -1
            FROM valued WHERE quirk BETWEEN 1 AND 5
            UNION ALL  -- parts of years, states on a day, several years at once
            SELECT s, CASE quirk WHEN 10 THEN 'S' WHEN 11 THEN 'Q' WHEN 12 THEN 'M' WHEN 13 THEN 'D' ELSE 'R' END,
                CASE quirk WHEN 10 THEN make_date(year, 1, 1) WHEN 11 THEN make_date(year, 4, 1)
                    WHEN 12 THEN make_date(year, 2, 1) WHEN 13 THEN make_date(year, 12, 31)
                    ELSE make_date(2021, 1, 1) END,
                CASE quirk WHEN 10 THEN make_date(year, 6, 30) WHEN 11 THEN make_date(year, 6, 30)
                    WHEN 12 THEN make_date(year, 2, 28) WHEN 13 THEN make_date(year, 12, 31)
                    ELSE make_date(2025, 12, 31) END,
                value / 2, 'actual', make_date(year, 12, 31), 1, -1
            FROM valued WHERE quirk BETWEEN 10 AND 14;
            CREATE TABLE numbered AS
            SELECT row_number() OVER (ORDER BY s, starts, ends, frequency, status, precedence) AS observation, *
            FROM rows;
            COPY (
                SELECT observation, s AS series, frequency, starts, ends, value, status, known_on,
                    NULL::BIGINT AS corrects, false AS withdrawn, precedence
                FROM numbered
                UNION ALL  -- corrected, or withdrawn without a value, some of them only after most days asked
                SELECT observation + {2**40}, s, frequency, starts, ends,
                    CASE quirk WHEN 20 THEN value * 2 WHEN 21 THEN value * 3 END, status,
                    CASE quirk WHEN 21 THEN DATE '2030-01-01' ELSE known_on + 30 END, observation,
                    quirk = 22, precedence
                FROM numbered WHERE quirk BETWEEN 20 AND 22
            ) TO '{observations}' (FORMAT parquet)
            """)  # noqa: S608
        kinds = "['level', 'range', 'cumulative', 'average_growth', 'every_year', 'ceiling', 'milestone']"
        database.execute(f"""
            CREATE TABLE asked AS
            SELECT s, {draw("s", "6", of=7)} AS k, {draw("s", "7", of=5)} AS d, {draw("s", "8", of=6)} AS figure,
                {draw("s", "9", of=4)} AS time, {draw("s", "10", of=5)} AS day, {draw("s", "11", of=4)} AS span,
                {draw("s", "12", of=6)} AS bounds, {draw("s", "13", of=200)} AS level, s % 9 = 0 AS compound
            FROM series;
            COPY (
                SELECT s AS target, CASE WHEN NOT compound AND s % 101 > 0 THEN s END AS series,
                    CASE WHEN s % 9 IN (1, 2) THEN s - s % 9 END AS part_of,
                    CASE WHEN day = 0 OR s % 9 < 3 THEN DATE '2024-06-30' WHEN day = 1 THEN DATE '2021-02-01'
                        WHEN day = 2 THEN DATE '2026-03-31' WHEN day = 3 THEN DATE '2023-12-31'
                        ELSE DATE '2020-01-01' END AS as_of,
                    CASE WHEN compound THEN 'compound' ELSE {kinds}[k + 1] END AS kind,
                    CASE WHEN k = 1 THEN 'range' WHEN d < 3 THEN 'up' ELSE 'down' END AS direction,
                    CASE WHEN figure < 4 THEN (CASE k WHEN 3 THEN level / 20.0 - 2 ELSE level / 2.0 - 5 END)
                        END::DECIMAL(38, 9) AS low,
                    CASE WHEN figure IN (0, 4) OR (k = 1 AND figure < 4) THEN level / 2.0 + 3
                        END::DECIMAL(38, 9) AS high,
                    CASE span WHEN 0 THEN DATE '2025-01-01' WHEN 1 THEN DATE '2021-01-01'
                        WHEN 2 THEN DATE '2016-01-01' ELSE DATE '2025-01-01' END AS starts,
                    CASE span WHEN 2 THEN DATE '2020-12-31' WHEN 3 THEN DATE '2025-09-30'
                        ELSE DATE '2025-12-31' END AS ends,
                    ['sum', 'last', 'mean', 'compound'][time + 1] AS over_time, time = 0 AS relative,
                    CASE WHEN bounds IN (0, 1) THEN 0 END::DECIMAL(38, 9) AS lower,
                    CASE WHEN bounds IN (1, 2) THEN 100 END::DECIMAL(38, 9) AS upper,
                    CASE WHEN s % 5 = 0 THEN level / 3.0 END::DECIMAL(38, 9) AS baseline,
                    CASE WHEN s % 4 = 0 THEN DATE '2020-12-31' WHEN s % 4 = 1 THEN DATE '2014-12-31' END AS baseline_on
                FROM asked
            ) TO '{targets}' (FORMAT parquet)
            """)  # noqa: S608
    return observations, targets

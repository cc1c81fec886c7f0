"""Judging: two tables in, one table of standings out.

The room holds the columns of the tables (`columns`), the rule by which one of several conflicting values counts
(`precedence`), the thresholds and the rules of standing (`verdicts`), one module per kind of target (`kinds`), the
published and own methods (`methods`), and the engine that runs them in process (`engine`).

Everything between the tables is an Ibis expression, so the same rule runs on DuckDB for a page and on Spark for a
nation. The room refuses loops over rows, user-defined functions, engine-specific SQL, the clock (`as_of` is a column
of the targets) and any knowledge of Django, forms or words on a page.
"""

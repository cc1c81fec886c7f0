"""Reports read by command: the files that are there, the processes that read them, and the forms of what they state.

Needs neither Django nor a database. `findings` is what one file gave; `forms` is the table of how it is printed;
`many` reads several files at once and `parquet` keeps the figures of very many, so that a run that was broken off goes
on where it was.
"""

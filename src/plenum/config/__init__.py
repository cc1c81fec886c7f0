"""Where the house is put together: settings from the environment, the table of addresses, the WSGI door.

Refuses everything that could be decided elsewhere: no record, no rule and no word shown to a reader lives here.
"""

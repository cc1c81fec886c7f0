"""The pages: the shell around them, sign-in, and one module in `pages` for each page.

Chooses words, colours and icons; reads the clock and the request. Refuses to decide anything about the record: it
asks the rooms' `queries`, calls their `actions`, and never imports a model.
"""

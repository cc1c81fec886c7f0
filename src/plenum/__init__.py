"""Plenum: the record and the judge for bodies that govern by multi-year resolutions."""

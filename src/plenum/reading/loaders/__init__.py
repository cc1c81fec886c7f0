"""Loaders: a report's file becomes its text, whatever kind of file it is."""

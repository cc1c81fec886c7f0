"""The addresses below `/api/`: one module per thing, and the table of them."""

from ninja import Router

from plenum.api.routes import (
    bodies,
    conferences,
    documents,
    files,
    indicators,
    observations,
    places,
    reports,
    session,
)

ROUTES: tuple[Router, ...] = (
    session.router,
    bodies.router,
    documents.router,
    indicators.router,
    observations.router,
    reports.router,
    files.router,
    conferences.router,
    places.router,
)
"""In the order the documentation shows them."""

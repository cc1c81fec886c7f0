"""`plenum serve`: the server."""

import os
from typing import Annotated

import typer

from plenum.cli.database import pending_migrations
from plenum.cli.saying import BAD_INPUT, fail, say, start
from plenum.cli.serving import is_free, is_loopback, serve_until_stopped
from plenum.cli.static_files import collect_if_needed

LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; as many as cores, at most 4, if not given.")
    ] = None,
    read: Annotated[
        bool, typer.Option(help="Read received reports too; not where `plenum work` runs elsewhere.")
    ] = True,
) -> None:
    """Serve the pages and the REST API until stopped."""
    start()
    from django.conf import settings

    local = is_loopback(host)
    if settings.DEBUG and not local:
        fail(
            f"PLENUM_DEBUG shows secrets to whoever meets an error, and others reach {host}. "
            "Unset it, or serve on 127.0.0.1.",
            BAD_INPUT,
        )
    if pending := pending_migrations():
        fail(f"The database lacks {len(pending)} migrations of this version. Run: plenum prepare")
    if not is_free(host, port):
        fail(f"Port {port} on {host} is taken, or not yours to take. Choose another by --port.")
    if not local and LOCAL_NAMES.issuperset(settings.ALLOWED_HOSTS):
        say("Warning: PLENUM_ALLOWED_HOSTS names only this computer; requests by any other name are refused.")
    collect_if_needed()
    typer.echo(f"Serving on http://{f'[{host}]' if ':' in host else host}:{port}/ (stop with Ctrl+C)")
    serve_until_stopped(host, port, workers or min(os.cpu_count() or 1, 4), reads_reports=read)

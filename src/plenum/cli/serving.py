"""Serving pages and REST with granian."""

import errno
import ipaddress
import os
import socket
from contextlib import nullcontext

from plenum.cli.reading_process import reports_being_read
from plenum.cli.saying import fail

PORTS_TRIED = 50


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there. Raises `OSError` where the reason is not that it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def next_free_port(host: str, port: int) -> int:
    """`port`, or the first one above it that is free; ends the command where none is near."""
    free = next((one for one in range(port, min(port + PORTS_TRIED, 65536)) if is_free(host, one)), None)
    if free is None:
        fail(f"No port from {port} to {port + PORTS_TRIED - 1} is free on {host}. Choose another by --port.")
    return free


def serve_until_stopped(host: str, port: int, workers: int, *, reads_reports: bool = True) -> None:
    """Serve until interrupted, and meanwhile read the reports that come in.

    Django is started; its connections are closed, so that no worker inherits one.
    """
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    with reports_being_read() if reads_reports else nullcontext():
        Granian(
            target="plenum.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            # Python runs one thread at a time; a few let one request wait for the database while another is answered.
            blocking_threads=min(8, 2 * (os.cpu_count() or 1) + 1),
            websockets=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
        ).serve()

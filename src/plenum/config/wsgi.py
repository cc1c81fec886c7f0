"""The door the server (granian) calls."""

import os
import threading

from django.core.wsgi import get_wsgi_application

from plenum.assessing import engine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings")

application = get_wsgi_application()

# Compiling the judging query takes seconds: better while the first visitor signs in than while he waits for a page.
threading.Thread(target=engine.sql, daemon=True, name="compile the judging query").start()

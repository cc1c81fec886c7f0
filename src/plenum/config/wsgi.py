"""The door the server (granian) calls."""

import os
import threading

from django.core.wsgi import get_wsgi_application

from plenum.assessing import engine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenum.config.settings")

application = get_wsgi_application()

# Compiling and planning the judging query takes seconds: better before the first visitor than while he waits.
threading.Thread(target=engine.prepare, daemon=True, name="prepare the judging query").start()

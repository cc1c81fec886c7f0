"""`catalogue`: bring the Vietnamese catalogue up to date with the source, and compile it.

Run it after changing words, write the missing `msgstr` lines it names into the `.po` file, and run it again.
"""

from typing import Any

from django.core.management.base import BaseCommand

from plenum.web.catalogue import CATALOGUE, compiled, gather, merged, read_po, write_po


class Command(BaseCommand):
    help = "Gather the words of the source into the Vietnamese catalogue and compile it."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        entries = merged(gather(), read_po() if CATALOGUE.exists() else {})
        write_po(entries)
        CATALOGUE.with_suffix(".mo").write_bytes(compiled(entries))
        missing = [message.text for message, entry in entries.items() if not entry.said]
        for text in missing:
            self.stdout.write(f"not translated: {text}")
        self.stdout.write(f"{len(entries)} messages, {len(missing)} not translated.")

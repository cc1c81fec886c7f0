"""Importing a file: choose it, look at how it was understood, then import it.

Between looking and importing the file lies in the data directory under a name nobody can guess; the session of the
person who sent it knows the name, and after a day it is gone.
"""

import secrets
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from plenum.errors import FaultyFile, InvalidInput, NotFound, PlenumError
from plenum.ledger.exchange import FORMATS, Kind, Preview, import_file, preview_file, template_file
from plenum.web.signed_in import signed_in
from plenum.web.templatetags.plenum_format import language, number

KEPT = "import"
"""Where the session keeps what was sent and not imported yet."""
KEPT_FOR = 24 * 3600
NUMBERS = ("value", "low", "high")

FORMAT_WORDS: dict[str, Promise] = {
    "observations": _("Observations: values of indicators"),
    "targets": _("Targets of a resolution and what they promise"),
}
COUNT_WORDS: dict[str, Promise] = {
    "observations": _("observations"),
    "targets": _("new targets"),
    "target_values": _("promised values"),
    "documents": _("documents"),
    "indicators": _("indicators"),
    "places": _("places"),
    "periods": _("periods"),
    "sources": _("sources"),
    "new_sources": _("of these sources, new in the record"),
    "corrections": _("corrections of other rows"),
}
HEADING_WORDS: dict[str, Promise] = {
    "indicator": _("Indicator"),
    "place": _("Place"),
    "period": _("Period"),
    "value": _("Value"),
    "unit": _("Unit"),
    "status": _("Status"),
    "known_on": _("Known since"),
    "document": _("Document"),
    "number": _("Number"),
    "name": _("Name"),
    "kind": _("Kind"),
    "low": _("From"),
    "high": _("To"),
}


class ImportForm(forms.Form):
    """A file, what it holds, and how its numbers are written."""

    format = forms.ChoiceField(label=_("What the file holds"), choices=lambda: list(FORMAT_WORDS.items()))
    lang = forms.ChoiceField(
        label=_("Numbers in it are written like"),
        choices=[
            ("vi", _("1.234,5 (Vietnamese)")),
            ("en", _("1,234.5 (English)")),
            ("", _("not known: refuse what could be either")),
        ],
        required=False,
        help_text=_("Numbers in number cells of a workbook are read as they are."),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV (UTF-8) or XLSX, at most 32 MiB. Everything in it is imported, or nothing."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The form; on POST the file is read and what would be imported is shown, or what is wrong with it."""
    by = signed_in(request)
    form = ImportForm(request.POST or None, request.FILES or None, initial={"lang": language()})
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    told = form.cleaned_data
    _forget(request)
    path = _keep(told["file"])
    try:
        preview = preview_file(
            path, told["format"], lang=told["lang"] or None, by=by, file_name=_name_of(told["file"])
        )
    except FaultyFile as error:
        path.unlink()
        return _page(request, form, faulty=error, file_name=_name_of(told["file"]))
    except PlenumError as error:
        path.unlink()
        form.add_error("file", error.said_in(_now))
        return _page(request, form)
    request.session[KEPT] = {
        "token": path.name,
        "file_name": _name_of(told["file"]),
        "format": told["format"],
        "lang": told["lang"],
    }
    return _page(request, form, preview=preview, file_name=_name_of(told["file"]), token=path.name)


@require_http_methods(["POST"])
def import_kept(request: HttpRequest) -> HttpResponse:
    """Import the file that was looked at. Raises `NotFound` where it is no longer kept."""
    by = signed_in(request)
    kept = request.session.get(KEPT, {})
    token = request.POST.get("token", "")
    path = _directory() / kept.get("token", "")
    if not token or token != kept.get("token") or not path.is_file():
        raise NotFound("The file is no longer kept here. Send it again.")
    try:
        imported = import_file(
            path, kept["format"], lang=kept["lang"] or None, by=by, file_name=kept["file_name"]
        )
    except FaultyFile as error:  # the record has moved since the file was looked at
        form = ImportForm(initial={"format": kept["format"], "lang": kept["lang"]})
        return _page(request, form, faulty=error, file_name=kept["file_name"])
    finally:
        _forget(request)
    messages.success(
        request,
        ngettext(
            "%(count)s row of %(file)s is in the record.",
            "%(count)s rows of %(file)s are in the record.",
            imported.rows,
        )
        % {"count": number(imported.rows), "file": kept["file_name"]},
    )
    return redirect("import")


@require_http_methods(["POST"])
def drop_kept(request: HttpRequest) -> HttpResponse:
    """Do not import the file that was looked at."""
    _forget(request)
    messages.info(request, _now("Nothing was imported."))
    return redirect("import")


@require_safe
def import_template(request: HttpRequest, format: str, kind: str) -> FileResponse:
    """An empty file of a format, to be filled in."""
    if format not in FORMATS or kind not in list(Kind):
        raise NotFound("There is no template of this kind.")
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / f"{format}.{kind}"
        template_file(path, format, kind=Kind(kind))
        # An open file outlives its directory entry where the system allows it; a copy in memory does everywhere.
        data = path.read_bytes()
    types = {
        Kind.TEXT: "text/csv; charset=utf-8",
        Kind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    response = FileResponse([data], content_type=types[Kind(kind)])
    response["Content-Disposition"] = f'attachment; filename="plenum-{format}.{kind}"'
    return response


def _page(request: HttpRequest, form: ImportForm, **told: Any) -> HttpResponse:
    # A form with faults in it answers 200, as on every page: browsers report any other status as an error of the site.
    faulty: FaultyFile | None = told.get("faulty")
    if faulty is not None:
        told["faults"] = [
            {"row": fault.row, "column": fault.column, "name": fault.name, "said": _said(fault)}
            for fault in faulty.faults
        ]
        told["more"] = faulty.count - len(faulty.faults)
    if told.get("preview") is not None:
        told |= _previewed(told["preview"])
    told["templates"] = [(name, FORMAT_WORDS[name], list(Kind)) for name in FORMATS]
    return render(request, "web/imports.html", {"form": form, **told})


def _said(fault: Any) -> str:
    """What is wrong, without the place, which has columns of its own."""
    return InvalidInput(fault.message, **fault.facts).said_in(_now)


def _previewed(preview: Preview) -> dict[str, Any]:
    def cell(heading: str, text: str) -> str:
        return number(Decimal(text)) if heading in NUMBERS and text else text

    return {
        "counts": [(COUNT_WORDS[name], count) for name, count in preview.counts.items() if count],
        "headings": [HEADING_WORDS[heading] for heading in preview.headings],
        "numbers": [heading in NUMBERS for heading in preview.headings],
        "sample": [
            [
                (cell(heading, text), heading in NUMBERS)
                for heading, text in zip(preview.headings, row, strict=True)
            ]
            for row in preview.sample
        ],
        "beyond": preview.rows - len(preview.sample),
    }


def _name_of(file: UploadedFile) -> str:
    return (file.name or "")[:200]


def _directory() -> Path:
    directory: Path = settings.DATA_DIR / "imports"
    directory.mkdir(mode=0o700, exist_ok=True)
    return directory


def _keep(file: UploadedFile) -> Path:
    """Write the file, block by block, under a name nobody can guess; files of yesterday go."""
    directory = _directory()
    for old in directory.iterdir():
        if old.stat().st_mtime < time.time() - KEPT_FOR:
            old.unlink(missing_ok=True)
    path = directory / secrets.token_urlsafe(24)
    with path.open("xb") as kept:
        path.chmod(0o600)
        for block in file.chunks():
            kept.write(block)
    return path


def _forget(request: HttpRequest) -> None:
    kept = request.session.pop(KEPT, None)
    if kept:
        (_directory() / kept["token"]).unlink(missing_ok=True)

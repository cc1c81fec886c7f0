"""Files in and out: CSV and XLSX of observations and targets."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

from django.core.files.uploadedfile import UploadedFile as DjangoFile
from django.http import FileResponse, HttpRequest
from ninja import File, Query, Router
from ninja import Form as FormField
from ninja.files import UploadedFile
from pydantic import Field

from plenum.api.days import AsOf, day
from plenum.api.problems import REFUSALS, WRITE_REFUSALS
from plenum.api.sign_in import signed_in
from plenum.ledger.exchange import Kind, export_file, import_file, preview_file
from plenum.organizations.queries import body_by_code
from plenum.reporting.open_data.form import Form

router = Router(tags=["Files"])

FormatName = Literal["observations", "targets"]

MEDIA_TYPES = {
    Kind.TEXT: "text/csv; charset=utf-8",
    Kind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ImportForm(Form):
    """What was imported, or would be."""

    format: str
    dry_run: bool
    rows: int
    counts: dict[str, int]
    sha256: str
    audit: int | None = Field(description="The audit entry that tells of it; null where nothing was written.")


@router.post("/imports", auth=signed_in, response={200: ImportForm, **WRITE_REFUSALS}, url_name="import")
def import_rows(
    request: HttpRequest,
    file: Annotated[UploadedFile, File(..., description="CSV or XLSX.")],
    format: Annotated[FormatName, FormField(...)] = "observations",
    language: Annotated[
        Literal["vi", "en"] | None,
        FormField(..., description="How numbers are written: vi (1.234,5), en (1,234.5)."),
    ] = None,
    dry_run: Annotated[bool, FormField(..., description="Check everything and write nothing.")] = False,
) -> ImportForm:
    """Import a file: every row, or none and each fault by row and column in `errors`."""
    name = file.name or ""
    with _on_disk(file) as path:
        if dry_run:
            seen = preview_file(path, format, lang=language, by=request.user, file_name=name)
            return ImportForm(
                format=seen.format,
                dry_run=True,
                rows=seen.rows,
                counts=seen.counts,
                sha256=seen.digest,
                audit=None,
            )
        done = import_file(path, format, lang=language, by=request.user, file_name=name)
    return ImportForm(
        format=done.format,
        dry_run=False,
        rows=done.rows,
        counts=done.counts,
        sha256=done.digest,
        audit=done.audit,
    )


@router.get(
    "/bodies/{code}/export",
    response={200: None, **REFUSALS},
    url_name="export",
    openapi_extra={
        "responses": {
            200: {
                "content": {
                    media.split(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                    for media in MEDIA_TYPES.values()
                }
            }
        }
    },
)
def export_rows(
    request: HttpRequest,
    code: str,
    format: FormatName = "observations",
    kind: Kind = Kind.TEXT,
    as_of: AsOf = None,
    history: Annotated[
        bool, Query(..., description="With what was corrected or withdrawn, and what took its place.")
    ] = False,
) -> FileResponse:
    """A body's observations or targets, and those of what is below it, as a file that comes back in unchanged."""
    on, body = day(as_of), body_by_code(code)
    with tempfile.TemporaryDirectory(prefix="plenum-export-") as workplace:
        path = Path(workplace) / "export"
        export_file(path, format, kind=kind, by=request.user, body=body, as_of=on, history=history)
        spool = tempfile.TemporaryFile(prefix="plenum-export-")  # noqa: SIM115 - the response closes it
        with path.open("rb") as file:
            shutil.copyfileobj(file, spool)
    spool.seek(0)
    return FileResponse(
        spool,
        as_attachment=True,
        filename=f"{body.code}-{format}-{on}.{kind}",
        content_type=MEDIA_TYPES[kind],
    )


@contextmanager
def _on_disk(file: DjangoFile) -> Iterator[Path]:
    """Where the file lies: where Django put a large one, or a file made of a small one."""
    if hasattr(file, "temporary_file_path"):
        yield Path(file.temporary_file_path())
        return
    with tempfile.TemporaryDirectory(prefix="plenum-import-") as workplace:
        path = Path(workplace) / "file"
        with path.open("wb") as copy:
            for block in file.chunks():
                copy.write(block)
        yield path

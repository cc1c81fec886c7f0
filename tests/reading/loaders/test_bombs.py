"""Small files that would grow without end: a message or a report, in little time and memory."""

import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from .files import W, bound, changed, packed, word

SECONDS, MEGABYTES = 60, 900
"""What one file may cost: processor time, and memory of the process that opens it."""

WORD = word(lambda document: document.add_paragraph("Báo cáo."))


def docx(body: str) -> bytes:
    return changed(
        WORD, {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()}
    )


def nested(depth: int) -> bytes:
    data = packed([("report.txt", b"In 2021, rice was 9 tonnes.")])
    for _ in range(depth):
        data = packed([("more.zip", data)])
    return data


def overlapping(count: int) -> bytes:
    """A ZIP whose members are all the same bytes."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", "".join(f"In 2021, rice was {n} tonnes. " for n in range(40_000)))
        for number in range(1, count):
            member = zipfile.ZipInfo(f"{number}.txt")
            first = archive.filelist[0]
            for name in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(member, name, getattr(first, name))
            archive.filelist.append(member)
    return written.getvalue()


def form(inner: bytes) -> bytes:
    """A PDF with a page that draws a form, object 3, which is `inner`."""
    drawn = b"<< /Length 6 >>\nstream\n/X Do \nendstream"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /XObject << /X 3 0 R >> >> >>"
    )
    tree = b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>"
    return bound([b"<< /Type /Catalog /Pages 2 0 R >>", tree, inner, page, drawn])


def stream(content: bytes, more: bytes = b"") -> bytes:
    kind = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
    return kind + more + b" /Length %d >>\nstream\n" % len(content) + content + b"\nendstream"


FILES = {
    "a million empty paragraphs": (docx("<w:p/>" * 1_000_000), "times its size"),
    "many paragraphs": (docx("".join(f"<w:p><w:r><w:t>{n} tỷ.</w:t></w:r></w:p>" for n in range(200_000))), "read"),
    "tables in tables": (docx("<w:tbl><w:tr><w:tc>" * 400 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 400), "no text"),
    "a ZIP in a ZIP in a ZIP": (nested(20), "ZIP within a ZIP"),
    "one member many times": (overlapping(300), "cannot be unpacked"),
    "a page tree that ends in itself": (
        bound([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9999 /Kids [2 0 R 2 0 R] >>"]),
        "is a scan",
    ),
    "a form that draws itself": (
        form(stream(b"/X Do /X Do ", b"/Resources << /XObject << /X 3 0 R >> >>")),
        "memory and time",
    ),
    "a form of half a gigabyte": (
        form(stream(zlib.compress(b" " * 500_000_000, 9), b"/Filter /FlateDecode")),
        "no text",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_costs_little(name: str, tmp_path: Path) -> None:
    data, why = FILES[name]
    file = tmp_path / "file"
    file.write_bytes(data)
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from plenum.reading.loaders import Loaded, load_each\n"
        "for one in load_each(Path(sys.argv[1])):\n"
        "    print('read' if isinstance(one, Loaded) else one.error)\n"
        "spent = resource.getrusage(resource.RUSAGE_SELF)\n"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(spent.ru_utime + spent.ru_stime, int(peak.split()[1]) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, file],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        env={"PATH": "/nowhere"},
    )
    assert done.returncode == 0, done.stderr
    *said, cost = done.stdout.splitlines()
    assert any(why in one for one in said), said
    seconds, megabytes = map(float, cost.split())
    assert seconds < SECONDS
    assert megabytes < MEGABYTES

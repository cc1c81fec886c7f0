"""From a specification to a picture, without a browser and without a network."""

import hashlib
import json
from collections import OrderedDict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

import vl_convert

from plenum.errors import InvalidInput
from plenum.reporting.charts.look import VEGA_LITE

FORMATS = {"svg": "image/svg+xml", "png": "image/png"}
"""The formats and their media types."""

PNG_SCALE = 2
"""Pixels per unit of length: sharp on paper and on a good screen."""


class PictureCache:
    """The pictures drawn last, by the digest of what they are drawn from, up to so many bytes. Safe for threads."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pictures)

    def get(self, key: str) -> bytes | None:
        with self._lock:
            picture = self._pictures.get(key)
            if picture is not None:
                self._pictures.move_to_end(key)
            return picture

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture, and let go of those not asked for longest. One larger than the whole is not kept."""
        with self._lock:
            self.bytes -= len(self._pictures.pop(key, b""))
            self._pictures[key] = picture
            self.bytes += len(picture)
            while self.bytes > self.most_bytes:
                _, oldest = self._pictures.popitem(last=False)
                self.bytes -= len(oldest)


PICTURES = PictureCache(most_bytes=16 * 1024 * 1024)


def digest(specification: dict[str, Any], format: str = "") -> str:
    """A name for what a specification draws: the same exactly when the picture is."""
    text = json.dumps(specification, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{VEGA_LITE} {format} {text}".encode()).hexdigest()[:32]


def render(specification: dict[str, Any], format: str = "svg") -> bytes:
    """The picture as SVG or PNG. Raises `InvalidInput` for another format.

    The same specification is drawn once and kept while there is room. Nothing is fetched: a specification that
    names an address is refused by the renderer.
    """
    if format not in FORMATS:
        raise InvalidInput(
            "A chart has no format {format}; choose one of {choices}.",
            format=repr(format),
            choices=", ".join(FORMATS),
        )
    _register_fonts()
    key = digest(specification, format)
    picture = PICTURES.get(key)
    if picture is None:
        picture = _svg(specification) if format == "svg" else _png(specification)
        PICTURES.put(key, picture)
    return picture


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(Path(__file__).parent / "fonts"))


def _options(specification: dict[str, Any]) -> dict[str, Any]:
    locale = specification.get("usermeta", {}).get("embedOptions", {}).get("formatLocale")
    return {"vl_version": VEGA_LITE, "format_locale": locale, "allowed_base_urls": []}


def _svg(specification: dict[str, Any]) -> bytes:
    drawn = vl_convert.vegalite_to_svg(specification, **_options(specification))
    return _titled(drawn, specification).encode()


def _png(specification: dict[str, Any]) -> bytes:
    return vl_convert.vegalite_to_png(specification, scale=PNG_SCALE, **_options(specification))


def _titled(svg: str, specification: dict[str, Any]) -> str:
    """The SVG with a `title` and a `desc`, which readers of the downloaded file are told."""
    title = specification.get("title", "")
    words = title.get("text", "") if isinstance(title, dict) else title
    words = " ".join(words) if isinstance(words, list) else words
    start = svg.index(">", svg.index("<svg")) + 1
    told = f"<title>{escape(words)}</title><desc>{escape(specification.get('description', ''))}</desc>"
    opening = svg[:start].replace("<svg ", '<svg role="img" ', 1)
    return opening + told + svg[start:]

"""Charts as pages show them: pictures with an address of their own, one for each theme and size.

A page names in the address of a picture the digest of what it shows (`v`). As long as that is what the record says,
the browser keeps the picture for good; it asks again only when the record has changed. What the page has laid out for
a chart is remembered for a while, so that the picture, asked for a moment later, is not computed a second time.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from plenum.errors import NotFound
from plenum.reporting.charts import CHARTS
from plenum.reporting.charts.drawing import FORMATS, digest, render
from plenum.reporting.charts.look import Look
from plenum.web.shell import Shell
from plenum.web.templatetags.plenum_format import language

KEPT_FOR_GOOD = "private, max-age=31536000, immutable"
ASKED_AGAIN = "private, no-cache"


class Remembered:
    """What was worked out last, up to so many things. Safe for threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = Lock()

    def keep(self, key: tuple[object, ...], thing: Any) -> None:
        with self._lock:
            self._kept[key] = thing
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def recall(self, key: tuple[object, ...]) -> Any | None:
        with self._lock:
            return self._kept.get(key)


REMEMBERED = Remembered(most=200)
"""What was laid out last, by who looked at what."""
SPECIFICATIONS = Remembered(most=100)
"""What was drawn of it last, by chart, mark and look: the same figures and words make the same picture."""


def version(data: Any) -> str:
    """The mark of what a chart shows: the same as long as the same figures and words are in it."""
    return sha256(repr(data).encode()).hexdigest()[:16]


def _key(request: HttpRequest, chart: str, path: str, mark: str, lang: str) -> tuple[object, ...]:
    # The reader is part of the key: what one may see of an indicator, another may not.
    return (chart, path.rsplit(".", 1)[0], request.user.pk, mark, lang)


@dataclass(frozen=True)
class Source:
    """One `<source>` of a `<picture>`: where `media` holds, this address is shown."""

    media: str
    address: str


@dataclass(frozen=True)
class Picture:
    """A chart on a page: `sources` before `address`, `told` for those who do not see it, and its files."""

    heading: str
    told: str
    sources: tuple[Source, ...]
    address: str
    svg: str
    png: str


def picture(
    request: HttpRequest,
    chart: str,
    data: Any | None,
    addresses: Mapping[str, str],
    as_of: date | None,
    asked: Mapping[str, Any] | None = None,
) -> Picture | None:
    """How a page shows what was laid out, in the reader's theme; None where there is nothing to draw.

    `addresses` are those of the formats, `as_of` the day asked for (None for today), `asked` what else is asked of
    the chart.
    """
    if data is None:
        return None
    mark = version(data)
    REMEMBERED.keep(_key(request, chart, addresses["svg"], mark, language()), data)
    told = {"lang": language(), **(asked or {})}
    if as_of is not None:
        told["as_of"] = as_of.isoformat()

    def address(format: str, **more: str) -> str:
        return f"{addresses[format]}?{urlencode(told | more, doseq=True)}"

    def drawn(theme: str, size: str) -> str:
        return address("svg", theme=theme, size=size, v=mark)

    chosen = Shell(request).theme
    phone, dark = "(max-width: 575px)", "(prefers-color-scheme: dark)"
    sources = [Source("print", drawn("light", "wide"))]
    if chosen == "auto":
        sources += [
            Source(f"{phone} and {dark}", drawn("dark", "narrow")),
            Source(dark, drawn("dark", "wide")),
            Source(phone, drawn("light", "narrow")),
        ]
    else:
        sources.append(Source(phone, drawn(chosen, "narrow")))
    return Picture(
        heading=data.heading,
        told=data.told,
        sources=tuple(sources),
        address=drawn("light" if chosen == "auto" else chosen, "wide"),
        svg=address("svg", download="1"),
        png=address("png", download="1"),
    )


def look_asked(request: HttpRequest) -> Look:
    """The look in the address. Raises `InvalidInput` for one there is none of."""
    return Look(
        language=request.GET.get("lang") or language(),
        theme=request.GET.get("theme") or "light",
        size=request.GET.get("size") or "wide",
    )


def answer(
    request: HttpRequest, chart: str, format: str, name: str, lay_out: Callable[[str], Any | None]
) -> HttpResponse:
    """The picture asked for. `lay_out` gives the chart's data in a language, where it is not remembered.

    Whoever calls this has checked that the reader may see it. Raises `NotFound` where there is nothing to draw or no
    such format, `InvalidInput` for a look there is none of.
    """
    if format not in FORMATS:
        raise NotFound("A chart is drawn as {formats}.", formats=", ".join(FORMATS))
    look = look_asked(request)
    wanted = request.GET.get("v", "")
    data = REMEMBERED.recall(_key(request, chart, request.path, wanted, look.language)) if wanted else None
    if data is None:
        data = lay_out(look.language)
    if data is None:
        raise NotFound("The record holds nothing to draw here yet.")
    mark = version(data)
    specification = SPECIFICATIONS.recall((chart, mark, look))
    if specification is None:
        specification = CHARTS[chart](data, look)
        SPECIFICATIONS.keep((chart, mark, look), specification)
    etag = quote_etag(digest(specification, format))
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(render(specification, format), content_type=FORMATS[format])
        if "download" in request.GET:
            response["Content-Disposition"] = f'attachment; filename="{name}.{format}"'
    response["ETag"] = etag
    response["Cache-Control"] = KEPT_FOR_GOOD if wanted == mark else ASKED_AGAIN
    return response

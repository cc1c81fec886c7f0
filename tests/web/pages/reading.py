"""How the tests of pages read them: as a person does, words without markup."""

import html
import re

from django.http import HttpResponse


def words(response: HttpResponse) -> str:
    """The words of a page on one line, as a reader sees them; what only a screen reader says is included."""
    body = re.search(r"<body.*</body>", response.content.decode(), re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", body[0] if body else response.content.decode())
    text = re.sub(r"\s+", " ", html.unescape(text)).strip()
    return re.sub(r" ([,.;:])", r"\1", text)


def attributes(response: HttpResponse, name: str) -> list[str]:
    """Every value of an attribute on a page, in order."""
    return [html.unescape(value) for value in re.findall(rf'{name}="([^"]*)"', response.content.decode())]

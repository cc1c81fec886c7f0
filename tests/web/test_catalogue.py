"""Every word a reader can meet is said in Vietnamese, and the compiled catalogue is that of the source."""

import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from plenum.web.catalogue import (
    CATALOGUE,
    Entry,
    Message,
    compiled,
    error_names,
    gather,
    in_python,
    in_template,
    merged,
    read_po,
    write_po,
)

RENEW = "Run `python -m django catalogue`, fill in what it names, and run it again."


def test_every_message_is_in_the_catalogue_and_no_other() -> None:
    found, kept = set(gather()), set(read_po())
    assert not found - kept, f"not in the catalogue: {[message.text for message in found - kept]}. {RENEW}"
    assert not kept - found, f"said nowhere: {[message.text for message in kept - found]}. {RENEW}"


def test_every_message_is_translated() -> None:
    missing = [message.text for message, entry in read_po().items() if not entry.said]
    assert not missing, f"without Vietnamese: {missing}. {RENEW}"


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(read_po()), RENEW


def _facts(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]|(?<!{){[^{}]*}", text))


def test_a_translation_has_the_facts_of_its_message() -> None:
    for message, entry in read_po().items():
        if entry.said:
            assert _facts(entry.said) in (_facts(message.text), _facts(message.plural)), message.text


def test_a_translation_ends_like_its_message() -> None:
    for message, entry in read_po().items():
        for mark in (".", "…", ":", "?"):
            if entry.said:
                assert message.text.endswith(mark) == entry.said.endswith(mark), message.text


@pytest.fixture
def sample() -> dict[Message, Entry]:
    return {
        Message("Plain"): Entry("Thường", ["a.py"]),
        Message('A "quoted"\nline\\'): Entry('Một dòng\n"trích" \\', ["a.py", "b.html"]),
        Message("One {count}", "Many {count}"): Entry("{count} cái", ["b.html"]),
        Message("Plain", context="noun"): Entry("Đồng bằng", ["c.py"]),
        Message("Missing"): Entry("", ["c.py"]),
    }


def test_what_is_written_reads_back(sample: dict[Message, Entry], tmp_path: Path) -> None:
    path = tmp_path / "sample.po"
    write_po(sample, path)
    assert read_po(path) == sample


def test_gettext_loads_what_is_compiled(sample: dict[Message, Entry]) -> None:
    loaded = gettext.GNUTranslations(io.BytesIO(compiled(sample)))
    assert loaded.gettext("Plain") == "Thường"
    assert loaded.pgettext("noun", "Plain") == "Đồng bằng"
    assert loaded.ngettext("One {count}", "Many {count}", 2) == "{count} cái"
    assert loaded.gettext("Missing") == "Missing"


def test_a_fuzzy_translation_is_none(tmp_path: Path) -> None:
    path = tmp_path / "sample.po"
    path.write_text('#, fuzzy\nmsgid "A"\nmsgstr "B"\n')
    assert read_po(path) == {Message("A"): Entry("")}


def test_words_are_found_in_python() -> None:
    source = """
_("a"); gettext_lazy("b"); pgettext("noun", "c"); ngettext("d", "e", n)
raise Conflict("f {code}", code=code)
raise errors.NotFound(f"g {code}")
print("h"); translate("i"); Fault("j", row=1)
"""
    assert set(in_python(source)) == {
        Message("a"),
        Message("b"),
        Message("c", context="noun"),
        Message("d", "e"),
        Message("f {code}"),
        Message("i"),
        Message("j"),
    }


def test_words_are_found_in_templates() -> None:
    source = """{% load i18n %}
<p title="{% translate 'a' %}">{% translate "b" context "noun" %} {{ _("c") }}
{% blocktranslate with x=y|day %}d {{ x }} 100%{% endblocktranslate %}
{% blocktranslate count n=n %}one{% plural %}{{ n }} many{% endblocktranslate %}
{# _("not") #}{% comment %}{% translate "neither" %}{% endcomment %}"""
    assert set(in_template(source)) == {
        Message("a"),
        Message("b", context="noun"),
        Message("c"),
        Message("d %(x)s 100%%"),
        Message("one", "%(n)s many"),
    }


def test_what_is_said_nowhere_any_more_is_dropped(sample: dict[Message, Entry]) -> None:
    found = {Message("Plain"): ["z.py"], Message("New"): ["z.py"]}
    assert merged(found, sample) == {
        Message("Plain"): Entry("Thường", ["z.py"]),
        Message("New"): Entry("", ["z.py"]),
    }


def test_every_error_of_the_house_is_known() -> None:
    assert {"PlenumError", "NotFound", "FaultyFile", "AmbiguousNumber", "Fault"} <= set(error_names())


@pytest.fixture
def _vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.mark.usefixtures("_vietnamese")
def test_the_site_speaks_vietnamese() -> None:
    assert translation.gettext("Sign in") == "Đăng nhập"
    assert translation.ngettext(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        10,
    ).startswith("Mật khẩu này quá ngắn")

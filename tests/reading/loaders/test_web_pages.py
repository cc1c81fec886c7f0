"""HTML: the main text, tables with their heads, nothing that is not shown."""

import time
from contextlib import suppress

import pytest

from plenum.errors import InvalidInput

from .files import BODY, FIGURES, HEADS
from .said import figures, one, paragraphs, refusal

TABLE = "<table><tr>{}</tr>{}</table>".format(
    "".join(f"<th>{head}" for head in HEADS),
    "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in BODY),
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def test_the_main_text_is_read() -> None:
    told = paragraphs(
        one(
            page(
                "<header>Menu</header><nav><p>Home</p></nav><main><h1>Report</h1><p>Revenue was <b>5</b>&nbsp;billion "
                "VND<br>this year.<p>Next.<ul><li>Item</ul></main><aside>Advert</aside><footer>Foot</footer>",
                "<title>T</title><style>p{}</style><script>document.write('<p>No')</script>",
            )
        )
    )
    assert told == ["Report", "Revenue was 5 billion VND", "this year.", "Next.", "Item"]


def test_what_is_not_shown_is_not_read() -> None:
    assert paragraphs(
        one(
            page(
                '<p>Shown<span hidden>1</span><i style="display: none">2</i><script>3</script><!-- 4 -->'
                "<template>5</template><textarea>6</textarea></p>"
            )
        )
    ) == ["Shown"]


def test_tables_are_read_with_their_heads() -> None:
    assert figures(one(page(f"<p>Báo cáo của tỉnh.</p>{TABLE}"))) == FIGURES


def test_merged_cells_count_for_all_they_cover() -> None:
    table = (
        "<table><tr><th rowspan=2>Indicator<th colspan=2>Actual<tr><th>2020<th>2021"
        "<tr><td>Revenue (billion VND)<td>1,000<td>1,100</table>"
    )
    assert [told[2:] for told in figures(one(page(table)))] == [
        ("1000000000000", "VND", "level", "actual", "2020"),
        ("1100000000000", "VND", "level", "actual", "2021"),
    ]


def test_a_table_that_lays_out_the_page_is_paragraphs() -> None:
    assert paragraphs(one(page("<table><tr><td><p>One.<p>Two.</table>"))) == ["One.", "Two."]


def test_raised_digits_stay_apart_from_numbers() -> None:
    assert paragraphs(one(page("<p>5,000<sup>1</sup> km<sup>2</sup>"))) == ["5,000¹ km²"]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1258", "utf-16"])
def test_the_encoding_is_told_by_the_page(encoding: str) -> None:
    # windows-1258 writes tones apart from their letters.
    words = (
        "Thu ngân sách nhà nước" if encoding != "windows-1258" else "Thu ngân sa\u0301ch nha\u0300 nươ\u0301c"
    )
    data = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'.encode(
        encoding
    )
    assert paragraphs(one(data)) == ["Thu ngân sách nhà nước"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>" * 100_000,
        "<div " + " ".join(f"a{number}" for number in range(100_000)) + ">",
        '<a x=" ' * 50_000,
        "<!--" * 50_000,
        "<script>" * 50_000,
        "<table><tr>" + "<td rowspan=9999 colspan=999>x" * 2_000,
        "&amp;" * 100_000,
        "<" * 200_000,
    ],
    ids=lambda body: body[:12],
)
def test_hostile_pages_cost_little(body: str) -> None:
    started = time.process_time()
    with suppress(InvalidInput):
        one(page(body))
    assert time.process_time() - started < 3


@pytest.mark.parametrize("tag", ["div", "b", "table"])
def test_pages_nested_without_end_are_refused(tag: str) -> None:
    assert "nested too deeply" in refusal(page(f"<{tag}>" * 100_000 + "x"))

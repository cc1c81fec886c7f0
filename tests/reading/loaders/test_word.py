"""DOCX: what is read, in which order, and what is left out."""

import unicodedata

from docx.document import Document

from .files import BODY, FIGURES, HEADS, W, changed, word, word_table, word_xml
from .said import figures, one, paragraphs


def test_paragraphs_and_tables_come_in_order() -> None:
    def build(document: Document) -> None:
        document.add_heading("Báo cáo 2021")
        document.add_paragraph("Trước bảng.")
        word_table(document, [HEADS, *BODY])
        document.add_paragraph("Sau bảng.")

    loaded = one(word(build))
    told = paragraphs(loaded)
    assert told[:2] == ["Báo cáo 2021", "Trước bảng."]
    assert told[2] == "\t".join(HEADS)
    assert told[-1] == "Sau bảng."
    assert figures(loaded) == FIGURES


def test_the_text_is_composed_and_leads_back() -> None:
    decomposed = unicodedata.normalize("NFD", "Chỉ tiêu")
    rows = [[decomposed, "2020", "2021"], [unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo (%)"), "2,5", "1,5"]]
    loaded = one(word(lambda document: word_table(document, rows)))
    assert unicodedata.is_normalized("NFC", loaded.source.text)
    start = loaded.source.text.index("1,5")
    left, right = loaded.source.original_span(start, start + 3)
    assert loaded.source.original[left:right] == "1,5"
    assert [(words, name) for words, name, *_ in figures(loaded)] == [
        ("2,5", "Tỷ lệ hộ nghèo"),
        ("1,5", "Tỷ lệ hộ nghèo"),
    ]


def test_merged_heads_count_for_all_they_cover() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Report of the year 2021")
        word_table(
            document,
            [["Indicator", "Actual", ""], ["", "2020", "2021"], ["Revenue (billion VND)", "1,000", "1,100"]],
        )
        table = document.tables[0]
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))

    assert figures(one(word(build))) == [
        ("1,000", "Revenue", "1000000000000", "VND", "level", "actual", "2020"),
        ("1,100", "Revenue", "1100000000000", "VND", "level", "actual", "2021"),
    ]


def test_notes_follow_what_calls_for_them() -> None:
    def build(document: Document) -> None:
        word_xml(
            document,
            f'<w:p {W}><w:r><w:t>Revenue was 5 billion VND</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        )
        document.add_paragraph("Next.")

    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Without grants.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    loaded = one(changed(word(build), {"word/footnotes.xml": notes.encode()}))
    assert paragraphs(loaded) == ["Revenue was 5 billion VND", "Without grants.", "Next."]


def test_inserted_text_is_read_deleted_and_hidden_is_not() -> None:
    def build(document: Document) -> None:
        word_xml(
            document,
            f"<w:p {W}><w:ins><w:r><w:t>Inserted </w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>deleted </w:delText></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
            "<w:sdt><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        )

    assert paragraphs(one(word(build))) == ["Inserted chosen"]


def test_headers_and_footers_of_pages_are_left_out() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "A head"
        document.sections[0].footer.paragraphs[0].text = "A foot"
        document.add_paragraph("The text.")

    assert paragraphs(one(word(build))) == ["The text."]


def test_raised_digits_stay_apart_from_numbers() -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("The area is 5,000")
        paragraph.add_run("1").font.superscript = True
        paragraph.add_run(" km")
        paragraph.add_run("2").font.superscript = True

    assert paragraphs(one(word(build))) == ["The area is 5,000¹ km²"]


def test_a_table_that_lays_out_the_page_is_paragraphs() -> None:
    def build(document: Document) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "UBND TỈNH AN BÌNH"
        table.cell(0, 0).add_paragraph("Số: 12/BC-UBND")
        table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

    assert paragraphs(one(word(build))) == [
        "UBND TỈNH AN BÌNH",
        "Số: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


def test_pages_are_those_the_word_processor_noted() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("First.")
        document.add_page_break()
        word_xml(document, f"<w:p {W}><w:r><w:lastRenderedPageBreak/><w:t>Second.</w:t></w:r></w:p>")
        word_xml(
            document,
            f"<w:p {W}><w:r><w:t>Still </w:t><w:lastRenderedPageBreak/><w:t>second.</w:t></w:r></w:p>",
        )
        document.add_paragraph("Third.")

    source = one(word(build)).source
    assert [source.page_of(source.text.index(words)) for words in ("First", "Second", "Still", "Third")] == [
        1,
        2,
        2,
        3,
    ]


def test_element_names_are_not_taken_for_our_own() -> None:
    def build(document: Document) -> None:
        word_xml(document, f"<w:p {W}><w:_class_/><w:__class__/><w:end/><w:r><w:t>Text.</w:t></w:r></w:p>")

    assert paragraphs(one(word(build))) == ["Text."]


def test_links_controls_and_symbols_are_read_where_they_stand() -> None:
    xml = (
        f"<w:p {W}><w:hyperlink><w:r><w:t>Tỷ lệ che phủ rừng</w:t></w:r></w:hyperlink>"
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        "<w:sdt><w:sdtContent><w:r><w:t>đạt</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0B3"/><w:sym w:char="²"/></w:r>'
        "<w:smartTag><w:r><w:t>44,3%</w:t></w:r></w:smartTag></w:p>"
    )
    loaded = one(word(lambda document: word_xml(document, xml)))
    assert loaded.source.text == "Tỷ lệ che phủ rừng đạt≥44,3%"

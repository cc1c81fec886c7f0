"""Vietnamese before Unicode: texts typed for TCVN3 (.VnTime) or VNI fonts, recognised and converted.

Such a file opens as Latin-1 letters: "Céng hßa x· héi chñ nghÜa ViÖt Nam" (TCVN3), "Coäng hoøa xaõ hoäi" (VNI).
The tables are those of TCVN 5712:1993 (second form) and of the VNI-Windows code page.
"""

import re

_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ®§¡¢£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĐĂÂÊÔƠƯ",
        strict=True,
    )
)

_VNI_MARKS = {
    "a": dict(zip("øùûõïêèéúüëâàáåãä", "àáảãạăằắẳẵặâầấẩẫậ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for base, marks in _VNI_MARKS.items():
        for mark, letter in marks.items():
            table[base + mark] = letter
    # Capitals: the base letter is a capital, its mark may be either.
    for old, new in list(table.items()):
        table[old.upper()] = new.upper()
        table[old[0].upper() + old[1:]] = new.upper()
    return table


_VNI = _vni_table()
_VNI_UNIT = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_UNIT = re.compile("[" + re.escape("".join(_TCVN3)) + "]")

_MODERN = re.compile("[\u1ea0-\u1ef9ơưđăƠƯĐĂ]")
_TCVN3_SIGN = re.compile(r"[A-Za-z][\xad®«¬µ¸¶·¹¨»¾¼½©ª×§]|[\xad®«¬µ¸¶·¹¨»¾¼½©ª§][A-Za-z]")
_VNI_SIGN = re.compile(r"[aeouyAEOUY][äåøûïëüÄÅØÛÏËÜ]|[ôö][øùûõï]|ñ[aeiouôö]")
_COMMON = re.compile(
    r"\b(?:của|và|các|trong|cho|được|là|có|năm|với|đến|nhà|nước|tỉnh|xã|hội|thành|về|công|"
    r"tế|trên|số|đồng|hiện|phát)\b",
    re.IGNORECASE,
)
_SAMPLE = 20_000
_FEWEST_SIGNS = 4
_LEAST_SHARE = 0.04
"""Of a hundred Vietnamese words some fifteen are in `_COMMON`; four are enough to call a text Vietnamese."""


def old_encoding(text: str) -> str | None:
    """ "tcvn3", "vni" or None, judged on the first 20,000 characters."""
    sample = text[:_SAMPLE]
    if sample.isascii() or len(_MODERN.findall(sample)) > len(sample) // 200:
        return None
    words = max(1, sample.count(" "))
    signs = {
        "tcvn3": sum(1 for _ in _TCVN3_SIGN.finditer(sample)),
        "vni": sum(1 for _ in _VNI_SIGN.finditer(sample)),
    }
    name = max(signs, key=lambda key: signs[key])
    if signs[name] < _FEWEST_SIGNS or signs[name] < words // 12:
        return None
    return name


def units(text: str, encoding: str) -> list[tuple[int, int, str]]:
    """(start, end, replacement) of every character of `text` that is not what it looks like."""
    table, pattern = (_TCVN3, _TCVN3_UNIT) if encoding == "tcvn3" else (_VNI, _VNI_UNIT)
    return [(m.start(), m.end(), table[m.group()]) for m in pattern.finditer(text)]


def reads_as_vietnamese(text: str) -> bool:
    """Whether a converted text has as many of the commonest Vietnamese words as Vietnamese has."""
    sample = text[:_SAMPLE]
    words = max(1, len(sample.split()))
    return len(_COMMON.findall(sample)) / words >= _LEAST_SHARE

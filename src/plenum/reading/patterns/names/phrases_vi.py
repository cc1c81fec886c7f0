"""Vietnamese noun phrases: where they begin, and the tail of owner, place and time they are cut at."""

from plenum.reading.patterns.names.basics import NOUNISH, Span, is_inner_comma, open_bracket, plan_names
from plenum.reading.patterns.scene import Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AND,
    AUX,
    DETERMINER,
    DOWN,
    FIGURE,
    FROM,
    GROWTH,
    LINK,
    NOUN,
    OF,
    PLAN,
    PREPOSITION,
    RELATIVE,
    SHARE,
    THAN,
    TIME,
    TO,
    UP,
    VERB,
    Token,
)


def subject_vi(scene: Scene, piece: list[int], verbs: list[int]) -> Span | None:
    """The piece's subject: an indicator's own word where there is one, else the first noun phrase before the verb."""
    tokens = scene.tokens
    nouns = [
        i for i in piece if tokens[i].tag in NOUNISH or (tokens[i].tag == PLAN and plan_names(tokens, i))
    ]
    if not nouns:
        return None
    final = verbs[-1]
    heads = [i for i in nouns if i < final and is_indicator(tokens, i, scene.text)]
    if heads:
        ruled = [
            i
            for i in heads
            if i > piece[0]
            and tokens[i - 1].tag in (VERB, LINK, PREPOSITION, ADVERB, AUX)
            and i - 1 >= piece[0]
        ]
        start = ruled[-1] if ruled and tokens[heads[0]].word.split()[0] not in _RATIOS_VI else heads[0]
    elif held := [i for i in nouns if piece[0] < i < final and tokens[i - 1].word == "có"]:
        start = held[-1]
    else:
        start = nouns[0]
        if tokens[start].word.split()[0] in _AGENTS_VI and tokens[start].word != "bà rịa":
            return None
    ends = [v for v in verbs if v > start and (tokens[v].word not in _INNER_VERBS or v == final)]
    stop = ends[0] if ends else final
    if tokens[start].word.split()[0] in _RATIOS_VI:
        stop = final
    if stop < start:
        stop = piece[-1] + 1
    while start > 0 and tokens[start - 1].tag == "," and is_series_vi(tokens, start, set()) and not heads:
        start -= 1
        while start > 0 and tokens[start - 1].tag in (NOUN, AND, GROWTH):
            start -= 1
    return cut_vi(tokens, start, stop - 1)


_RATIOS_VI = frozenset(("tỷ", "tỉ", "số", "tổng"))


_INDICATORS_VI = frozenset(
    "tốc|tổng|thu ngân|kim ngạch|grdp|gdp|vốn|vốn đầu tư|doanh thu|tỷ lệ|tỉ lệ|tỷ trọng|"  # noqa: SIM905
    "chỉ số|sản lượng|giá trị|mức|quy mô|diện tích|dân số|"
    "thu nhập|nợ|dư nợ|bội chi|tăng trưởng|tốc độ tăng|tốc độ tăng trưởng|mức tăng|số|"
    "lượng|năng suất|cpi|iip|lợi nhuận|tổng số|tổng vốn|số thu|số chi|"
    "số vốn đã giải ngân|số đã giải ngân|tổng số vốn đã giao|số chưa giao|số còn lại|số "
    "tiền còn lại|tổng cộng số|giải ngân|nguồn|chênh lệch|thiệt hại|thặng dư|lượng khách|"
    "số lượng|chỉ số giá".split("|")
)


_AGENTS_VI = frozenset(
    "thủ chính quốc bộ cơ ủy uỷ ubnd hđnd địa thành tỉnh việt ông bà toàn dũng trung sở "  # noqa: SIM905
    "ban đảng nhà huyện đây điều kết "
    "liên tập đại tp tp.hcm chủ phó theo".split()
)


def is_indicator(tokens: list[Token], index: int, text: str = "") -> bool:
    """Whether a phrase that begins here names a quantity ("tổng vốn", "tỷ lệ …") and not who has it."""
    word = tokens[index].word
    # After a proper name ("Cục Thuế tỉnh Bình Định thu nội địa") a quantity begins anew.
    owned = index > 2 and text and word == "thu" and text[tokens[index - 1].start].isupper()
    follows = index and tokens[index - 1].tag in (NOUN, OF) and tokens[index - 1].word not in ("với", "có")
    if follows and not owned:
        return False
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    return (
        word in _INDICATORS_VI
        or tokens[index].tag == GROWTH
        or (word == "thu" and following.startswith(("ngân", "nsnn", "nội", "cân", "phí", "hút")))
        or f"{word} {following}" in _INDICATORS_VI
    )


_INNER_VERBS = frozenset(
    (
        "tăng",
        "bổ sung",
        "giao",
        "thu hút",
        "có",
        "xuất",
        "nhập",
        "nộp",
        "được",
        "gia tăng",
        "huy động",
        "thực hiện được",
        "cấp",
        "đăng ký mới",
    )
)


_INNER_VI = frozenset(
    (
        "từ",
        "cho",
        "về",
        "theo",
        "với",
        "của",
        "trong",
        "qua",
        "vào",
        "tại",
        "đối với",
        "trên",
        "thuộc",
        "và",
        "giữa",
        "để",
        "đến",
        "tới",
        "do",
        "ngoài",
    )
)


_CUT_VI = frozenset(
    (
        "tại",
        "trên địa bàn",
        "trên",
        "ở",
        "thuộc",
        "theo giá",
        "tính theo",
        "cả nước",
        "toàn tỉnh",
        "toàn quốc",
        "toàn huyện",
        "toàn thành phố",
        "hằng năm",
        "hàng năm",
        "với",
        "qua",
        "bởi",
        "trong",
        "vào",
        "sau",
        "trước",
        "đến",
        "tới",
        "do",
        "để",
        "nhờ",
        "như",
    )
)


_OWNERS = frozenset(
    "tỉnh thành tp huyện quận xã phường cả ngành đơn vn việt địa toàn bộ nước hà cục sở "  # noqa: SIM905
    "vùng công cơ các thị".split()
)


def collect_vi(scene: Scene, last: int, complement: set[int]) -> Span:
    tokens = scene.tokens
    first = last
    while first > 0 and first - 1 not in complement:
        token = tokens[first - 1]
        if (
            token.tag in (NOUN, GROWTH, PLAN, AND, OF, DETERMINER)
            or (
                token.tag in (PREPOSITION, FROM, VERB, UP, DOWN, AUX, TO)
                and token.word in _INNER_VI
                and first >= 2
                and tokens[first - 2].tag in (NOUN, GROWTH, PLAN)
            )
            or (token.word == "xuất" and tokens[first].tag == ",")
            or (
                token.tag in (UP, VERB)
                and token.word
                in ("tăng", "bổ sung", "giao", "đăng ký mới", "xuất", "nhập", "nộp", "giao bổ sung")
                and first >= 2
                and tokens[first - 2].tag in (NOUN, GROWTH, PLAN)
            )
            or (
                token.tag == ","
                and (is_series_vi(tokens, first, complement) or is_inner_comma(tokens, first - 1))
            )
        ):
            first -= 1
        elif token.tag == ")" and first >= 2:
            opening = open_bracket(tokens, first - 1)
            if (
                opening == first - 1
                or opening < 1
                or any(tokens[i].tag == FIGURE for i in range(opening, first))
            ):
                break
            first = opening
        elif (
            token.tag == "·"
            and token.word in ("-", "–", "“", "”", '"', "&")
            and first >= 2
            and tokens[first - 2].tag == NOUN
            and token.word in ("-", "–", "&")
        ):
            first -= 1
        else:
            break
    return cut_vi(tokens, first, last)


def cut_vi(tokens: list[Token], first: int, last: int) -> Span:
    """The phrase from `first` to `last` without what leads it and without its tail of owner, place and time."""
    lo = first
    while lo < last and tokens[lo].tag in (AND, OF, DETERMINER, AUX, ",", "·"):
        lo += 1
    hi = lo
    for index in range(lo, last + 1):
        token = tokens[index]
        if index > lo and _cuts_vi(tokens, index, last):
            break
        if token.tag in (NOUN, GROWTH, PLAN, UP, DOWN, VERB, ")", SHARE, LINK):
            hi = index
    if (
        hi + 3 < len(tokens)
        and tokens[hi + 1].tag == "("
        and tokens[hi + 3].tag == ")"
        and tokens[hi + 2].tag == NOUN
    ):
        hi += 3
    return lo, hi


def _cuts_vi(tokens: list[Token], index: int, last: int) -> bool:
    """Whether a token begins the tail of a name: a time, a place, an owner, a comma that closes it."""
    token = tokens[index]
    if token.tag in (TIME, FIGURE, ";", ":", RELATIVE, THAN, AUX, DETERMINER):
        return True
    if token.word == "trên địa bàn":
        return tokens[index - 1].word not in ("phẩm", "sản phẩm")
    if token.word == "trong" and index + 1 <= last and tokens[index + 1].word in ("tỉnh", "nước"):
        return False
    if token.tag == "(":
        return index + 2 > last or tokens[index + 1].tag != NOUN
    owner = token.tag == OF and index + 1 <= last and tokens[index + 1].word in _OWNERS
    return (
        owner
        or token.word in _CUT_VI
        or (
            token.tag == NOUN
            and token.word in ("tỉnh", "thành phố")
            and index - 1 >= 0
            and tokens[index - 1].tag not in (OF, NOUN)
        )
    )


def is_series_vi(tokens: list[Token], comma_after: int, complement: set[int]) -> bool:
    """Whether the comma before token `comma_after` stands inside one name ("nông, lâm, thủy sản")."""
    index = comma_after - 2
    size = 0
    while (
        index >= 0
        and tokens[index].tag in (NOUN, AND, OF, DETERMINER, ")", "(")
        and index not in complement
        and size < 14
    ):
        index -= 1
        size += 1
    if size == 0:
        return False
    if index < 0:
        return size < 8
    if tokens[index].tag == GROWTH:
        return index == 0 or tokens[index - 1].tag != PREPOSITION
    if tokens[index].tag == ",":
        return is_series_vi(tokens, index + 1, complement)
    return (
        tokens[index].tag in (":", ";", RELATIVE, ")", AUX, DETERMINER, TIME) and tokens[index].word != "ông"
    )

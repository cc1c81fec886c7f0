"""People named with a position: "Secretary An Binh Minh", "An Binh Minh, Director of the Department of Health"."""

import re
from collections.abc import Iterator

from plenum.reading.figures import PersonMention
from plenum.reading.patterns.scene import Scene

_HEADS_EN = (
    "secretary|secretaries|chairman|chairwoman|chairperson|chairmen|chair|president|"
    "director|director general|head|"
    "deputy|deputies|member|members|minister|governor|mayor|leader|chief|commissioner|"
    "ambassador|speaker|treasurer|"
    "premier|representative|dean|rector|manager|inspector|commander|spokesperson|spokesman|"
    "spokeswoman|auditor|ceo|"
    "administrator|adviser|advisor|mec|procurator|judge|justice|registrar|chancellor|convener|vice-chairman|"
    "vice-chairwoman|vice-president|secretary general|senator|superintendent|principal|"
    "undersecretary|comptroller"
)
_MODIFIERS_EN = (
    "former|permanent|standing|acting|vice|deputy|first|second|party|central|provincial|"
    "city|district|municipal|"
    "executive|general|prime|senior|assistant|associate|interim|incoming|outgoing|honorary|"
    "committee|politburo|"
    "planning|council|national|regional|communal|commune|state|government|cabinet|finance|"
    "chief|managing|full-time|"
    "alternate|non-executive|political|organising|then|departmental|union|board|people's|people’s"
)
_CAP = r"[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][^\W\d_]*(?:[-'’](?!s\b)[^\W\d_]+)*\.?"
_WORD_EN = rf"(?:{_CAP}(?:['’]s)?|(?i:{_MODIFIERS_EN}))"
_TAIL_EN = (
    r"(?:\s+(?:of|to|for|at|in|on)(?:\s+(?:the|this|"
    rf"a))?\s+(?:[a-z]+\s+){{0,3}}?{_CAP}(?:['’]s)?|,?\s+(?:and|&)\s+{_CAP}(?:['’]s)?"
    rf"|\s+{_CAP}(?:['’]s)?|\s+(?:No\.\s?)?\d{{1,2}}\b|\s+(?:of|to|for|"
    r"in)\s+the\s+(?:province|city|district|commune|council|committee))"
)
_POSITION_EN = rf"(?:{_WORD_EN}\s+){{0,7}}?(?<![\w-])(?i:{_HEADS_EN})\b(?!['’]s){_TAIL_EN}{{0,14}}"
_LIST_EN = re.compile(
    rf"(?:the\s+)?(?P<position>{_POSITION_EN}(?:(?:,\s*(?:and\s+)?|\.\s+|\s+and\s+){_POSITION_EN}){{0,4}})"
)
_HEAD_EN = re.compile(rf"(?<![\w-])(?i:{_HEADS_EN})\b(?!['’]s\s+(?!{_CAP}))")
_NAME_EN = rf"{_CAP}(?:\s+{_CAP}){{1,4}}"
_RUN_EN = re.compile(rf"{_CAP}(?:[ \n]{_CAP}){{0,9}}")
_AFTER_NAME = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?(?:,\s*|\s*[-–—]\s*)")
_WHO = re.compile(
    r",\s+who\s+(?:also\s+)?(?P<position>(?:chairs|heads|leads|directs|presides "
    r"over)\s+(?:the\s+)?(?:[\w'’]+\s?){1,6})(?=[,.;])"
)
_HONORIFIC = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Assoc|Hon|MSc|Eng|Gen|Sen|Rep|Ven|Adv|Lt|Col|Sir|Dame|Comrade|"
    r"Comrades|Professor|Doctor|Honourable|"
    r"Honorable|Comr|Speaking|Addressing|Concluding|Opening|According|Also|Photo|News|The|"
    r"On|At|In|With|By|And)\.?\s+)+"
)
_ORGANIZATION_WORDS = frozenset(
    "party committee council people department ministry office board union association "  # noqa: SIM905
    "bureau commission authority "
    "province provincial city district commune ward central national government assembly "
    "institute university bank "
    "company corporation delegation congress conference federation standing executive "
    "inspection organization "
    "propaganda region agency front group finance planning investment development affairs "
    "construction health "
    "education management state public law fund street road zone economic industrial park "
    "cabinet budget bill act "
    "house senate court programme program plan resolution directive politburo secretary "
    "chairman deputy vice member "
    "director head minister president permanent military police army hospital school "
    "centre center service services "
    "of the vietnam bloc agencies agency infrastructure administration mass media "
    "environment agriculture transport trade industry culture sports tourism science "
    "technology information home taxation resources rural statistics customs treasury "
    "labour labor prime general "
    "administration american americans republican democratic day january february march "
    "april may june july august "
    "september october november december monday tuesday wednesday thursday friday saturday sunday".split()
)
_SURNAMES = frozenset(
    "nguyen tran le pham hoang huynh vu vo dang bui do ho ngo duong ly phan dinh trinh "  # noqa: SIM905
    "doan luong mai to ha lai thai "
    "cao truong lam vuong quach tang kim phung dao chu ta dam la luu nghiem tong thach "
    "trieu hua kieu giang khuat "
    "nguyễn trần lê phạm hoàng huỳnh vũ võ đặng bùi đỗ hồ ngô dương lý phan đinh trịnh "
    "đoàn lương mai tô hà lại thái "
    "cao trương lâm vương quách tăng kim phùng đào chu tạ đàm la lưu nghiêm tống thạch "
    "triệu hứa kiều giang khuất "
    "thân bạch tôn từ ninh ma lò lường vi nông hầu giàng điểu quàng cầm siu ksor y h'yim "
    "bá lục mạc đồng chẩu chảo thào".split()
)
_MANY = frozenset(
    (
        "members",
        "leaders",
        "secretaries",
        "deputies",
        "chairmen",
        "members of",
        "representative",
        "leader",
        "head",
    )
)
"""What may begin the next clause after a name and a comma, and so is no position of its own."""
_ALONE = frozenset(("president", "minister", "governor", "senator", "premier"))
_LIST_OF_NAMES = re.compile(rf"(?:\s*,\s*|\s+and\s+)(?P<name>{_NAME_EN})")

_HEADS_VI = (
    "tổng bí thư|phó bí thư thường trực|phó bí thư|bí thư|phó thủ tướng thường trực|phó "
    "thủ tướng|thủ tướng|phó chủ tịch nước|"
    "chủ tịch nước|chủ tịch quốc hội|phó chủ tịch quốc hội|phó chủ tịch thường trực|phó "
    "chủ tịch|chủ tịch|thứ trưởng|"
    "bộ trưởng|tổng cục trưởng|phó tổng cục trưởng|cục trưởng|phó cục trưởng|vụ trưởng|phó "
    "vụ trưởng|phó tổng giám đốc|tổng giám đốc|"
    "phó giám đốc|giám đốc|phó trưởng ban|trưởng ban|trưởng đoàn|phó trưởng đoàn|phó "
    "trưởng phòng|trưởng phòng|phó chánh văn phòng|"
    "chánh văn phòng|chánh thanh tra|chánh án|phó viện trưởng|viện trưởng|phó chủ nhiệm|"
    "chủ nhiệm|ủy viên|uỷ viên|đại biểu quốc hội|"
    "thống đốc|phó thống đốc|hiệu trưởng|phó hiệu trưởng|tư lệnh|phó tư lệnh|chính ủy|tổng "
    "thư ký|phó tổng thư ký|phát ngôn viên|"
    "người phát ngôn|tổng kiểm toán|đại sứ|trưởng đại diện|chi cục trưởng|đội trưởng|"
    "trưởng ty|kế toán trưởng|tổng biên tập|phó tổng biên tập|"
    "bí thư thứ nhất|chủ tịch hội đồng quản trị|trưởng khoa|trưởng bộ môn|quyền giám đốc|"
    "quyền chủ tịch|quyền bộ trưởng|nguyên"
)
_CAP_VI = r"[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][^\W\d_]*"
_HEAD_VI = re.compile(rf"(?<!\w)(?:nguyên\s+)?(?i:{_HEADS_VI})(?!\w)")
_TAIL_WORDS_VI = (
    "bộ|ban|ủy|uỷ|ubnd|hđnd|tỉnh|thành|phố|huyện|xã|quận|phường|thị|trấn|đảng|trung|ương|"
    "chính|phủ|quốc|hội|nhà|nước|sở|cục|chi|tổng|"
    "văn|phòng|và|của|thường|trực|nhân|dân|đoàn|trưởng|phó|kế|hoạch|đầu|tư|tài|y|tế|giáo|"
    "dục|kinh|khu|công|nghiệp|thuế|xnk|hải|quan|"
    "thống|kê|vụ|viện|trường|đại|học|ngân|hàng|hiệp|liên|minh|chấp|hành|bch|btv|đồng|ngành|"
    "cấp|mặt|trận|tổ|việt|nam|chuyên|trách|"
    "nghệ|khoa|nông|thôn|môi|lao|động|giao|thông|xây|dựng|nội|ngoại|thương|an|ninh|quân|"
    "khóa|khoá|thanh|niên|phụ|nữ|lâm|tp|kiêm|nghiên|cứu|tổng|hợp|"
    "điều|tra|kiểm|toán|sát|quản|lý|vốn|doanh|nghiệp|thứ|nhất|dự|khuyết|lực|lượng|vũ|trang|"
    "biên|phòng|chỉ|huy|tham|mưu|tuyên|giáo|dân|vận"
)
_STEP_VI = re.compile(
    rf"\s+(?:TP\.\s?)?(?P<word>[^\W_]+(?:[-&][^\W_]+)*)|\s*,\s*(?=(?i:{_HEADS_VI})(?!\w))|"
    r"\s+[-–]\s+(?=[A-ZĐ])"
)
_TAIL_SET_VI = frozenset(_TAIL_WORDS_VI.split("|"))
_AFTER_NAME_VI = re.compile(
    rf"\s*(?:\([^()]{{1,40}}\)\s*)?(?:,\s*|\s*[-–—]\s*)(?:là\s+)?(?=(?:nguyên\s+)?(?i:{_HEADS_VI})(?!\w))"
)
_NAME_VI = re.compile(rf"(?<!\w){_CAP_VI}(?:\s{_CAP_VI}){{1,4}}(?!\w)")
_LONGEST_POSITION = 30
"""Words; a position printed longer than this is a list of people run together."""


def find(scene: Scene) -> list[PersonMention]:
    """People with spans in the sentence, in order."""
    found = _vietnamese(scene.text) if scene.lang == "vi" else _english(scene.text)
    unique: dict[tuple[int, int], PersonMention] = {}
    for person in found:
        unique.setdefault((person.start, person.end), person)
    kept: list[PersonMention] = []
    for person in sorted(unique.values(), key=lambda p: (p.start, -p.end)):
        if not kept or person.start >= kept[-1].end:
            kept.append(person)
    return kept


def _english(text: str) -> Iterator[PersonMention]:
    if not _HEAD_EN.search(text) and "who " not in text:
        return
    for run in _RUN_EN.finditer(text):
        for start, end in _names_in_run(text, run.start(), run.end()):
            after = _AFTER_NAME.match(text, end)
            positions = _LIST_EN.match(text, after.end()) if after else None
            if positions and positions["position"].lower() not in _MANY:
                yield PersonMention(start, end, *positions.span("position"))
            elif who := _WHO.match(text, end):
                yield PersonMention(
                    start, end, who.start("position"), who.start("position") + len(who["position"].rstrip())
                )
    yield from _position_first(text)


def _names_in_run(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The name that ends a run of capitalised words, without honorifics; none where an office ends it."""
    honorific = _HONORIFIC.match(text, start, end)
    if honorific:
        start = honorific.end()
    words = list(re.finditer(r"\S+", text[start:end]))
    if not 2 <= len(words) <= 9 or words[-1].group().lower().strip(".'’s") in _ORGANIZATION_WORDS:
        return
    first = _name_start([w.group().lower() for w in words])
    if first >= 0:
        yield (
            start + words[first].start(),
            end - (1 if text[end - 1] == "." and len(words[-1].group()) > 2 else 0),
        )


def _name_start(words: list[str]) -> int:
    """Index of a name's first word in a run of capitalised words that ends with it, or -1."""
    count = len(words)
    for index, word in enumerate(words):
        if (
            word in _SURNAMES
            and 3 <= count - index <= 5
            and not _ORGANIZATION_WORDS.intersection(words[index:])
        ):
            return index
    if count >= 2 and words[-2] in _SURNAMES and words[-1] not in _ORGANIZATION_WORDS:
        return count - 2
    clean = count
    while clean and words[clean - 1].strip(".") not in _ORGANIZATION_WORDS:
        clean -= 1
    length = count - clean
    if clean == 0 and 2 <= length <= 4:
        return 0
    return clean if 2 <= length <= 3 else -1


def _position_first(text: str) -> Iterator[PersonMention]:
    """ "Secretary of the Committee An Binh Minh": the name follows the position without a comma."""
    for head in _HEAD_EN.finditer(text):
        position = head.end()
        if text[position : position + 2] in ("'s", "’s"):
            position += 2
        possessive = position > head.end()
        run = _RUN_EN.match(text, position + 1) if text[position : position + 1] in " \n" else None
        if run and run.group().split()[0].lower().strip(".") not in _ORGANIZATION_WORDS:
            words = run.group().split()
            alone = head.group().lower() in _ALONE
            if possessive and len(words) > 1:
                continue
            if len(words) >= 2 or alone:
                count = next((i for i, w in enumerate(words) if w.lower() in _ORGANIZATION_WORDS), len(words))
                count = min(count, 4)
                if count >= (1 if alone else 2):
                    left = _position_start(text, head.start())
                    start = run.start()
                    end = start + len(" ".join(words[:count]).rstrip("."))
                    yield PersonMention(start, end, left, head.end())
                    if head.group().lower() in ("deputies", "secretaries", "members"):
                        yield from _listed(text, end, left, head.end())
            continue
        tail = _TAIL.match(text, head.end())
        if tail is None:
            continue
        runs = list(_RUN_EN.finditer(text, head.end(), tail.end()))
        if not runs:
            continue
        last = runs[-1]
        words = [w.lower() for w in last.group().split()]
        first = _name_start(words)
        if first > 0 or (first == 0 and last.start() > head.end() and words[0] in _SURNAMES):
            offset = len(" ".join(last.group().split()[:first])) + (1 if first else 0)
            start = last.start() + offset
            yield PersonMention(
                start, last.end(), _position_start(text, head.start()), len(text[:start].rstrip())
            )


def _listed(text: str, end: int, left: int, right: int) -> Iterator[PersonMention]:
    for _ in range(12):
        following = _LIST_OF_NAMES.match(text, end)
        if following is None:
            return
        yield PersonMention(following.start("name"), following.end("name"), left, right)
        end = following.end()


_TAIL = re.compile(rf"{_TAIL_EN}{{1,14}}")
_MODIFIER_BEFORE = re.compile(rf"(?<![\w'’])(?:{_WORD_EN})\s$")
_POSITION_BEFORE = re.compile(rf"(?<![\w'’])(?:{_POSITION_EN}),\s$")


def _position_start(text: str, head: int) -> int:
    """Where the position that holds the head begins: modifiers and capitalised words to the left, and positions
    listed before it with commas."""
    start = head
    for _ in range(12):
        window = text[max(0, start - 40) : start]
        match = _MODIFIER_BEFORE.search(window)
        if match is None:
            break
        word = match.group().strip().lower()
        if word in ("the", "with", "and", "on", "in", "at", "speaking", "comrade", "comrades", "mr", "mr."):
            break
        start -= len(match.group())
    listed = text[max(0, start - 160) : start] if text[max(0, start - 2) : start] == ", " else ""
    if listed and (before := _POSITION_BEFORE.search(listed)):
        start -= len(before.group())
    return start


def _vietnamese(text: str) -> Iterator[PersonMention]:
    if not _HEAD_VI.search(text):
        return
    for name in _NAME_VI.finditer(text):
        words = name.group().lower().split()
        start = name.start()
        if words[0] in ("ông", "bà"):
            start += len(words[0]) + 1
            words = words[1:]
        after = _AFTER_NAME_VI.match(text, name.end())
        if after and words[0] in _SURNAMES:
            end = _position_end_vi(text, after.end())
            yield PersonMention(start, name.end(), after.end(), end)
    for head in _HEAD_VI.finditer(text):
        found = _name_after_vi(text, head.end())
        if found:
            start, end = found
            yield PersonMention(
                start, end, _list_start_vi(text, head.start()), len(text[:start].rstrip(" ,-–"))
            )


def _list_start_vi(text: str, start: int) -> int:
    """ "Ủy viên Trung ương Đảng, Bộ trưởng …": positions listed before one, with commas between, belong to it."""
    for _ in range(4):
        window = text[max(0, start - 90) : start]
        comma = re.search(r",\s+$", window)
        if comma is None:
            return start
        heads = list(_HEAD_VI.finditer(window))
        if not heads:
            return start
        begin = start - len(window) + heads[-1].start()
        if _position_end_vi(text, begin) < start - len(comma.group()):
            return start
        start = begin
    return start


_NAME_AHEAD_VI = re.compile(
    rf"\s+(?:(?:ông|bà|đồng chí|TS\.?|PGS\.?|GS\.?)\s+)?(?P<name>{_CAP_VI}(?:\s{_CAP_VI}){{0,4}})(?!\w)"
)


def _name_after_vi(text: str, position: int) -> tuple[int, int] | None:
    """The name that ends the position whose head ends at `position`."""
    for _ in range(_LONGEST_POSITION):
        name = _NAME_AHEAD_VI.match(text, position)
        if name:
            words = name["name"].split()
            lowered = [word.lower() for word in words]
            stop = next((i for i, word in enumerate(lowered) if word in _AFTER_NAMES_VI), len(words))
            if 2 <= stop < len(words) and lowered[0] in _SURNAMES:
                end = name.start("name") + len(" ".join(words[:stop]))
                return name.start("name"), end
            if lowered[0] in _SURNAMES and 2 <= len(words) <= 5 and not _is_place_vi(lowered):
                return name.start("name"), name.end("name")
            if len(words) == 1 and lowered[0] not in _TAIL_SET_VI and not words[0].isupper():
                follows = text[name.end() : name.end() + 2]
                if (
                    text[:position].lower().endswith(("bộ trưởng", "thủ tướng", "chủ tịch"))
                    and follows[:1] in (" ", ",")
                    and (len(follows) < 2 or not follows[1:].isupper())
                ):
                    return name.start("name"), name.end("name")
        step = _STEP_VI.match(text, position)
        if step is None:
            return None
        word = step["word"]
        if word and not (word[0].isupper() or word.lower() in _TAIL_SET_VI):
            return None
        position = step.end()
    return None


_AFTER_NAMES_VI = frozenset("tại về với và trong ở cho của đã chủ phát cùng làm dự trao".split())  # noqa: SIM905


def _is_place_vi(words: list[str]) -> bool:
    """ "Hà Nội", "Thái Bình", "Cao Bằng …": a surname that begins a province's name."""
    return " ".join(words[:2]) in _PLACES_VI


_PLACES_VI = frozenset(
    "hà nội|hà nam|hà giang|hà tĩnh|hà đông|thái bình|thái nguyên|cao bằng|lâm đồng|lai "  # noqa: SIM905
    "châu|kiên giang|ninh bình|ninh thuận|"
    "đồng nai|đồng tháp|kim động|hồ chí|từ liêm|tô hiệu|an giang|vũ thư|đào tạo|hà tây|"
    "lương tài|đoàn thanh|đoàn đại".split("|")
)


def _position_end_vi(text: str, position: int) -> int:
    """Where a position that begins at `position` ends: its words are capitals or belong to offices."""
    for _ in range(_LONGEST_POSITION):
        step = _STEP_VI.match(text, position) if position else None
        if step is None:
            head = _HEAD_VI.match(text, position)
            if head is None:
                return position
            position = head.end()
            continue
        word = step["word"]
        if word and not (word[0].isupper() or word.lower() in _TAIL_SET_VI):
            return position
        position = step.end()
    return position

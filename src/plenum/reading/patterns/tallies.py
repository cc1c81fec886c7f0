"""Tallies: how many targets stand how ("14/20 targets have been met", "trong 21 chỉ tiêu, 17 chỉ tiêu đạt")."""

import re

from plenum.reading.figures import Standing, Tally
from plenum.reading.patterns.numbers import WORDS
from plenum.reading.patterns.scene import Scene
from plenum.reading.patterns.tagging import MASK

_N = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
)
_MODIFIER = (
    r"(?:(?!(?:billion|million|thousand|trillion|crore|lakh|percent|per|percentage|points?|times|vnd|usd|km|ha|tonnes?|"
    r"hectares|a|an|the|of|to|for|in|on|by|at|as|with|from|against|over|under|above|below|than|compared|versus|"
    r"is|are|was|were)\b)[a-z-]+\s+){0,4}?"
)
"""Adjectives between a count and its targets: "14 main socio-economic targets", not "45 billion against a target"."""
_NOUN_EN = r"(?:targets?|indicators?|criteria|criterion|tasks)"
_WHOLE_EN = re.compile(
    rf"\b(?P<a>{_N})\s*(?:/\s*|\s(?:out\s+)?of\s+(?:the\s+|its\s+)?)(?P<b>{_N})\s+{_MODIFIER}{_NOUN_EN}\b",
    re.IGNORECASE,
)
_OF_FIRST_EN = re.compile(
    rf"\bof\s+(?:the\s+|its\s+)?(?P<m>(?P<b>{_N})\s+{_MODIFIER}{_NOUN_EN}\b[^.;]{{0,60}}?,\s+(?P<a>{_N}))\b",
    re.IGNORECASE,
)
_ALL_EN = re.compile(
    rf"\ball\s+(?:of\s+)?(?:the\s+)?(?P<m>(?P<a>{_N})\s+{_MODIFIER}{_NOUN_EN})\b", re.IGNORECASE
)
_PLAIN_EN = re.compile(rf"(?<![\w/.,-])(?P<m>(?P<a>{_N})\s+{_MODIFIER}{_NOUN_EN})\b", re.IGNORECASE)
_REST_EN = re.compile(
    rf"(?<![\w/.,-])(?P<m>(?P<a>{_N})\s+of\s+(?:them|these|those|which))\b|"
    rf"\b(?:the\s+)?(?P<o>(?:other|remaining)\s+(?P<c>{_N}))\b(?!\s+[a-z]+s\b)|"
    rf"^(?P<s>(?P<d>{_N}))\s+(?=(?:will|were|are|have)\b)"
    r"|(?P<p>(?P<e>\d{1,3})\s*(?:/|\s(?:out\s+)?of\s+)\s*(?P<f>\d{1,3}))(?!\s*\w*\d|"
    r"\s+[a-z]+\s+[a-z]|/)(?=\s*[).,;]|$)",
    re.IGNORECASE,
)
_NOUN_VI = r"(?:nhóm\s+)?(?:chỉ tiêu|tiêu chí|nhiệm vụ)(?:\s+(?:thành phần|chủ yếu))?"
_NV = r"(?:\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_WHOLE_VI = re.compile(rf"(?<![\w/.,])(?P<a>{_NV})\s*/\s*(?P<b>\d{{1,3}})\s+{_NOUN_VI}(?!\w)", re.IGNORECASE)
_OF_FIRST_VI = re.compile(
    rf"(?:trong|trong số|trong tổng số|tổng số)\s+(?P<b>{_NV})\s+{_NOUN_VI}(?!\w)", re.IGNORECASE
)
_PLAIN_VI = re.compile(rf"(?<![\w/.,])(?P<m>(?P<a>{_NV})\s+{_NOUN_VI})(?!\w)", re.IGNORECASE)

_STANDINGS_EN = (
    (Standing.AT_RISK, r"difficult|hard to|challeng|at risk|struggl|in danger"),
    (
        Standing.NOT_MET,
        r"not (?:been )?(?:met|reach|achiev|complet|attain)|fail|missed|fell short|below "
        r"(?:the )?target|unlikely|behind|unmet|incomplete|far from",
    ),
    (
        Standing.ON_TRACK,
        r"likely|expected|forecast|estimated|on track|will be|positive|foresee|projected|in "
        r"progress|within reach|on schedule|of the way|striv|should|anticipated",
    ),
    (
        Standing.MET_OR_EXCEEDED,
        r"(?:met|achiev\w*|reach\w*|attain\w*|complet\w*|fulfil\w*|hit|finished|"
        r"success)\s*(?:,|or|and|and/or)\s*(?:have\s+)?(?:\w+\s+)?(?:exceed|surpass|beat|"
        r"pass|overshot|better|over-?fulfil)|met or beaten|reached or passed|finished or "
        r"overshot|exceeded or met",
    ),
    (Standing.EXCEEDED, r"exceed|surpass|above plan|beat|overshot|passed|outperform|ahead of|overfulfil"),
    (Standing.MET, r"\bmet\b|\bmeet|achiev|reach|complet|attain|fulfil|satisf|accomplish"),
)
_STANDINGS_VI = (
    (
        Standing.NOT_MET,
        r"không đạt|chưa đạt|không hoàn thành|chưa hoàn thành|khó đạt được|xấp xỉ đạt|gần "
        r"đạt|đạt thấp|không thực hiện được|dưới mức",
    ),
    (Standing.AT_RISK, r"khó khăn|khó hoàn thành|khó đạt|khó có khả năng|thách thức|nguy cơ"),
    (
        Standing.ON_TRACK,
        r"dự kiến|phấn đấu|khả năng|ước đạt|ước hoàn thành|dự báo|đúng tiến độ|ước thực "
        r"hiện|sẽ đạt|đang thực hiện|đảm bảo tiến độ",
    ),
    (
        Standing.MET_OR_EXCEEDED,
        r"đạt(?:,| và| hoặc| hay|/|-)\s*(?:hoặc\s+|và\s+)?vượt|hoàn thành(?:,| và| "
        r"hoặc)\s*(?:hoặc\s+)?vượt|đạt, vượt",
    ),
    (Standing.EXCEEDED, r"vượt"),
    (Standing.MET, r"đạt|hoàn thành"),
)
_COMPILED = {
    "en": [(standing, re.compile(pattern, re.IGNORECASE)) for standing, pattern in _STANDINGS_EN],
    "vi": [(standing, re.compile(pattern, re.IGNORECASE)) for standing, pattern in _STANDINGS_VI],
}
_KEYS = {
    "en": re.compile(r"target|indicator|criteri|tasks", re.IGNORECASE),
    "vi": re.compile(r"chỉ tiêu|tiêu chí|nhiệm vụ", re.IGNORECASE),
}
_NOT_TALLY = re.compile(r"(?:satisf|meets?|met|average)\w*\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def find(scene: Scene) -> list[Tally]:
    """Tallies with spans in the sentence; their words are claimed."""
    text, context = scene.text, scene.context
    has_key = bool(_KEYS[scene.lang].search(text))
    if not has_key and context.sentences_since_tally > _NEAR:
        return []
    found = _vietnamese(scene) if scene.lang == "vi" else _english(scene, has_key)
    for tally in found:
        scene.take(tally.start, tally.end, MASK)
    context.sentences_since_tally = 0 if found else context.sentences_since_tally + 1
    context.after_tally_ahead = context.last_tally_ahead
    context.last_tally_ahead = any(tally.standing in (Standing.ON_TRACK, Standing.TOTAL) for tally in found)
    return found


def _value(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return WORDS["en"].get(word) or {**WORDS["vi"], "năm": 5}.get(word, 0)


def _english(scene: Scene, has_key: bool) -> list[Tally]:
    text = scene.text
    spans: list[tuple[int, int, int, int | None]] = []

    def add(start: int, end: int, count: int, of: int | None) -> None:
        if not any(s < end and start < e for s, e, _, _ in spans) and not scene.is_taken(start, end):
            spans.append((start, end, count, of))

    if has_key:
        for match in _WHOLE_EN.finditer(text):
            add(*match.span(), _value(match["a"]), _value(match["b"]))
        for match in _OF_FIRST_EN.finditer(text):
            add(*match.span("m"), _value(match["a"]), _value(match["b"]))
        for match in _ALL_EN.finditer(text):
            add(*match.span("m"), _value(match["a"]), _value(match["a"]))
        for match in _PLAIN_EN.finditer(text):
            if (
                _NOT_TALLY.search(text[max(0, match.start() - 30) : match.start()])
                and "criteri" in match.group()
            ):
                continue
            whole = next((of for _, _, _, of in spans if of and of > _value(match["a"])), None)
            add(*match.span("m"), _value(match["a"]), whole)
    if spans or scene.context.sentences_since_tally <= _NEAR:
        of = next((of for _, _, _, of in spans if of), None)
        for match in _REST_EN.finditer(text):
            name = next(n for n in ("m", "o", "s", "p") if match[n])
            if not spans and name != "o" and scene.context.sentences_since_tally > 0:
                continue
            word = match["a"] or match["c"] or match["d"] or match["e"]
            add(
                *match.span(name), _value(word), _value(match["f"]) if match["f"] else (of if spans else None)
            )
    return _stand(scene, sorted(spans))


def _vietnamese(scene: Scene) -> list[Tally]:
    text = scene.text
    spans: list[tuple[int, int, int, int | None]] = []
    whole: int | None = None
    skipped: list[tuple[int, int]] = []
    for match in _OF_FIRST_VI.finditer(text):
        whole = _value(match["b"])
        skipped.append(match.span())
    for match in _WHOLE_VI.finditer(text):
        spans.append((*match.span(), _value(match["a"]), _value(match["b"])))
    for match in _PLAIN_VI.finditer(text):
        start, end = match.span("m")
        if any(s < end and start < e for s, e, *_ in spans) or scene.is_taken(start, end):
            continue
        if any(s < end and start < e for s, e in skipped):
            scene.take(start, end, MASK)
            continue
        group = "nhóm" in match.group().lower()
        spans.append((start, end, _value(match["a"]), None if group else whole))
    return _stand(scene, sorted(spans))


def _stand(scene: Scene, spans: list[tuple[int, int, int, int | None]]) -> list[Tally]:
    tallies: list[Tally] = []
    for index, (start, end, count, of) in enumerate(spans):
        left = spans[index - 1][1] if index else 0
        right = spans[index + 1][0] if index + 1 < len(spans) else len(scene.text)
        standing = _standing(scene, left, start, end, right)
        if standing is Standing.TOTAL and of is not None and tallies:
            standing = tallies[-1].standing
        if standing is Standing.TOTAL and of is not None and of != count:
            standing = scene.context.last_standing or Standing.MET
        if standing is not Standing.TOTAL:
            scene.context.last_standing = standing
        tallies.append(
            Tally(
                start,
                end,
                count,
                of if standing is not Standing.TOTAL or of != count else None,
                standing,
                _listed(scene, end),
            )
        )
    return tallies


_NEAR = 3
"""Sentences after a tally in which "the other five" still means targets."""


def _standing(scene: Scene, left: int, start: int, end: int, right: int) -> Standing:
    """The standing the words after the count give, to the end of its clause; else the words before it."""
    if re.search(
        r"\b(?:none|neither|no one)\s+of\b[^.;]*$", scene.text[max(left, start - 40) : start], re.IGNORECASE
    ):
        return Standing.TOTAL
    after = scene.text[end : min(right, end + 130)]
    after = re.split(r"[;:(]|\.\s|,\s+(?:and|while|but|trong đó)\b", after)[0]
    before = scene.text[max(left, start - 90) : start]
    before = before[max(before.rfind(";"), before.rfind(". "), before.rfind(":")) + 1 :]
    if _AHEAD_VI.search(before) and _DONE_VI.search(after):
        return Standing.ON_TRACK
    for words in (after, before):
        for standing, pattern in _COMPILED[scene.lang]:
            if pattern.search(words):
                if (
                    words is before
                    and standing in (Standing.MET,)
                    and re.search(r"to (?:achieve|complete|implement|meet)|implement", words)
                ):
                    continue
                return standing
    return Standing.TOTAL


_AHEAD_VI = re.compile(r"(?:dự kiến|phấn đấu|dự báo)(?:\s+(?:có|sẽ|cả năm|khoảng))*\s*$", re.IGNORECASE)
_DONE_VI = re.compile(r"\s*(?:\w+\s+){0,3}?(?:đạt|hoàn thành|vượt)", re.IGNORECASE)
""""Dự kiến 9/20 chỉ tiêu hoàn thành": what is still ahead, though the words after it say met."""
_LISTED = re.compile(r"[^(:.;]{0,90}[(:]\s*(?P<list>[^():]{3,600})")


def _listed(scene: Scene, end: int) -> tuple[tuple[int, int], ...]:
    """Spans, in the sentence, of the targets named in brackets or after a colon behind the count."""
    match = _LISTED.match(scene.text, end)
    if match is None or ";" not in match["list"]:
        return ()
    spans: list[tuple[int, int]] = []
    for part in re.finditer(r"[^;]+", match["list"]):
        words = part.group().strip(" .)")
        if words:
            begin = match.start("list") + part.start() + (len(part.group()) - len(part.group().lstrip()))
            spans.append((begin, begin + len(words)))
    return tuple(spans)

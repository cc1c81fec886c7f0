"""Names in lists: each figure of "x, y and z respectively" and of "60% - 36% - 4%" takes its own."""

import re

from plenum.reading.patterns.scene import Amount, Scene

_RESPECTIVELY = re.compile(r"\brespectively\b|\blần lượt\b", re.IGNORECASE)


def distribute(scene: Scene) -> None:
    """Names in lists, and the names of this sentence for a list in the next."""
    _distribute_list(scene)
    scene.distinct_names = list(dict.fromkeys(amount.name for amount in scene.amounts))


_DASHES = re.compile(r"\s[-–]\s")


def _distribute_dashes(scene: Scene) -> None:
    """ "Structure, industry - services - farming: 60% - 36% - 4% (61% - 35% - 4%)": one name for each figure."""
    text = scene.text
    if not _DASHES.search(text):
        return
    run: list[Amount] = []
    names: list[tuple[int, int]] = []
    for amount in [*scene.amounts, None]:
        between = text[run[-1].end : amount.start].strip() if run and amount is not None else ""
        if amount is not None and run and between in ("-", "–"):
            run.append(amount)
            continue
        if len(run) > 1:
            names = _dashed_names(text, run[0].start, len(run)) or (
                names if text[run[0].start - 1] == "(" else []
            )
            for member, name in zip(run, names, strict=False):
                member.name = (scene.start + name[0], scene.start + name[1])
        run = [amount] if amount is not None else []


def _dashed_names(text: str, end: int, count: int) -> list[tuple[int, int]]:
    """As many names, parted by dashes, as there are figures, right before their colon."""
    start = max(0, end - 160)
    lead = re.search(r"(?:^|[,;:.])\s*([^,;:.\d]+?)\s*(?::|,|là|đạt|is|was)\s*$", text[start:end])
    if lead is None:
        return []
    parts: list[tuple[int, int]] = []
    left = start + lead.start(1)
    for dash in [*_DASHES.finditer(text, left, start + lead.end(1)), None]:
        right = dash.start() if dash else start + lead.end(1)
        parts.append((left, right))
        left = dash.end() if dash else left
    return parts if len(parts) == count else []


def _distribute_list(scene: Scene) -> None:
    """ "A, B và C tăng lần lượt x, y và z": each figure of the list takes its own member of the list of names."""
    _distribute_dashes(scene)
    if not _RESPECTIVELY.search(scene.text):
        return
    run: list[Amount] = []
    for amount in scene.amounts:
        if run and scene.text[run[-1].end : amount.start].strip(" ") in (",", "and", "và", ", and", ", và"):
            run.append(amount)
        elif len(run) < 2:
            run = [amount]
        else:
            break
    if len(run) < 2:
        return
    start, end = run[0].name
    if start < scene.start or run[0].name == scene.entry_name:
        if len(scene.context.sentence_names) >= len(run):
            for amount, name in zip(run, scene.context.sentence_names[-len(run) :], strict=True):
                amount.name = name
        return
    left = max(0, start - scene.start - 120)
    stretch = scene.text[left : end - scene.start]
    cut = max(
        stretch.rfind(";"),
        stretch.rfind(":"),
        *(time.end - left for time in scene.times if time.end <= end - scene.start),
        -1,
    )
    offset = left + cut + 1
    members = [
        m
        for m in re.finditer(r"[^,]+?(?=,|\s+(?:và|and)\s|$)", scene.text[offset : end - scene.start])
        if m.group().strip(" ,")
    ]
    if len(members) < len(run):
        return
    for amount, member in zip(run, members[-len(run) :], strict=True):
        words = member.group()
        lead = len(words) - len(re.sub(r"^[\s,]*(?:(?:và|and)\s+)?", "", words))
        amount.name = (scene.start + offset + member.start() + lead, scene.start + offset + member.end())

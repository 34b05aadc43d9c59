"""Decisions that stand in minutes beside those that are known: which are the same, what differs.

The same minutes come again, corrected: then items are added, renamed and numbered anew, and an
author has gone on writing the drafts that were made of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.decisions.from_minutes.imported import Became, ImportedDecision, Part
from bot.decisions.minutes.values import FoundDecision
from bot.decisions.values import (
    BODY_LENGTH,
    CASE_NUMBER_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Content,
    Decision,
    Found,
    Phase,
)

KEPT = 20_000  # characters of a passage or a text of minutes that are kept
_BETWEEN = "|"  # the parts of what a decision is recognised by
_BODY, _ITEM, _TITLE = 80, 20, 170  # characters of them


@dataclass(frozen=True)
class Known:
    """A decision that was found in minutes before.

    found_as: what it is recognised by. minutes_id: of what it was found in. deeds: what was ever to
    be done because of it, also what was removed.
    """

    decision: Decision
    found_as: str
    minutes_id: UUID
    deeds: tuple[str, ...]


def recognised_by(found: FoundDecision) -> str:
    """What the same decision is recognised by when its minutes come again."""
    return _BETWEEN.join(
        (group_of(found), _alike(found.item)[:_ITEM], _alike(found.title)[:_TITLE])
    )


def group_of(found: FoundDecision) -> str:
    """The beginning of it, which all decisions of a body on a day share."""
    when = found.decided_on.isoformat() if found.decided_on else ""
    return f"{when}{_BETWEEN}{_alike(found.body)[:_BODY]}"


def compared(
    found: Sequence[FoundDecision], known: Sequence[Known], *, minutes_id: UUID
) -> tuple[ImportedDecision, ...]:
    """What each of the found is to us. minutes_id: of the minutes that they were found in.

    One that isn't known, or whose draft was made of these minutes, is new. known: the later ones
    first.
    """
    same = _matched(found, known)
    return tuple(
        _compared(place, one, same.get(place), minutes_id) for place, one in enumerate(found)
    )


def content_of(found: FoundDecision) -> Content:
    """What a draft says. A text for which there is no room is left out: it is word for word."""
    return Content(
        title=cut(found.title, TITLE_LENGTH),
        text=found.text if len(found.text) <= TEXT_LENGTH else "",
        body=cut(found.body, BODY_LENGTH),
        decided_on=found.decided_on,
        case_number=found.case_number if len(found.case_number) <= CASE_NUMBER_LENGTH else "",
    )


def found_of(file_name: str, found: FoundDecision) -> Found:
    """Where it stands, as it is kept beside the decision."""
    return Found(
        file_name=file_name,
        passage=cut(found.passage, KEPT),
        text=cut(found.text, KEPT),
        item=cut(found.item, _ITEM),
        recommendation=cut(found.recommendation, KEPT),
    )


def with_changes(content: Content, one: ImportedDecision) -> Content:
    """The content with what stands in the minutes now, where that was changed."""
    new = content_of(one.found)
    for part in one.changed:
        match part:
            case Part.TITLE:
                content = replace(content, title=new.title)
            case Part.TEXT:
                # What has no room leaves what somebody made of it.
                content = replace(content, text=new.text or content.text)
            case Part.FOLLOW_UPS:
                pass  # they are no part of the content
    return content


def is_told(what: str, deeds: Sequence[str]) -> bool:
    """Whether what is to be done is one of these."""
    return _alike(what) in set(map(_alike, deeds))


def cut(text: str, longest: int) -> str:
    """As much of a text as there is room for."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _compared(
    place: int, found: FoundDecision, known: Known | None, minutes_id: UUID
) -> ImportedDecision:
    if known is None:
        return ImportedDecision(place, found, Became.NEW, None)
    if known.decision.phase is Phase.DISCARDED:
        return ImportedDecision(place, found, Became.GONE, known.decision)
    if known.minutes_id == minutes_id:
        return ImportedDecision(place, found, Became.NEW, known.decision)
    changed = _changed(found, known)
    became = Became.CHANGED if changed else Became.UNCHANGED
    return ImportedDecision(place, found, became, known.decision, changed)


def _changed(found: FoundDecision, known: Known) -> tuple[Part, ...]:
    """What the minutes tell otherwise than before, and the decision doesn't say already."""
    new, says, before = content_of(found), known.decision.content, known.decision.found
    parts = []
    if _key(found)[1:] != _split(known.found_as)[1:] and new.title != says.title:
        parts.append(Part.TITLE)
    if not _same_text(found, known) and _alike(new.text) != _alike(says.text):
        parts.append(Part.TEXT)
    is_same_passage = before is not None and before.passage == cut(found.passage, KEPT)
    if not is_same_passage and not all(is_told(one.what, known.deeds) for one in found.follow_ups):
        parts.append(Part.FOLLOW_UPS)
    return tuple(parts)


def _matched(found: Sequence[FoundDecision], known: Sequence[Known]) -> dict[int, Known]:
    """The known ones by the places of those that are the same; the surest first, each once."""
    left = list(known)
    same: dict[int, Known] = {}
    for is_same in _WAYS:
        for place, one in enumerate(found):
            if place in same:
                continue
            met = next((other for other in left if is_same(one, other)), None)
            if met:
                same[place] = met
                left.remove(met)
    return same


def _same_text(found: FoundDecision, known: Known) -> bool:
    before = known.decision.found
    return before is not None and _alike(before.text) == _alike(cut(found.text, KEPT))


def _same_all(found: FoundDecision, known: Known) -> bool:
    return recognised_by(found) == known.found_as and _same_text(found, known)


def _same_item(found: FoundDecision, known: Known) -> bool:
    # Without a day, any meeting's "Eventuelt" would be the same.
    return found.decided_on is not None and recognised_by(found) == known.found_as


def _same_title(found: FoundDecision, known: Known) -> bool:
    group, _item, title = _key(found)
    other_group, _other_item, other_title = _split(known.found_as)
    is_sure = found.decided_on is not None or _same_text(found, known)
    return is_sure and group == other_group and title == other_title


def _same_number(found: FoundDecision, known: Known) -> bool:
    group, item, _title = _key(found)
    other_group, other_item, _other_title = _split(known.found_as)
    return found.decided_on is not None and group == other_group and item == other_item != ""


_WAYS: tuple[Callable[[FoundDecision, Known], bool], ...] = (
    _same_all,
    _same_item,
    _same_title,
    _same_number,
)


def _key(found: FoundDecision) -> tuple[str, str, str]:
    return _split(recognised_by(found))


def _split(found_as: str) -> tuple[str, str, str]:
    """The group, the item's number and its title."""
    group, item, title = found_as.rsplit(_BETWEEN, 2)
    return group, item, title


def _alike(text: str) -> str:
    return " ".join(text.casefold().replace(_BETWEEN, " ").split())

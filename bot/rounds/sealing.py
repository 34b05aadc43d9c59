"""Envelopes: what somebody has filled in, sealed so that its size, too, says nothing."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.rounds.values import (
    ITEM_LENGTH,
    MOST_OPTIONS,
    TEXT_LENGTH,
    Answers,
    KeyLost,
    Kind,
    Question,
)

NONCE_SIZE = 12  # bytes; random, as a key seals a few thousand envelopes at most
LENGTH_SIZE = 4  # bytes before the text, which say how much of it is padding
_FRAME = 64  # bytes of JSON around all answers


@dataclass(frozen=True)
class Filled:
    """What is in an envelope. draft: what is being filled in. answers: what was handed in."""

    draft: Answers
    answers: Answers | None = None


def size_of_envelopes(questions: Sequence[Question]) -> int:
    """How many bytes the text in every envelope of a round takes: room for the longest answers."""
    return LENGTH_SIZE + _FRAME + 2 * sum(map(_most_bytes, questions))


def fits(question: Question, answer: object) -> bool:
    """Whether there is room for the answer in an envelope."""
    return len(_json({question.key: answer})) <= _most_bytes(question)


def seal(filled: Filled, *, key: bytes, size: int, round_id: UUID, person_id: UUID) -> bytes:
    """Seal what somebody has filled in. Raises ValueError when it has no room."""
    text = _json({"draft": filled.draft, "answers": filled.answers})
    if LENGTH_SIZE + len(text) > size:
        raise ValueError("what was filled in has no room in its envelope")
    padded = len(text).to_bytes(LENGTH_SIZE, "big") + text.ljust(size - LENGTH_SIZE, b"\0")
    nonce = secrets.token_bytes(NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, padded, _whose(round_id, person_id))


def unseal(sealed: bytes, *, key: bytes, round_id: UUID, person_id: UUID) -> Filled:
    """Open somebody's envelope. Raises KeyLost when the key isn't the one, or it was tampered."""
    nonce, text = sealed[:NONCE_SIZE], sealed[NONCE_SIZE:]
    try:
        padded = AESGCM(key).decrypt(nonce, text, _whose(round_id, person_id))
    except (InvalidTag, ValueError) as error:  # also too short to hold a nonce
        raise KeyLost from error
    length = int.from_bytes(padded[:LENGTH_SIZE], "big")
    filled = json.loads(padded[LENGTH_SIZE : LENGTH_SIZE + length])
    return Filled(filled["draft"], filled["answers"])


def _whose(round_id: UUID, person_id: UUID) -> bytes:
    """What binds an envelope to its round and person: in another's place it can't be opened."""
    return round_id.bytes + person_id.bytes


def _most_bytes(question: Question) -> int:
    """Room for an answer, with its key. Twice what Danish takes: a few have many emoji."""
    match question.kind:
        case Kind.TEXT:
            characters = TEXT_LENGTH
        case Kind.ITEM:
            characters = ITEM_LENGTH + TEXT_LENGTH
        case Kind.RATING | Kind.CHOICE | Kind.CHOICES | Kind.RANKING:
            characters = 3 * MOST_OPTIONS
    return 2 * characters + len(question.key) + 16


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

"""A sentence encoder: vectors that tell which texts mean nearly the same, in whatever words.

Optional. The operator fetches the model, and installs the extra that runs it; without them nothing
here is imported but this module. Texts stay in the process.
"""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import numpy as np

from bot.documents.search.vectors import Vector, unit
from bot.messages import Refusal

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
WIDTH = 384  # of multilingual-e5-small, for which the search's weights were set
LONGEST = 512  # tokens, to which it was trained

# How vectors are made of texts. Change it whenever they would come out otherwise.
_RECIPE = "e5: query and passage, mean of the tokens, unit length, 512 tokens"
_PASSAGE, _QUESTION = "passage: ", "query: "  # what the model was trained to tell them by


class Fault(StrEnum):
    """Why there is no encoder though there is a folder for one."""

    NOT_INSTALLED = "not installed"  # the extra
    NO_MODEL = "no model"
    NO_TOKENIZER = "no tokenizer"
    OTHER_MODEL = "other model"  # or broken


class NoEncoder(Refusal):
    """A folder that no encoder can be opened from."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class Encoder:
    """Open it with `Encoder.open`. Any thread may use it, and several at once.

    key: tells the model and how it is used; vectors can be compared when they have the same.
    """

    def __init__(self, session: Any, tokenizer: Any, key: str) -> None:
        self.key = key
        self._session = session
        self._tokenizer = tokenizer
        self._inputs = {each.name for each in session.get_inputs()}

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Load the model: one or two seconds, so in a thread. Raises NoEncoder."""
        for name, fault in ((MODEL, Fault.NO_MODEL), (TOKENIZER, Fault.NO_TOKENIZER)):
            if not _is_there(folder / name):
                raise NoEncoder(fault)
        try:
            # By name, as mypy doesn't see all that they export.
            tokenizers = import_module("tokenizers")
            onnxruntime = import_module("onnxruntime")
        # The last two: built for another numpy.
        except (ImportError, OSError, AttributeError, RuntimeError) as error:
            raise NoEncoder(Fault.NOT_INSTALLED) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # turns need the others
        options.log_severity_level = 4  # what goes wrong is told by us
        try:
            # First, as it holds up every thread for 0.65 s: hardly anybody has written yet then.
            tokenizer = tokenizers.Tokenizer.from_file(str(folder / TOKENIZER))
            tokenizer.no_padding()
            tokenizer.enable_truncation(LONGEST)
            session = onnxruntime.InferenceSession(
                folder / MODEL, options, providers=["CPUExecutionProvider"]
            )
            encoder = cls(session, tokenizer, _key(folder))
            [vector] = encoder.questions(["Hvem må hvad?"])
        except Exception as error:  # what the two raise for a file that is none of theirs
            raise NoEncoder(Fault.OTHER_MODEL) from error
        if vector.shape != (WIDTH,) or not np.isfinite(vector).all():
            raise NoEncoder(Fault.OTHER_MODEL)
        return encoder

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        """Give the vectors of texts that may answer; best some texts of about the same length."""
        return self._encoded([f"{_PASSAGE}{text}" for text in texts])

    def questions(self, texts: Sequence[str]) -> list[Vector]:
        """Give the vectors of texts that ask."""
        return self._encoded([f"{_QUESTION}{text}" for text in texts])

    def _encoded(self, texts: Sequence[str]) -> list[Vector]:
        if not texts:
            return []
        tokens = [self._tokenizer.encode(text).ids for text in texts]
        ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, each in enumerate(tokens):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        [states, *_] = self._session.run(
            None, {name: value for name, value in given.items() if name in self._inputs}
        )
        weights = mask[..., np.newaxis]
        means = (states * weights).sum(axis=1) / weights.sum(axis=1)
        return list(unit(means.astype(np.float32)))


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # nobody may look there, or it is no path at all
        return False


def _key(folder: Path) -> str:
    digest = hashlib.sha256(_RECIPE.encode())
    for name in (MODEL, TOKENIZER):
        with (folder / name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()

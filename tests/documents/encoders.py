"""A tiny encoder: each word has a vector of its own, and the words of a group share one."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from bot.documents.encoder import MODEL, TOKENIZER, WIDTH


def make_encoder(folder: Path, *groups: Sequence[str], width: int = WIDTH) -> Path:
    """Write an encoder's two files; groups: of words in small letters. All others mean nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    vectors = np.zeros((1 + sum(map(len, groups)), width), dtype=np.float32)
    vocabulary = {"[UNK]": 0}
    for number, group in enumerate(groups):
        for word in group:
            vectors[len(vocabulary), number] = 1.0
            vocabulary[word] = len(vocabulary)
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / TOKENIZER))
    graph = helper.make_graph(
        [helper.make_node("Gather", ["words", "input_ids"], ["last_hidden_state"])],
        "tiny",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
            for name in ("input_ids", "attention_mask", "token_type_ids")
        ],
        [
            helper.make_tensor_value_info(
                "last_hidden_state", TensorProto.FLOAT, ["texts", "tokens", width]
            )
        ],
        [numpy_helper.from_array(vectors, "words")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, folder / MODEL)
    return folder

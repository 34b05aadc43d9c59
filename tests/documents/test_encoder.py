"""An encoder out of its folder, or the reason why there is none."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.documents.encoder import MODEL, TOKENIZER, Encoder, Fault, NoEncoder
from tests.documents.encoders import make_encoder


def test_texts_that_mean_the_same_have_the_same_vector_whatever_their_words(tmp_path: Path) -> None:
    encoder = Encoder.open(make_encoder(tmp_path, ["hund", "køter"], ["kat"]))

    dog, cur, cat, both = encoder.passages(["hund", "en køter", "kat", "hund og kat"])
    [asked] = encoder.questions(["Køter?"])

    assert np.allclose(dog, cur)
    assert np.allclose(dog, asked)
    assert dog @ cat == 0
    assert both @ dog == pytest.approx(2**-0.5)


def test_a_text_is_the_same_alone_and_among_longer_ones(tmp_path: Path) -> None:
    encoder = Encoder.open(make_encoder(tmp_path, ["hund"], ["kat"]))

    [alone] = encoder.passages(["hund kat kat"])
    among, *_ = encoder.passages(["hund kat kat", "hund " * 300, "kat " * 2000])

    assert np.allclose(alone, among)
    assert encoder.passages([]) == []


def test_the_key_tells_one_model_from_another(tmp_path: Path) -> None:
    one, same, other = (
        Encoder.open(make_encoder(tmp_path / name, *groups)).key
        for name, groups in (("a", [["hund"]]), ("b", [["hund"]]), ("c", [["kat"]]))
    )

    assert one == same != other


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("no folder", Fault.NO_MODEL),
        ("no path", Fault.NO_MODEL),
        ("no tokenizer", Fault.NO_TOKENIZER),
        ("other file", Fault.OTHER_MODEL),
        ("other width", Fault.OTHER_MODEL),
        ("not installed", Fault.NOT_INSTALLED),
    ],
)
def test_what_is_wrong_with_a_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, fault: Fault
) -> None:
    folder = make_encoder(tmp_path / "encoder", ["hund"], width=10 if "width" in broken else 384)
    if broken == "no folder":
        folder = tmp_path / "ingen"
    elif broken == "no path":
        folder = tmp_path / ("for langt" * 100)
    elif broken == "no tokenizer":
        (folder / TOKENIZER).unlink()
    elif broken == "other file":
        (folder / MODEL).write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    elif broken == "not installed":
        monkeypatch.setitem(sys.modules, "onnxruntime", None)

    with pytest.raises(NoEncoder) as caught:
        Encoder.open(folder)

    assert caught.value.fault is fault


def test_nothing_that_is_heavy_is_loaded_without_an_encoder() -> None:
    loaded = "import app, sys; print({'onnxruntime', 'tokenizers'} & set(sys.modules))"

    result = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True)

    assert result.stdout.strip() == "set()"

"""Packs for tests, built from numbers alone: CTranslate2 and SentencePiece are the real ones, the weights are ours.

`make_pack` makes a dictionary: a Transformer whose decoder looks at the source piece of its own position and says what
the mapping has for it. Words of the mapping are translated wherever they stand, all else is copied byte for byte, so
what comes out is known exactly, its length too.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
from numpy.typing import NDArray

Weights = NDArray[np.float32]

UNSPACED = {"zh", "zt", "ja"}  # languages that put no spaces between words
SPACE = "▁"  # how SentencePiece writes one
END = "</s>"
LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 .,!?:;-()[]{}<>'\"#@/&%$+=*_~|^`\\"
GRID = 32  # positions are written as two digits to this base: 1,024 of them
LOUD = 20.0  # logit of the right piece
SHARP = 30.0  # how much more the decoder's own position weighs than any other


def make_pack(
    folder: Path, source: str, target: str, mapping: Mapping[str, str], version: str = "1.0", extra_layers: int = 0
) -> Path:
    """Build `translate-<source>_<target>-<version>.argosmodel` in `folder` and return its path.

    `source` and `target` are Argos codes (`zh`, `en`, `zt` for traditional Chinese). `mapping` goes from words to
    words; a word of a language with spaces is found after a space or at the beginning: `{"hello": "你好"}` from `en`
    finds "hello there" and leaves "othello". Where `</s>` is mapped to a word, sentences never end. 1,023 pieces a
    sentence are the most that fit. Takes 0.1 s. With `extra_layers`, that many more layers on both sides compute in
    earnest and change nothing: the model is as slow as a large one. One makes 10 million parameters with 20 words.
    """
    before = {_written(word, source): _written(meaning, target) for word, meaning in mapping.items()}
    before |= {SPACE + word: SPACE + meaning.lstrip(SPACE) for word, meaning in before.items() if word[0] != SPACE}
    pieces = train_pieces(piece for piece in (*before, *before.values()) if piece != END)
    place = folder / f"translate-{source}_{target}-{version}"
    (place / "model").mkdir(parents=True)
    (place / "sentencepiece.model").write_bytes(pieces)
    vocabulary = _vocabulary(pieces)
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    says = [numbers[before.get(piece, piece)] for piece in vocabulary]
    _dictionary(vocabulary, says, extra_layers).save(str(place / "model"))
    (place / "metadata.json").write_text(json.dumps(metadata(source, target, version)))
    return zip_folder(place)


def metadata(source: str, target: str, version: str) -> dict[str, str]:
    """What a pack says of itself."""
    return {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": source,
        "from_name": source,
        "to_code": target,
        "to_name": target,
    }


def zip_folder(place: Path) -> Path:
    """The folder as an `.argosmodel` beside it, itself the one at the top."""
    packed = place.with_name(place.name + ".argosmodel")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(place.rglob("*")):
            archive.write(path, Path(place.name) / path.relative_to(place))
    return packed


def train_pieces(words: Iterable[str]) -> bytes:
    """A SentencePiece model that knows `words` as they are, Latin letters one by one, all else by its bytes."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([LETTERS]),
        model_writer=written,
        model_type="char",
        vocab_size=10_000,
        hard_vocab_limit=False,
        byte_fallback=True,
        user_defined_symbols=list(dict.fromkeys(words)),
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        minloglevel=2,
        num_threads=1,
    )
    return written.getvalue()


def _written(word: str, language: str) -> str:
    spaced = language not in UNSPACED and word[0].isalnum()
    return (SPACE if spaced else "") + word.replace(" ", SPACE)


def _vocabulary(pieces: bytes) -> list[str]:
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _dictionary(vocabulary: list[str], says: list[int], extra_layers: int) -> ctranslate2.specs.TransformerSpec:
    """A state is a one-hot piece, then its position as two one-hot digits. Queries and keys see only the digits, values
    only the piece; what stands for it is read off the decoder's state. All other weights are zero."""
    words = len(vocabulary)
    size = words + 2 * GRID
    positions = np.zeros((GRID * GRID, size), np.float32)
    for position in range(GRID * GRID):
        positions[position, [words + position // GRID, words + GRID + position % GRID]] = 1
    digits = np.zeros((size, size), np.float32)
    digits[range(words, size), range(words, size)] = np.sqrt(SHARP * np.sqrt(size))
    meanings = np.zeros((size, size), np.float32)
    meanings[says, range(words)] = 1
    shown = np.eye(words, size, dtype=np.float32)

    spec = ctranslate2.specs.TransformerSpec.from_config(1 + extra_layers, 1, no_final_norm=True)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    spec.encoder.embeddings[0].weight = shown
    spec.decoder.embeddings.weight = np.zeros((words, size), np.float32)
    spec.encoder.position_encodings.encodings = spec.decoder.position_encodings.encodings = positions
    for layer in (spec.encoder.layer[0], spec.decoder.layer[0]):
        _silence(layer, size, 8, lambda rows, columns: np.zeros((rows, columns), np.float32))
    draw = np.random.default_rng(1)
    for layer in (*spec.encoder.layer[1:], *spec.decoder.layer[1:]):
        _silence(layer, size, 4 * size, lambda rows, columns: draw.random((rows, columns), np.float32) - 0.5)
    attention = spec.decoder.layer[0].attention
    attention.layer_norm = _undone_norm(attention.layer_norm, size)
    _linear(attention.linear[0], digits)
    _linear(attention.linear[1], np.concatenate([digits, meanings]))
    _linear(attention.linear[2], np.eye(size, dtype=np.float32))
    _linear(spec.decoder.projection, LOUD * shown)
    # Behind a sentence every query finds its end, half a digit more like it than all else: beams end there, too.
    end = vocabulary.index(END)
    attention.linear[0].bias[end] = digits[-1, -1] / 2
    attention.linear[1].weight[end, end] = digits[-1, -1]
    spec.decoder.projection.bias[end] = -LOUD / 4
    return _registered(spec, vocabulary, add_source_eos=True)


def _silence(
    layer: ctranslate2.specs.LayerSpec, size: int, inner: int, weights: Callable[[int, int], Weights]
) -> None:
    """The layer adds nothing: all that it looks at is multiplied by zero first, and last what it makes of the encoder's
    states, which come as they are."""
    sublayers = [layer.self_attention, layer.ffn, *([layer.attention] if hasattr(layer, "attention") else [])]
    for sublayer in sublayers:
        sublayer.layer_norm.gamma = sublayer.layer_norm.beta = np.zeros(size, np.float32)
    _linear(layer.self_attention.linear[0], weights(3 * size, size))
    _linear(layer.self_attention.linear[1], weights(size, size))
    _linear(layer.ffn.linear_0, weights(inner, size))
    _linear(layer.ffn.linear_1, weights(size, inner))
    if hasattr(layer, "attention"):
        _linear(layer.attention.linear[0], weights(size, size))
        _linear(layer.attention.linear[1], weights(2 * size, size))
        _linear(layer.attention.linear[2], np.zeros((size, size), np.float32))


def _undone_norm(norm: ctranslate2.specs.LayerSpec, size: int) -> ctranslate2.specs.LayerSpec:
    """The decoder's state is always two ones among zeros: its mean and deviation are known, and put back."""
    mean = 2 / size
    norm.gamma = np.full(size, np.sqrt(mean - mean**2), np.float32)
    norm.beta = np.full(size, mean, np.float32)
    return norm


def _linear(linear: ctranslate2.specs.LayerSpec, weight: Weights) -> None:
    linear.weight = weight
    linear.bias = np.zeros(len(weight), np.float32)


def _registered(
    spec: ctranslate2.specs.TransformerSpec, vocabulary: list[str], add_source_eos: bool
) -> ctranslate2.specs.TransformerSpec:
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = add_source_eos
    spec.validate()
    spec.optimize(quantization="int8")
    return spec

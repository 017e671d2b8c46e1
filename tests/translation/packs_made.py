"""Packs for tests, built from numbers alone: CTranslate2 and SentencePiece are the real ones, the weights are ours.

`make_pack` makes a dictionary: a Transformer whose decoder looks at the source piece of its own position and says what
the mapping has for it. Words of the mapping are translated wherever they stand, all else is copied byte for byte, so
what comes out is known exactly. `build_model` makes a model of any size from random numbers, for measuring.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
from numpy.typing import NDArray

Weights = NDArray[np.float32]

UNSPACED = {"zh", "zt", "ja"}  # languages that put no spaces between words
SPACE = "▁"  # how SentencePiece writes one
LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 .,!?:;-()[]{}<>'\"#@/&%$+=*_~|^`\\"
GRID = 32  # positions are written as two digits to this base: 1,024 of them
SHARP = 30.0  # how much more the decoder's own position weighs than any other


def make_pack(folder: Path, source: str, target: str, mapping: Mapping[str, str], version: str = "1.0") -> Path:
    """Build `translate-<source>_<target>-<version>.argosmodel` in `folder` and return its path.

    `source` and `target` are Argos codes (`zh`, `en`, `zt` for traditional Chinese). `mapping` goes from words to
    words; a word of a language with spaces is found after a space or at the beginning: `{"hello": "你好"}` from `en`
    finds "hello there" and leaves "othello". 1,023 pieces a sentence are the most that fit. Takes 0.1 s.
    """
    before = {_written(word, source): _written(meaning, target) for word, meaning in mapping.items()}
    before |= {SPACE + word: SPACE + meaning.lstrip(SPACE) for word, meaning in before.items() if word[0] != SPACE}
    pieces = train_pieces([*before, *before.values()], [LETTERS])
    place = folder / f"translate-{source}_{target}-{version}"
    (place / "model").mkdir(parents=True)
    (place / "sentencepiece.model").write_bytes(pieces)
    vocabulary = _vocabulary(pieces)
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    says = [numbers[before.get(piece, piece)] for piece in vocabulary]
    _dictionary(vocabulary, says).save(str(place / "model"))
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


def train_pieces(words: Iterable[str], sentences: Iterable[str], size: int = 600) -> bytes:
    """A SentencePiece model that knows `words` as they are, and every other character at least by its bytes."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_writer=written,
        model_type="bpe",
        vocab_size=size,
        hard_vocab_limit=False,
        byte_fallback=True,
        user_defined_symbols=list(dict.fromkeys(words)),
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        minloglevel=2,
        num_threads=1,
    )
    return written.getvalue()


def build_model(
    folder: Path, source: str, target: str, sentences: Iterable[str], dim: int, layers: int, size: int = 8_000
) -> Path:
    """A pack of random weights that never ends a sentence by itself, so that each runs to the longest it may become.

    `dim` 256 and `layers` 3 with the 8,000 pieces are 11 million parameters or so. `sentences` train the pieces.
    """
    place = folder / f"translate-{source}_{target}-1.0"
    (place / "model").mkdir(parents=True)
    pieces = train_pieces([], sentences, size)
    (place / "sentencepiece.model").write_bytes(pieces)
    _random(_vocabulary(pieces), dim, layers).save(str(place / "model"))
    (place / "metadata.json").write_text(json.dumps(metadata(source, target, "1.0")))
    return zip_folder(place)


def _written(word: str, language: str) -> str:
    spaced = language not in UNSPACED and word[0].isalnum()
    return (SPACE if spaced else "") + word.replace(" ", SPACE)


def _vocabulary(pieces: bytes) -> list[str]:
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _dictionary(vocabulary: list[str], says: list[int]) -> ctranslate2.specs.TransformerSpec:
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

    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 1, no_final_norm=True)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    spec.encoder.embeddings[0].weight = shown
    spec.decoder.embeddings.weight = np.zeros((words, size), np.float32)
    spec.encoder.position_encodings.encodings = spec.decoder.position_encodings.encodings = positions
    _idle(spec.encoder.layer[0], size)
    _idle(spec.decoder.layer[0], size)
    attention = spec.decoder.layer[0].attention
    attention.layer_norm = _undone_norm(attention.layer_norm, size)
    _linear(attention.linear[0], digits)
    _linear(attention.linear[1], np.concatenate([digits, meanings]))
    _linear(attention.linear[2], np.eye(size, dtype=np.float32))
    _linear(spec.decoder.projection, 20 * shown)
    return _registered(spec, vocabulary, add_source_eos=True)


def _idle(layer: ctranslate2.specs.LayerSpec, size: int) -> None:
    """Attention to oneself and the feed-forward net add nothing."""
    for norm in (layer.self_attention.layer_norm, layer.ffn.layer_norm):
        norm.gamma, norm.beta = np.ones(size, np.float32), np.zeros(size, np.float32)
    _linear(layer.self_attention.linear[0], np.zeros((3 * size, size), np.float32))
    _linear(layer.self_attention.linear[1], np.zeros((size, size), np.float32))
    _linear(layer.ffn.linear_0, np.zeros((8, size), np.float32))
    _linear(layer.ffn.linear_1, np.zeros((size, 8), np.float32))


def _undone_norm(norm: ctranslate2.specs.LayerSpec, size: int) -> ctranslate2.specs.LayerSpec:
    """The decoder's state is always two ones among zeros: its mean and deviation are known, and put back."""
    mean = 2 / size
    norm.gamma = np.full(size, np.sqrt(mean - mean**2), np.float32)
    norm.beta = np.full(size, mean, np.float32)
    return norm


def _linear(linear: ctranslate2.specs.LayerSpec, weight: Weights) -> None:
    linear.weight = weight
    linear.bias = np.zeros(len(weight), np.float32)


def _random(vocabulary: list[str], dim: int, layers: int) -> ctranslate2.specs.TransformerSpec:
    spec = ctranslate2.specs.TransformerSpec.from_config((layers, layers), 8)
    draw = np.random.default_rng(1)

    def fill(part: ctranslate2.specs.LayerSpec, rows: int, columns: int) -> None:
        _linear(part, (draw.standard_normal((rows, columns)) / np.sqrt(columns)).astype(np.float32))

    def fill_norm(norm: ctranslate2.specs.LayerSpec) -> None:
        norm.gamma, norm.beta = np.ones(dim, np.float32), np.zeros(dim, np.float32)

    words = draw.standard_normal((len(vocabulary), dim)).astype(np.float32) / np.float32(np.sqrt(dim))
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = words
    spec.decoder.projection.weight = words
    spec.decoder.projection.bias = np.zeros(len(vocabulary), np.float32)
    spec.decoder.projection.bias[vocabulary.index("</s>")] = -1e4
    for side in (spec.encoder, spec.decoder):
        fill_norm(side.layer_norm)
        for layer in side.layer:
            fill_norm(layer.self_attention.layer_norm)
            fill(layer.self_attention.linear[0], 3 * dim, dim)
            fill(layer.self_attention.linear[1], dim, dim)
            fill_norm(layer.ffn.layer_norm)
            fill(layer.ffn.linear_0, 4 * dim, dim)
            fill(layer.ffn.linear_1, dim, 4 * dim)
    for layer in spec.decoder.layer:
        fill_norm(layer.attention.layer_norm)
        for linear, rows in zip(layer.attention.linear, (dim, 2 * dim, dim), strict=True):
            fill(linear, rows, dim)
    return _registered(spec, vocabulary, add_source_eos=False)


def _registered(
    spec: ctranslate2.specs.TransformerSpec, vocabulary: list[str], add_source_eos: bool
) -> ctranslate2.specs.TransformerSpec:
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = add_source_eos
    spec.validate()
    spec.optimize(quantization="int8")
    return spec

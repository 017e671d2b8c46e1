"""Loads a pack: its pieces (SentencePiece) and its model (CTranslate2)."""

from __future__ import annotations

from pathlib import Path

import ctranslate2
import msgspec
import sentencepiece

from vermilion.translation.packs.models import Metadata
from vermilion.translation.packs.standing import METADATA, MODEL, PIECES

Pieces = list[str]


class OpenPack(msgspec.Struct, frozen=True):
    """A model in memory, safe to use from several threads. `prefix` is what every translation begins with."""

    pieces: sentencepiece.SentencePieceProcessor
    translator: ctranslate2.Translator
    prefix: Pieces


def open_pack(folder: Path, inter_threads: int = 1, intra_threads: int = 1) -> OpenPack:
    """Load an unpacked pack: `inter_threads` batches at a time, `intra_threads` processors for each. Raises OSError,
    RuntimeError or ValueError when it cannot be used."""
    metadata = msgspec.json.decode((folder / METADATA).read_bytes(), type=Metadata)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / PIECES))
    translator = ctranslate2.Translator(
        str(folder / MODEL), compute_type="int8", inter_threads=inter_threads, intra_threads=intra_threads
    )
    return OpenPack(pieces, translator, [metadata.target_prefix] if metadata.target_prefix else [])

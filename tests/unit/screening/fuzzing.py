"""Run with a library that was built to check itself: odd names, tables and files against it, some thousand times.

    python fuzzing.py LIBRARY ROUNDS SEED

Ends with 0 when nothing was wrong; the sanitizers of the library end the process otherwise.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path

import pyarrow as pa

from navicert.errors import InvalidInput, StoreError
from navicert.screening import Party, Policy, index_files, kernel, kernel_tables, party_from_ftm, screen
from navicert.screening.batch import BatchSearch
from navicert.screening.compiled_index import CompiledIndex, build_block
from navicert.screening.kernel import Block, Builder

PIECES = [
    "kim", "jong un", "AL-", "bin", "Ltd", "x" * 63, "y" * 64, "z" * 65, "ab" * 150, "q", "1", "1234567", "A.B.C.",
    "IMO 8905490", "KOMID", "김정은", "金正恩", "李", "佐々木", "Иван", "Худобʼяк", "محمد", "القذافي", "דוד", "สมชาย",
    "ஆ", "🚢", "🏴\u200d☠️", "\u202e", "\u200b", "e\u0301\u0301\u0301", "ﬀ", "①", "ß", "\u0130stanbul", "-", "'", ".",
    ",,,", "(", "\t", " ", "\u3000", "a " * 43, "\ud800", "\udfff", "\x00", "\x07", "ｆｕｌｌ", "Ⅷ", "½", "𝔎𝔦𝔪",
    "\U00020000", "\U0010ffff", "ñ" * 40, "zzz" * 400,
]  # fmt: skip
SCHEMAS = ("Person", "Company", "LegalEntity", "Vessel", "Organization", "Airplane")


def odd_name(r: random.Random) -> str:
    """A name of odd pieces, or of characters from anywhere."""
    if r.random() < 0.2:
        return "".join(chr(r.choice((r.randrange(128), r.randrange(0x3000), r.randrange(0x110000)))) for _ in range(9))
    return r.choice(("", " ", "-")).join(r.choice(PIECES) for _ in range(r.randint(0, 6)))


def odd_party(r: random.Random, key: str) -> Party | None:
    """A party, or None where its name is refused."""
    properties = {"name": [odd_name(r) for _ in range(r.randint(1, 3))]}
    if r.random() < 0.3:
        properties["birthDate"] = [r.choice(("1970", "1970-02-03", "1956-12"))]
        properties["country"] = [r.choice(("kp", "ru", "ir"))]
        properties["idNumber"] = [odd_name(r).replace("\x00", "")[:40]]
    try:
        return party_from_ftm({"id": key, "schema": r.choice(SCHEMAS), "properties": properties}, doubts=[])
    except InvalidInput:
        return None


def ask_everything(r: random.Random, index: CompiledIndex, listed: list[Party]) -> None:
    """Odd queries one by one, and as a table."""
    policy = Policy(cutoff=r.choice((0.0, 0.5, 0.7, 0.85, 1.0)), least_name=r.choice((0.0, 0.3, 0.5)), limit=5)
    for _ in range(8):
        query = odd_party(r, "q") or r.choice(listed)
        screen(query, index, policy)
    names = [odd_name(r) for _ in range(12)] + [r.choice(listed).caption for _ in range(4)]
    texts = [name.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for name in names]
    table = pa.table({"name": [*texts, None], "schema": [r.choice(SCHEMAS) for _ in range(17)]})
    for _ in BatchSearch(index, policy).answers(table.slice(r.randint(0, 5))):
        pass


def spoil(r: random.Random, content: bytes) -> bytes:
    """The same bytes with some changed, or some missing."""
    changed = bytearray(content)
    for _ in range(r.randint(1, 6)):
        changed[r.randrange(len(changed))] = r.randrange(256)
    return bytes(changed[: r.randint(0, len(changed))] if r.random() < 0.5 else changed)


def check_spoiled(r: random.Random, content: bytes) -> None:
    """What is no index is refused, with its checksum asked and without."""
    for _ in range(20):
        spoiled = spoil(r, content)
        if spoiled == content:
            continue
        for whole in (True, False):
            try:
                Block(spoiled).check(kernel.library(), whole=whole)  # type: ignore[arg-type]
            except StoreError:
                continue
            assert not whole, "a changed index was taken for whole"


def one_round(r: random.Random, folder: Path) -> None:
    loaded = kernel.library()
    assert loaded is not None
    listed = [party for i in range(r.randint(1, 25)) if (party := odd_party(r, f"p{i}"))]
    if not listed:
        return
    content = build_block(loaded, listed, "key")
    level = r.choice((kernel.PLAIN, kernel.AVX2, kernel.WIDEST))
    index = CompiledIndex(loaded, listed, Block(content), level=level)
    ask_everything(r, index, listed)
    check_spoiled(r, content)
    builder = Builder(loaded, kernel_tables.numbers())
    builder.add_block(Block(content))
    builder.add_block(Block(build_block(loaded, listed[::-1])))
    assert Block(builder.finish("twice")).check(loaded, whole=True) == "twice"
    index_files.write_index(folder / "index", listed, "0" * 64)
    ask_everything(r, index_files.open_index(folder / "index", "0" * 64), listed)


def main(library: str, rounds: int, seed: int) -> None:
    sanitized = kernel.load(Path(library), "")
    kernel.library.cache_clear()
    setattr(kernel, "library", lambda: sanitized)  # noqa: B010 - for a checker of types it is no variable
    setattr(index_files, "library", lambda: sanitized)  # noqa: B010
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            one_round(random.Random(seed * 100_003 + number), Path(folder))
    print(json.dumps({"rounds": rounds, "seed": seed}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

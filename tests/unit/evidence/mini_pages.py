"""Small pages of our own, laid out as outlets lay theirs out."""

from pathlib import Path

FOLDER = Path(__file__).parent / "pages"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))}

HARBOUR = PAGES["harbour"]
FERRY = PAGES["ferry"]
TRAIN = PAGES["train"]
FURNITURE = PAGES["furniture"]

"""Names: scripts, romanisation, name parts, organisation forms, and how two names compare. Knows no list."""

from navicert.names.alignment import Pair, align
from navicert.names.clean import clean_name
from navicert.names.reading import read_name
from navicert.names.scripts import latin
from navicert.names.tokens import ReadName, Token

__all__ = ["Pair", "ReadName", "Token", "align", "clean_name", "latin", "read_name"]

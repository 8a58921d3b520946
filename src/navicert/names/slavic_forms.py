"""Words that Slavic languages make of names: Тамбовский завод is the Tambov plant, институт Горького the Gorky one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from navicert.names.scripts import latin

_ADJECTIVE = re.compile(
    r"(.{3,})(?:с|ц|сь|ць|зь)к"
    r"(?:[иыі]й|ой|[ао]я|[ое]е|[иы]е|ого|ому|[иыі]м|ом|[иыі]х|[иы]ми|ую|ою|ої|ія|ият|ата|ото|ите|[аеиіу])"
)
_GENITIVE = re.compile(r"(.{3,})(?:ого|его|ього)")
_LINKS = (("ин", "а"), ("ин", "и"), ("ен", ""), ("ан", ""), ("ж", "г"), ("ж", "га"))
"""How a place may end before its adjective's ending (Ялтинский, Сочинский, Керченский, Рижский), and by itself."""


@functools.lru_cache(maxsize=20_000)
def bases(word: str) -> tuple[str, ...]:
    """Latin spellings of the places that a Cyrillic adjective may be made of, and of surnames in the genitive.

    >>> bases("Тамбовский"), bases("Ялтинская"), bases("Горького"), bases("Ромашка")
    (('tambov', 'tambovsk'), ('yaltin', 'yaltinsk', 'yalta', 'yalti'), ('gorkiy',), ())
    """
    return tuple(dict.fromkeys(map(latin, _bases(word.casefold()))))


def _bases(word: str) -> Iterator[str]:
    genitive = _GENITIVE.fullmatch(word)
    if genitive:
        yield f"{genitive[1]}ий"
    adjective = _ADJECTIVE.fullmatch(word)
    if adjective:
        stem = adjective[1]
        yield from (stem, f"{stem}ск")
        for link, end in _LINKS:
            if stem.endswith(link):
                yield stem.removesuffix(link) + end

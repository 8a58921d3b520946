"""A small writer of SVG: elements with attributes and text, everything escaped on the way out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even escaped."""
Attribute = str | int | float


@dataclass(frozen=True, slots=True)
class Element:
    """An element; its children are elements or text. Text is escaped when it is written, so it is never markup."""

    tag: str
    attributes: tuple[tuple[str, Attribute], ...]
    children: tuple[Element | str, ...]

    def __str__(self) -> str:
        attributes = "".join(f" {name}={quoteattr(_text(value))}" for name, value in self.attributes)
        if not self.children:
            return f"<{self.tag}{attributes}/>"
        inner = "".join(str(child) if isinstance(child, Element) else escape(_text(child)) for child in self.children)
        return f"<{self.tag}{attributes}>{inner}</{self.tag}>"


def element(tag: str, *children: Element | str | None, **attributes: Attribute | None) -> Element:
    """An element; `class_` stands for class, `stroke_width` for stroke-width. None is left out.

    >>> print(element("text", "5 < 6", text_anchor="end", x=1.5))
    <text text-anchor="end" x="1.5">5 &lt; 6</text>
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    return Element(tag, tuple(named.items()), tuple(child for child in children if child is not None))


def path(points: Iterable[tuple[float, float]], *, class_: str) -> Element:
    """A line through points."""
    steps = [f"{'M' if number == 0 else 'L'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(points)]
    return element("path", d=" ".join(steps), class_=class_)


def picture(
    *parts: Element | None,
    name: str,
    title: str,
    description: str,
    size: tuple[float, float],
    css: str,
    class_: str,
    role: str = "img",
) -> str:
    """A whole drawing as SVG text: `title` and `description` lead it for screen readers, their ids begin with `name`.

    `css` is written into it; where a page with a strict style policy brings the rules itself, it is empty. `role` is
    "group" for a drawing that holds links.
    """
    width, height = size
    drawing = element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        element("style", css) if css else None,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_text(width)} {_text(height)}",
        width=width,
        height=height,
        role=role,
        lang="en",
        class_=class_,
        aria_labelledby=f"{name}-title {name}-desc",
    )
    return f"{drawing}\n"


def _text(value: Attribute) -> str:
    text = f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
    return NOT_XML.sub("\ufffd", text)

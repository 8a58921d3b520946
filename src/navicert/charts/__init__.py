"""Pictures as text: plain values in, SVG out. The one place that writes SVG; charts of every package are built on it.

`svg` writes elements and escapes what is stored; `days` lays days along a line and finds round ticks; `lanes` draws
spans of time side by side, `ties` parties around one party. Nothing here reads a file, a clock or a font.
"""

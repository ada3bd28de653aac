"""Makes an SVG that Vega drew small, looking the same: a report holds many pictures.

Coordinates keep a tenth of a pixel, styles that occur often become classes, and everything that
only matters to scripts or screen readers goes: reports show pictures as images.
"""

import re
from collections import Counter
from xml.etree import ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_INERT = ("class", "role", "pointer-events", "version")
_PLACES = frozenset(
    ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height")
)
_STYLES = frozenset(
    ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
     "stroke-miterlimit", "opacity", "fill-opacity", "stroke-opacity", "font-family", "font-size",
     "font-weight", "font-style", "text-anchor", "clip-path")
)  # fmt: skip
_USUAL = {"opacity": "1", "fill-opacity": "1", "stroke-opacity": "1"}  # not inherited, or 1 anyhow
_LONG_NUMBER = re.compile(r"-?\d*\.\d\d+(?:e-?\d+)?")
_LEAST_USES = 3  # of a class, to be shorter than what it stands for

Style = tuple[tuple[str, str], ...]


def slim(svg: str) -> str:
    """The same picture in fewer bytes. Raises ParseError when the text is no XML."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing, not a stranger's file
    size: dict[str, str] = {
        name: root.attrib.pop(name) for name in ("width", "height") if name in root.attrib
    }
    _clean(root, fill="black", stroke="none")
    root.attrib = {**size, **root.attrib}
    _share_clips(root)
    _share_styles(root)
    return ET.tostring(root, encoding="unicode").replace(" />", "/>")


def _clean(element: ET.Element, *, fill: str, stroke: str) -> None:
    """Drop what cannot be seen, shorten numbers, and take groups apart that do nothing."""
    element.attrib = {
        name: _short(text) if name in _PLACES else text
        for name, text in element.attrib.items()
        if not _is_idle(name, text)
    }
    fill, stroke = element.get("fill", fill), element.get("stroke", stroke)
    children: list[ET.Element] = []
    for child in element:
        _clean(child, fill=fill, stroke=stroke)
        if _is_seen(child, fill=fill, stroke=stroke):
            is_empty_box = child.tag == f"{{{_SVG}}}g" and not child.attrib
            children += list(child) if is_empty_box else [child]
    element[:] = children


def _is_idle(name: str, text: str) -> bool:
    if name in _INERT or name.startswith("aria-") or _USUAL.get(name) == text:
        return True
    return name == "transform" and text == "translate(0,0)"


def _is_seen(element: ET.Element, *, fill: str, stroke: str) -> bool:
    """Whether an element, in a group of this fill and stroke, draws anything."""
    kind = element.tag.removeprefix(f"{{{_SVG}}}")
    if kind == "g":
        return len(element) > 0
    if kind not in ("path", "rect", "line", "circle"):
        return True
    is_painted = {element.get("fill", fill), element.get("stroke", stroke)} != {"none"}
    return is_painted and element.get("display") != "none" and element.get("d") != ""


def _short(text: str) -> str:
    return _LONG_NUMBER.sub(lambda found: _tenth(float(found[0])), text)


def _tenth(number: float) -> str:
    rounded = f"{number:.1f}".removesuffix(".0")
    return "0" if rounded == "-0" else rounded


def _share_clips(root: ET.Element) -> None:
    """Clips of one shape are one clip."""
    first: dict[bytes, str] = {}
    same: dict[str, str] = {}
    for parent in list(root.iter()):
        for clip in parent.findall(f"{{{_SVG}}}clipPath"):
            name = clip.attrib.pop("id")
            shape = ET.tostring(clip)
            if shape in first:
                parent.remove(clip)
            clip.set("id", first.setdefault(shape, f"c{len(first)}"))
            same[f"url(#{name})"] = f"url(#{first[shape]})"
    for element in root.iter():
        if "clip-path" in element.attrib:
            element.set("clip-path", same[element.attrib["clip-path"]])


def _share_styles(root: ET.Element) -> None:
    """Styles that occur often are written once, as classes."""
    used = Counter(style for element in root.iter() if (style := _style(element)))
    often = [style for style, times in used.most_common() if times >= _LEAST_USES]
    names = {style: f"s{place}" for place, style in enumerate(often)}
    for element in root.iter():
        style = _style(element)
        if style in names:
            kept = {n: text for n, text in element.attrib.items() if n not in _STYLES}
            element.attrib = {"class": names[style], **kept}
    if names:
        sheet = ET.Element(f"{{{_SVG}}}style")
        sheet.text = "".join(f".{name}{{{_css(style)}}}" for style, name in names.items())
        root.insert(0, sheet)


def _style(element: ET.Element) -> Style:
    return tuple((name, text) for name, text in element.attrib.items() if name in _STYLES)


def _css(style: Style) -> str:
    return ";".join(f"{name}:{text}" for name, text in style)

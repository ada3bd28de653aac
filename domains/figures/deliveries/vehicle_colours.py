"""One colour for each class of vehicle in every picture, and shades of it for its vehicles."""

from collections.abc import Sequence

from domains.figures.chart_style import colours_of
from domains.figures.deliveries.record import Vehicle

# Okabe & Ito (2008), far enough apart that shades of one class are not taken for another.
CLASS_COLOURS = ("#0072B2", "#009E73", "#E69F00", "#CC79A7", "#5B5B5B", "#882255", "#56B4E9")
DARKEST, LIGHTEST = -0.4, 0.35
_BRIGHT = 0.6  # of white; from here on black letters are read more easily


def class_colours(kinds: Sequence[str]) -> list[str]:
    """A colour for each class, in the order of the region's classes."""
    return [_of_class(kind) for kind in range(len(kinds))]


def vehicle_colours(vehicles: Sequence[Vehicle]) -> list[str]:
    """A colour for each vehicle; unlike ones where there is one class, else shades of its class."""
    if len({vehicle.kind for vehicle in vehicles}) <= 1:
        return colours_of([vehicle.name for vehicle in vehicles])
    return [_shade(vehicle, vehicles) for vehicle in vehicles]


def _shade(vehicle: Vehicle, vehicles: Sequence[Vehicle]) -> str:
    alike = [other.number for other in vehicles if other.kind == vehicle.kind]
    place = alike.index(vehicle.number)
    share = place / (len(alike) - 1) if len(alike) > 1 else 0.5
    return mixed(_of_class(vehicle.kind), DARKEST + (LIGHTEST - DARKEST) * share)


def _of_class(kind: int) -> str:
    return CLASS_COLOURS[kind % len(CLASS_COLOURS)]


def mixed(colour: str, light: float) -> str:
    """A colour mixed with white (`light` up to 1) or black (down to -1)."""
    target = 255.0 if light > 0 else 0.0
    parts = (part + (target - part) * abs(light) for part in _rgb(colour))
    return "#" + "".join(f"{round(part):02X}" for part in parts)


def ink_on(colour: str) -> str:
    """Black or white, whichever is read more easily on a colour (luminance of ITU-R BT.601)."""
    red, green, blue = _rgb(colour)
    is_bright = 0.299 * red + 0.587 * green + 0.114 * blue > _BRIGHT * 255.0
    return "black" if is_bright else "white"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

"""Beelines and map places from coordinates."""

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS_KM = 6371.0


def beeline_km(places: NDArray[np.float64], degrees: bool) -> NDArray[np.float64]:  # noqa: FBT001 -- the pair is one value, always passed together
    """(sites, sites) kilometres as the crow flies.

    places: (sites, 2), x and y in kilometres, or latitude and longitude in degrees: then on the
        great circle, by the haversine formula.
    """
    if not degrees:
        return np.asarray(np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1)))
    latitude, longitude = np.radians(places[:, 0]), np.radians(places[:, 1])
    half_rise = np.sin((latitude[:, None] - latitude[None, :]) / 2.0) ** 2
    half_turn = np.sin((longitude[:, None] - longitude[None, :]) / 2.0) ** 2
    chord = half_rise + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * half_turn
    return np.asarray(2.0 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


def map_km(
    places: NDArray[np.float64],
    degrees: bool,  # noqa: FBT001 -- the pair is one value, always passed together
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """X (east) and y (north) of every site in kilometres from the depot, site 0."""
    away = places - places[0]
    if not degrees:
        return tuple(away[:, 0].tolist()), tuple(away[:, 1].tolist())
    per_degree = np.radians(1.0) * EARTH_RADIUS_KM
    east = away[:, 1] * per_degree * np.cos(np.radians(places[0, 0]))
    return tuple(east.tolist()), tuple((away[:, 0] * per_degree).tolist())

"""Places on a map for sites that are known by their road distances."""

import numpy as np
from numpy.typing import NDArray

DETOUR = 1.3


def positions_km(
    distance_km: NDArray[np.float64], coordinates: NDArray[np.float64] | None = None
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """X and y of every site in kilometres, around the depot (site 0); for pictures only.

    distance_km: (sites, sites) road kilometres.
    coordinates: (sites, 2) in any unit, scaled so that roads are 1.3 times the beeline in the
        median; without them, classical scaling of the symmetrised distances (Torgerson 1952,
        doi:10.1007/BF02288916).
    """
    places = _scaling(distance_km) if coordinates is None else coordinates
    places = (places - places[0]) * _scale(places, distance_km)
    return tuple(places[:, 0].tolist()), tuple(places[:, 1].tolist())


def _scale(places: NDArray[np.float64], distance_km: NDArray[np.float64]) -> float:
    """Kilometres per unit of the places."""
    beeline = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    # Sites in one place lie apart by rounding only; their ratios would say nothing.
    usable = (beeline > 1e-6 * beeline.max()) & (distance_km > 1e-6 * distance_km.max())
    if not usable.any():
        return 1.0
    return float(np.median(distance_km[usable] / beeline[usable])) / DETOUR


def _scaling(distance_km: NDArray[np.float64]) -> NDArray[np.float64]:
    squared = (0.5 * (distance_km + distance_km.T)) ** 2
    rows = squared.mean(axis=0)
    inner = -0.5 * (squared - rows[:, None] - rows[None, :] + rows.mean())
    values, vectors = np.linalg.eigh(inner)
    vectors = vectors[:, [-1, -2]] if len(values) > 1 else np.zeros((1, 2))
    signs = np.sign(vectors[np.argmax(np.abs(vectors), axis=0), [0, 1]])
    largest = np.maximum(np.append(values, 0.0)[-2::-1][:2], 0.0)
    return np.asarray(vectors * signs * np.sqrt(np.resize(largest, 2)))

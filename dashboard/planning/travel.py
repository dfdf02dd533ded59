"""How far and how long a way is, estimated: the great circle times a stated factor, at a stated speed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.reference.places import distances_km

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mode:
    """A way to travel: ways are ``detour`` times the great circle, at ``kmh``; each stop costs ``stop_minutes``."""

    name: str
    detour: float
    kmh: float
    stop_minutes: float


WALKING = Mode("walking", 1.3, 4.5, 0)
DRIVING = Mode("driving", 1.4, 35, 5)
MODES = {mode.name: mode for mode in (WALKING, DRIVING)}
"""Assumptions, shown wherever an estimate is: streets are rarely straight, and a car has to be parked."""


@dataclass(frozen=True, slots=True)
class Travel:
    """Ways from one point (degrees) and back, in one mode."""

    latitude: float
    longitude: float
    mode: Mode = DRIVING

    def km_to(self, latitude: npt.ArrayLike, longitude: npt.ArrayLike) -> Floats:
        """Estimated km one way to each point; NaN where a point is missing."""
        return distances_km(latitude, longitude, self.latitude, self.longitude) * self.mode.detour

    def hours_to(self, km: Floats) -> Floats:
        """Hours there and back; 0 where the way is not known."""
        return np.where(np.isnan(km), 0.0, 2 * km / self.mode.kmh + self.mode.stop_minutes / 60)

"""Tables to maps: what the map shows as plain data, never a page or a browser.

``riding_view``, ``tile_view`` and ``office_view`` make a MapView; ``scale`` makes the five steps they share on a page;
``riding_places`` and ``office_places`` say once where everything is, for many views; ``timeline`` lets a view of
ridings move through the days.
"""

from dashboard.maps.places import Places, office_places, riding_places
from dashboard.maps.scale import Scale, scale
from dashboard.maps.shapes import Shapes, shapes
from dashboard.maps.timeline import Timeline, timeline
from dashboard.maps.view import MapView
from dashboard.maps.views import Beside, office_view, riding_view, tile_view
from dashboard.maps.zooms import ZOOMS

__all__ = [
    "ZOOMS",
    "Beside",
    "MapView",
    "Places",
    "Scale",
    "Shapes",
    "Timeline",
    "office_places",
    "office_view",
    "riding_places",
    "riding_view",
    "scale",
    "shapes",
    "tile_view",
    "timeline",
]

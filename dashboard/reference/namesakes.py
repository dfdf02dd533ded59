"""The same riding in both representation orders: of one name and one province, whatever its number is."""

from functools import cache
from types import MappingProxyType

import numpy as np

from dashboard.names import normal_form
from dashboard.reference.ridings import ridings
from dashboard.schema import ORDERS


def same_named(key: str) -> tuple[str, ...]:
    """The key itself, and that of the riding of the same name and province in the other order where there is one.

    This is what a filter by riding means everywhere: on the map, in figures, cards and exports.
    """
    return tuple(dict.fromkeys([key, *(found for order in ORDERS if (found := namesake(key, order)))]))


def namesake(key: str, order: int) -> str:
    """The riding of an order that has this riding's name: itself in its own order, "" for none."""
    return namesakes(order).get(key, "")


@cache
def namesakes(order: int) -> MappingProxyType[str, str]:
    """``namesake`` of every riding of both orders."""
    listed = ridings()
    forms = [
        (normal_form(name), province) for name, province in zip(listed["name_en"], listed["province"], strict=True)
    ]
    own = listed["order"].to_numpy(np.int64) == order
    by_name = {form: key for form, key, here in zip(forms, listed["riding"], own, strict=True) if here}
    return MappingProxyType({key: by_name.get(form, "") for form, key in zip(forms, listed["riding"], strict=True)})

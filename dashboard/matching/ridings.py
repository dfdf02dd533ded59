"""Names, codes and keys of ridings, in the representation order that the row speaks of."""

import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.addresses import province
from dashboard.matching.near import EXACT, Found, Patience, is_clear, listed, near, suggestions
from dashboard.names import normal_form
from dashboard.schema import ORDERS, RidingKey

_KEY = re.compile(r"(2013|2023)\s*[:/-]\s*(\d{5})")
_CODE = re.compile(r"(\d{5})(?:\.0)?")
_CODE_BESIDE = re.compile(r"(.*\D)?[\s(](\d{5})\)?|(\d{5})\s+(\D.*)")
_SPOKEN = re.compile(
    r"^(?:the |la |le |l')?(?:(?:federal )?(?:riding|electoral district|constituency|district)(?: of)?|"
    r"circonscription(?: (?:fédérale|federale|électorale|electorale))?|comté|comte|district électoral)\b[:\s]*"
    r"(?:(?:(?:de la|du|des|de)\s+|de l'|d')(?=\S))?|(?:\s+|\s*[(,]\s*)(?:federal )?(?:riding|constituency)\)?$",
    re.IGNORECASE,
)
_PROVINCE = re.compile(r"^(.+?)\s*(?:\(([^()]+)\)|,\s*([^,]+))$")
_NUMBER = re.compile(r"[\d\s.,-]+")


@dataclass(frozen=True, eq=False)
class _Order:
    names: dict[str, str]
    by_form: dict[str, str]
    forms: list[str]


class RidingMatcher:
    """Ridings of both orders by code and by name, EN or FR, whatever the dash and accent."""

    def __init__(self, ridings: pd.DataFrame, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        self._orders = {order: _order(ridings[ridings["order"] == order]) for order in ORDERS}
        self._forms = list({form: "" for order in ORDERS for form in self._orders[order].forms})
        self.match = lru_cache(maxsize=None)(self._match)
        self.agreed = lru_cache(maxsize=None)(self._agreed)

    def name_of(self, key: str) -> str:
        """The riding's English name, "" for a key that no riding has."""
        return self._orders[int(key[:4])].names.get(key, "") if key[:4].isdigit() else ""

    def _match(self, text: str, order: int) -> Found:
        """The riding that ``text`` (key, code or name) names in this order; a key brings its own order."""
        key = _KEY.fullmatch(text)
        if key:
            return self._by_code(key[2], int(key[1]))
        code = _CODE.fullmatch(text)
        if code:
            return self._by_code(code[1], order)
        if _NUMBER.fullmatch(text):
            return Found(reason=f"{text!r} is no code of a riding: write its five digits or its name.", fate="refused")
        beside = _CODE_BESIDE.fullmatch(text)
        if beside:
            return self.agreed(beside[2] or beside[3], (beside[1] or beside[4]).strip(" (-,"), order)
        return self._by_name(text, order)

    def _agreed(self, code: str, name: str, order: int) -> Found:
        """The riding that a code and a name mean together."""
        by_code, by_name = self._match(code, order), self._match(name, order)
        if by_code.key and (by_name.key == by_code.key):
            return by_code
        if not by_code.key:
            return by_code
        meant = self._shown(by_name.key) if by_name.key else f"not {name!r}"
        told = f"The code {code} is {self._shown(by_code.key)} but the name says {meant}"
        reason = f"{told}: correct one of them or state riding_order."
        return Found(reason=reason, candidates=(by_code.key, by_name.key))

    def order_of_both(self, code: str, name: str) -> int:
        """The one order in which the code is of the riding of this name, 0 where there is none or both."""
        orders = [order for order in ORDERS if self._exact(name, order) == f"{order}:{code}"]
        return orders[0] if len(orders) == 1 else 0

    def _by_code(self, code: str, order: int) -> Found:
        key = f"{order}:{code}"
        names = self._orders[order].names
        if key in names:
            return Found(key, names[key], EXACT)
        others = [other for other in ORDERS if f"{other}:{code}" in self._orders[other].names]
        if others:
            other = others[0]
            told = self._shown(f"{other}:{code}")
            reason = (
                f"No riding of the {order} order has the code {code}, but {told} has: state riding_order {other} or "
                f"correct the code."
            )
        else:
            reason = f"No riding has the code {code}: correct the code or write the riding's name."
        return Found(reason=reason, fate="refused")

    def _exact(self, text: str, order: int) -> str:
        return self._orders[order].by_form.get(normal_form(text), "")

    def _by_name(self, text: str, order: int) -> Found:
        ridings = self._orders[order]
        key = self._exact(text, order) or self._both_languages(text, order) or self._spoken_of(text, order)
        if key:
            return Found(key, ridings.names[key], EXACT)
        elsewhere = [self._exact(text, other) or self._spoken_of(text, other) for other in ORDERS if other != order]
        if any(elsewhere):
            told = listed([self._shown(key) for key in elsewhere if key])
            reason = (
                f"{text!r} is no riding of the {order} order, but {told} is: state riding_order or correct the name."
            )
            return Found(reason=reason, candidates=tuple(filter(None, elsewhere)))
        return self._nearest(text, ridings)

    def _nearest(self, text: str, ridings: _Order) -> Found:
        form = normal_form(_SPOKEN.sub("", text))
        best: dict[str, float] = {}
        patient = self._patience.lasts(form, len(self._forms) + len(ridings.forms))
        for place, score in near(form, self._forms) if patient else ():
            best.setdefault(ridings.by_form.get(self._forms[place], ""), score)
        ranked = list(best.items())
        key, score = ranked[0] if ranked else ("", 0.0)
        if key and is_clear([score for _, score in ranked]):
            return Found(key, ridings.names[key], score)
        ranked = [one for one in ranked if one[0]]
        keys = [ridings.by_form[ridings.forms[place]] for place in suggestions(form, ridings.forms)] if patient else []
        keys = list(dict.fromkeys([*keys, *(key for key, _ in ranked)]))
        perhaps = f"write {listed([self._shown(key) for key in keys])}" if keys else "correct the name"
        return Found(reason=f"No riding is named {text!r}: {perhaps}, or create a place.", candidates=tuple(keys))

    def _spoken_of(self, text: str, order: int) -> str:
        """The riding of a cell such as ``riding of NAME``, ``comté de NAME``, ``NAME (ON)`` or ``NAME, Ontario``."""
        bare = _SPOKEN.sub("", text).strip()
        told = _PROVINCE.fullmatch(bare)
        place = province(told[2] or told[3]) if told else ""
        if told and place:
            key = self._exact(told[1], order)
            return key if key and RidingKey.parse(key).province == place else ""
        return self._exact(bare, order) if bare != text else ""

    def _both_languages(self, text: str, order: int) -> str:
        """The riding of a cell such as ``English / French``."""
        keys = {self._exact(part, order) for part in re.split(r"\s*/\s*", text)}
        return keys.pop() if len(keys) == 1 else ""

    def _shown(self, key: str) -> str:
        return f"{self.name_of(key)} ({key})"


def _order(ridings: pd.DataFrame) -> _Order:
    names = dict(zip(ridings["riding"].astype("str"), ridings["name_en"].astype("str"), strict=True))
    by_form: dict[str, str] = {}
    for language in ("name_fr", "name_en"):
        by_form.update(zip(map(normal_form, ridings[language]), ridings["riding"].astype("str"), strict=True))
    by_form.pop("", None)
    return _Order(names, by_form, list(by_form))

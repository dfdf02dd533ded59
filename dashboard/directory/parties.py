"""Parties by any of their names: short or official, English or French."""

from functools import lru_cache

from dashboard.names import normal_form

_FILLER_WORDS = "of the le la les l d de du des party parti canada caucus s"
_FILLERS = frozenset(_FILLER_WORDS.split(" "))
_SAME = {
    "liberals": "liberal", "liberaux": "liberal", "conservatives": "conservative", "conservateur": "conservative",
    "conservateurs": "conservative", "new democratic": "ndp", "new democrat": "ndp", "new democrats": "ndp",
    "nouveau democratique": "ndp", "npd": "ndp", "bloc": "bloc quebecois", "bq": "bloc quebecois", "greens": "green",
    "vert": "green", "verts": "green", "populaire": "people", "independant": "independent",
    "independante": "independent", "lib": "liberal", "cpc": "conservative", "pcc": "conservative",
}  # fmt: skip


@lru_cache(maxsize=1_000)
def party_form(name: str) -> str:
    """A party's name in a form that its short and official, English and French names share."""
    form = " ".join(word for word in normal_form(name).split() if word not in _FILLERS)
    return _SAME.get(form, form)

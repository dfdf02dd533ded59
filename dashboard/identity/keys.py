"""What an action says, as text that can be compared: days, tactic, amounts, outcome, note and its places."""

import unicodedata
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

_KEY = ("date", "date_end", "tactic", "quantity", "quantity_low", "quantity_high", "outcome")
_PART = "\x1f"
_TARGET_PART = "\x1e"
Texts = npt.NDArray[np.object_]


def keys(rows: pd.DataFrame, by: str) -> pd.Series:
    """What each action says, as one text: days, tactic, amounts, outcome, note and the set of its places."""
    first = rows.drop_duplicates(by).set_index(by)
    place = rows["office_id"].astype("str").where(rows["office_id"] != "", rows["target_id"].astype("str"))
    place = place.where(place != "", rows["riding"].astype("str"))
    places = joined(place.to_numpy(dtype=object), rows[by]).loc[first.index]
    columns = [texts(first[name]) for name in _KEY]
    columns += [texts(first["note"], _plain), places.to_numpy(dtype=object)]
    told = [_PART.join(row) for row in zip(*columns, strict=True)]
    return pd.Series(told, index=first.index, dtype="str")


def joined(values: Texts, by: pd.Series) -> pd.Series:
    """The distinct values of each group, sorted and joined."""
    table = pd.DataFrame({"by": by.to_numpy(), "value": values}).drop_duplicates()
    several = table["by"].duplicated(keep=False)
    joined = table[~several].set_index("by")["value"]
    if several.any():
        many = table[several].sort_values(["by", "value"]).groupby("by")["value"].agg(_TARGET_PART.join)
        joined = pd.concat([joined, many])
    return joined


def parts(rows: pd.DataFrame, columns: list[str]) -> Texts:
    """The texts of several columns joined, one for each row."""
    told = [texts(rows[name]) for name in columns]
    return np.array([_PART.join(row) for row in zip(*told, strict=True)], dtype=object)


def among(values: pd.Series, wanted: npt.ArrayLike | set[str]) -> npt.NDArray[np.bool_]:
    """Which of the texts are among the wanted ones; a column of text is asked one by one by pandas' own ``isin``."""
    chosen = wanted if isinstance(wanted, set) else set(np.asarray(wanted, dtype=object).tolist())
    return np.fromiter(map(chosen.__contains__, values.tolist()), dtype=bool, count=len(values))


def texts(values: pd.Series, reader: Callable[[str], str] = str) -> Texts:
    """Each value as text, worked out once per distinct value; "" for a missing one."""
    codes, uniques = pd.factorize(values)
    if pd.api.types.is_datetime64_any_dtype(uniques.dtype):
        told = [f"{day:%Y-%m-%d}" for day in uniques]
    elif pd.api.types.is_bool_dtype(uniques.dtype):
        told = [str(bool(one)) for one in uniques]
    elif pd.api.types.is_numeric_dtype(uniques.dtype):
        told = [repr(float(number)) for number in uniques]
    else:
        told = [reader(str(text)) for text in uniques]
    found: Texts = np.array([*told, ""], dtype=object)[codes]
    return found


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

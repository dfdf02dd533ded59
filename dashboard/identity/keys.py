"""What an action says, as text that can be compared: days, tactic, amounts, outcome, note and its places."""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_KEY = ("date", "date_end", "tactic", "quantity", "quantity_low", "quantity_high", "outcome")
_PART = "\x1f"
_TARGET_PART = "\x1e"
DIGEST = 10
"""Bytes of the digest of a key: so many that no two keys of a campaign have the same."""

Texts = npt.NDArray[np.object_]
Digests = npt.NDArray[np.uint8]


def keys(rows: pd.DataFrame, by: str) -> pd.Series:
    """What each action says, as one text: days, tactic, amounts, outcome, note and the set of its places."""
    first = rows.drop_duplicates(by).set_index(by)
    place = rows["office_id"].astype("str").where(rows["office_id"] != "", rows["target_id"].astype("str"))
    place = place.where(place != "", rows["riding"].astype("str"))
    places = joined(place, rows[by]).loc[first.index] if len(first) < len(rows) else place
    columns = [_words(first[name]) for name in _KEY]
    columns += [_words(first["note"], _plain), _words(places)]
    return pd.Series(pd.array(side_by_side(columns), dtype="str"), index=first.index)


def digests(told: pd.Series) -> Digests:
    """A digest of each key, one a row."""
    made = b"".join([hashlib.sha256(key).digest() for key in arrow(told).cast(pa.large_binary()).to_pylist()])
    whole = np.frombuffer(made, dtype=np.uint8).reshape(-1, hashlib.sha256().digest_size)
    return np.ascontiguousarray(whole[:, :DIGEST])


def joined(values: pd.Series | Texts, by: pd.Series) -> pd.Series:
    """The distinct values of each group, sorted and joined."""
    table = pd.DataFrame({"by": by.to_numpy(), "value": np.asarray(values, dtype=object)}).drop_duplicates()
    several = table["by"].duplicated(keep=False)
    joined = table[~several].set_index("by")["value"]
    if several.any():
        many = table[several].sort_values(["by", "value"]).groupby("by")["value"].agg(_TARGET_PART.join)
        joined = pd.concat([joined, many])
    return joined


def parts(rows: pd.DataFrame, columns: list[str]) -> Texts:
    """The texts of several columns joined, one for each row."""
    found: Texts = side_by_side([_words(rows[name]) for name in columns]).to_numpy(zero_copy_only=False)
    return found


def among(values: pd.Series, wanted: npt.ArrayLike | set[str]) -> npt.NDArray[np.bool_]:
    """Which of the texts are among the wanted ones; a column of text is asked one by one by pandas' own ``isin``."""
    chosen = wanted if isinstance(wanted, set) else set(np.asarray(wanted, dtype=object).tolist())
    return np.fromiter(map(chosen.__contains__, values.tolist()), dtype=bool, count=len(values))


def texts(values: pd.Series, reader: Callable[[str], str] = str) -> Texts:
    """Each value as text, worked out once per distinct value; "" for a missing one."""
    found: Texts = _words(values, reader).to_numpy(zero_copy_only=False)
    return found


def _words(values: pd.Series, reader: Callable[[str], str] = str) -> pa.Array:
    if pd.api.types.is_string_dtype(values.dtype) and reader is str:
        return arrow(values)
    codes, uniques = pd.factorize(values)
    if pd.api.types.is_datetime64_any_dtype(uniques.dtype):
        told = [f"{day:%Y-%m-%d}" for day in uniques]
    elif pd.api.types.is_bool_dtype(uniques.dtype):
        told = [str(bool(one)) for one in uniques]
    elif pd.api.types.is_numeric_dtype(uniques.dtype):
        told = [repr(float(number)) for number in uniques]
    else:
        told = [reader(str(text)) for text in uniques]
    return pa.array([*told, ""], pa.large_string()).take(pa.array(np.where(codes < 0, len(told), codes)))


def arrow(values: pd.Series) -> pa.Array:
    """A column of text as an array in one piece, "" for what is missing."""
    made = pa.array(values, pa.large_string(), from_pandas=True)
    made = made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made
    return pc.fill_null(made, "") if made.null_count else made


def side_by_side(columns: Sequence[pa.Array | str], between: str = _PART) -> pa.Array:
    """Texts of several columns (or one for all rows) joined, one for each row."""
    words = [pa.scalar(one, pa.large_string()) if isinstance(one, str) else one for one in columns]
    return pc.binary_join_element_wise(*words, pa.scalar(between, pa.large_string()))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())

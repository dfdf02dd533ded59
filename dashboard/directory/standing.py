"""Which of some records stood on a day."""

import numpy as np
import pandas as pd


def standing(records: pd.DataFrame, day: np.datetime64) -> pd.DataFrame:
    """Those with ``valid_from`` to ``valid_to`` around a day; where none stood, all not closed by then, else all."""
    at = pd.Timestamp(day)
    there = ~(records["valid_to"] < at).to_numpy()
    known = there & ~(records["valid_from"] > at).to_numpy()
    return records[known if known.any() else there] if there.any() else records

"""Actions as stated -> whom and where they press in effect."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory.people import Directory
from dashboard.directory.spells import Days, Texts, by_unique, texts
from dashboard.schema import RidingKey


def resolve(actions: pd.DataFrame, directory: Directory) -> pd.DataFrame:
    """Actions as stated -> the same rows with effective ``target_id`` and ``riding``, and three more columns.

    ``province`` (of the riding or else of the office), ``share`` (what of the quantity goes to the row's target: 1,
    1/n when the action is split over n targets, 0 where the action names the same target again) and
    ``contradiction`` (the stated riding is not the target's; the target decides).
    """
    on = actions["date_end"].to_numpy().astype("datetime64[D]")
    office = by_unique(actions["office_id"], lambda office_id: directory.office_links.get(office_id, office_id))
    stated = texts(actions["riding"])
    target = by_unique(actions["target_id"], lambda target_id: directory.links.get(target_id, target_id))
    owned = (target == "") & (office != "")
    target[owned] = directory.owner_of(office[owned])
    riding_alone = (target == "") & (stated != "")
    named = np.flatnonzero((target != "") & ~riding_alone)
    target[riding_alone] = directory.mp_on(stated[riding_alone], on[riding_alone])
    own = _own_ridings(target[named], office[named], on[named], directory)
    said = stated[named]
    against = (said != "") & (own != "") & (own != said)
    against[against] = _orders(own[against]) == _orders(said[against])
    riding = stated.copy()
    riding[named] = np.where((said == "") | against, own, said)
    contradiction = np.zeros(len(actions), dtype=bool)
    contradiction[named] = against
    return actions.assign(
        target_id=pd.Series(target, index=actions.index, dtype="str"),
        office_id=pd.Series(office, index=actions.index, dtype="str"),
        riding=pd.Series(riding, index=actions.index, dtype="str"),
        province=pd.Series(_provinces(riding, office, directory), index=actions.index, dtype="str"),
        share=_shares(actions, target, riding),
        contradiction=contradiction,
    )


def resolve_totals(totals: pd.DataFrame, directory: Directory) -> pd.DataFrame:
    """As ``resolve``, of totals of actions; texts are categories in alphabetical order, and nothing is contradicted.

    What totals say of a place is looked up once for each different saying and last day.
    """
    parts = [pd.factorize(totals[name]) for name in ("target_id", "office_id", "riding", "date_end")]
    sizes = tuple(len(different) + 1 for _, different in parts)
    saying, heads = _numbered(np.ravel_multi_index(tuple(codes + 1 for codes, _ in parts), sizes))
    said = totals[["target_id", "office_id", "riding", "date_end", "split"]].take(heads)
    said = said.astype({"target_id": "str", "office_id": "str", "riding": "str"}).reset_index(drop=True)
    found = resolve(said.assign(position=0), directory)
    told = {name: _spread(found[name], saying) for name in ("target_id", "office_id", "riding", "province")}
    share, own = np.ones(len(totals)), np.flatnonzero(totals["action_id"] != "")
    whom, where = (texts(told[name].take(own)) for name in ("target_id", "riding"))
    share[own] = _shares(totals.take(own).astype({"action_id": "str"}), whom, where)
    return totals.assign(**told, share=share)


def _numbered(keys: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The number of each key, and where each number is found first."""
    codes, different = pd.factorize(keys)
    heads = np.zeros(len(different), dtype=np.intp)
    heads[codes[::-1]] = np.arange(len(codes))[::-1]  # back to front, so that what stays is the first
    return codes, heads


def _spread(column: "pd.Series[str]", places: npt.NDArray[np.intp]) -> pd.Categorical:
    """The texts at these places of a column, as categories in alphabetical order."""
    codes, names = pd.factorize(column, sort=True)
    return pd.Categorical.from_codes(codes[places], categories=names)


def _own_ridings(target: Texts, office: Texts, on: Days, directory: Directory) -> Texts:
    """The riding each target sits for on the day; at an office, where that is found."""
    own = directory.riding_on(target, on)
    at_office = office != ""
    own[at_office] = directory.home_riding(target[at_office], on[at_office])
    return own


def _shares(actions: pd.DataFrame, target: Texts, riding: Texts) -> npt.NDArray[np.float64]:
    """1 for the first row of each of an action's distinct targets (1/n when split), 0 for its repeats."""
    share = np.ones(len(actions))
    if "position" in actions and not actions["position"].any():
        return share
    several = actions["action_id"].duplicated(keep=False).to_numpy()
    if several.any():
        whom = np.where(target == "", riding, target)[several]
        rows = pd.DataFrame({"action": actions["action_id"].to_numpy()[several], "whom": whom})
        repeated = rows.duplicated().to_numpy()
        distinct = (~rows.duplicated()).groupby(rows["action"]).transform("sum").to_numpy()
        split = actions["split"].to_numpy(dtype=bool)[several]
        share[several] = np.where(repeated, 0.0, np.where(split, 1.0 / distinct, 1.0))
    return share


def _provinces(riding: Texts, office: Texts, directory: Directory) -> Texts:
    of_office = dict(zip(directory.offices["office_id"], directory.offices["province"], strict=True))
    found = by_unique(riding, lambda key: RidingKey.parse(key).province if key else "")
    elsewhere = (found == "") & (office != "")
    found[elsewhere] = by_unique(office[elsewhere], lambda office_id: of_office.get(office_id, ""))
    return found


def _orders(ridings: Texts) -> Texts:
    return by_unique(ridings, lambda key: key[:4])

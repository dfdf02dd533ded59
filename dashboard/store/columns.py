"""What the store's tables are made of, held alike by both databases."""

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

from dashboard.schema import DAY

metadata = MetaData()
"""Every table of the store."""

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def words(*names: str) -> list[Column[str]]:
    """Columns of text, "" where missing, ordered by code point on both databases."""
    return [Column(name, _TEXT, nullable=False) for name in names]


def added_words(*names: str, default: str = "") -> list[Column[str]]:
    """Columns of text that came to a table later; what was there before has the default."""
    return [Column(name, _TEXT, nullable=False, server_default=default) for name in names]


def days(*names: str) -> list[Column[str]]:
    """Columns of days as ISO text."""
    return [Column(name, _TEXT, nullable=False, info={"kind": DAY}) for name in names]


def numbers(*names: str) -> list[Column[float]]:
    """Columns of exact 64-bit floats, NULL where missing."""
    return [Column(name, Double) for name in names]


def wholes(*names: str) -> list[Column[int]]:
    """Columns of whole numbers."""
    return [Column(name, Integer, nullable=False) for name in names]


def long_wholes(*names: str) -> list[Column[int]]:
    """Columns of whole numbers of 64 bits."""
    return [Column(name, BigInteger, nullable=False) for name in names]


def flags(*names: str) -> list[Column[int]]:
    """Columns of 0 and 1."""
    return [Column(name, Integer, nullable=False, info={"kind": "bool"}) for name in names]


def key(name: str = "id") -> Column[int]:
    """The primary key, given by the writer."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def campaign_key(*, nullable: bool = False) -> Column[int]:
    """The campaign that a row belongs to; NULL, where allowed, for the reference."""
    return Column("campaign_id", Integer, ForeignKey("campaigns.id"), nullable=nullable)


def unique_in_owner(name: str, column: str) -> tuple[UniqueConstraint, Index]:
    """One id once in each campaign, and once in the reference (where NULL would let it repeat)."""
    return (
        UniqueConstraint("campaign_id", column, name=f"one_{name}_in_campaign"),
        partial_index(f"one_{name}_in_reference", column, "campaign_id IS NULL"),
    )


def partial_index(name: str, columns: str, condition: str) -> Index:
    """One row for these columns among those that meet the condition, which the migration that makes the index states.

    Stated here as the libraries have it, every start on SQLite would read what they know of PostgreSQL.
    """
    return Index(name, *columns.split(), unique=True, info={"where": condition})


def of_campaign(table: str, *names: str, unique: tuple[str, ...], name: str) -> Table:
    """A table of texts that belong to a campaign, where it has these columns' values together only once."""
    once = UniqueConstraint("campaign_id", *unique, name=name)
    return Table(table, metadata, key(), campaign_key(), *words(*names), once)

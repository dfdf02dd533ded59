"""Tables of a campaign's totals, kept with its actions: see ``totals``."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table

from dashboard.store.columns import campaign_key, days, flags, long_wholes, metadata, numbers, wholes, words

TOTALS_KEY = (
    "date", "tactic", "target_id", "office_id", "riding", "outcome", "date_end", "up_until", "evidenced", "estimated",
    "action_id", "position",
)  # fmt: skip
"""What tells totals of one campaign apart, and the order they are in."""

totals = Table(
    "totals",
    metadata,
    campaign_key(),
    *days("date"),
    *words("tactic", "target_id", "office_id", "riding", "outcome"),
    *days("date_end", "up_until"),
    *flags("evidenced", "estimated"),
    *words("action_id"),
    *wholes("position"),
    *flags("split"),
    *wholes("n"),
    *long_wholes("units"),
    *numbers("quantity"),
    *wholes("revision"),
    PrimaryKeyConstraint("campaign_id", *TOTALS_KEY),
    Index("totals_by_change", "campaign_id", "revision"),
)
"""How many active actions (``n``) say the same of all that pages ask, and the sum of their quantities in millionths.

``action_id`` and ``position`` are of actions that can't be summed, "" and 0 of all others; only the former have a
``quantity`` of their own and are ever ``split``. ``revision`` is that of the row's last change.
"""

packed_totals = Table(
    "packed_totals",
    metadata,
    Column("campaign_id", Integer, ForeignKey("campaigns.id"), primary_key=True, autoincrement=False),
    *wholes("revision"),
    Column("content", LargeBinary, nullable=False),
)
"""A campaign's totals as one packed table, as they were at a revision."""

DERIVED = frozenset({totals.name, packed_totals.name})
"""Tables that can be made from the others at any time: no backup holds them."""

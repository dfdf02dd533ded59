"""The columns of every exported table, in their order: a part of the public interface."""

from dashboard.schema import OUTCOME_COLUMNS

ACTIONS = (
    "action_id", "date", "date_end", "date_precision", "tactic", "outcome", "quantity", "quantity_low",
    "quantity_high", "target_id", "target", "office_id", "riding_order", "riding_code", "riding", "province", "group",
    "note", "evidence_url", "up_until", "split", "upload_id",
)  # fmt: skip
COVERAGE = (
    "office_id", "target_id", "target", "kind", "address", "riding_order", "riding_code", "riding", "province",
    "postered", "riding_postered", "called_attempts", "called_contacts", "visited", "rallied", "last_action",
    "last_tactic", "status", "days_since",
)  # fmt: skip
PRESSURE = ("date", "target_id", "target", "role", "weight", "points", "contribution", "low", "high")
CONTRIBUTIONS = ("as_of", "action_id", "target_id", "tactic", "quantity", "points")
OFFICES = (
    "office_id", "target_id", "target", "kind", "address", "postal_code", "city", "province", "phone", "email",
    "latitude", "longitude", "position", "riding_order", "riding_code", "riding", "valid_from", "valid_to", "source",
    "read_on",
)  # fmt: skip
RIDINGS = (
    "riding_order", "riding_code", "name_en", "name_fr", "province", "latitude", "longitude", "mp_id", "mp", "party",
)  # fmt: skip
NEXT = (
    "rank", "office_id", "target_id", "target", "role", "tactic", "quantity", "shift_hours", "travel_hours", "hours",
    "gain", "gain_per_hour", "stability", "distance_km", "days_since", "last_tactic", "kind", "address", "city",
    "postal_code", "phone", "riding_order", "riding_code", "riding", "province", "party", "latitude", "longitude",
    "position",
)  # fmt: skip

COLUMNS: dict[str, tuple[str, ...]] = {
    "actions": ACTIONS,
    "coverage": COVERAGE,
    "pressure": PRESSURE,
    "contributions": CONTRIBUTIONS,
    "offices": OFFICES,
    "outcomes": tuple(OUTCOME_COLUMNS),
    "ridings": RIDINGS,
    "next": NEXT,
}

"""Tables of what organizers plan: what they know of offices, who goes where, goals, scripts, shifts, posters found."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from dashboard.store.columns import campaign_key, days, key, metadata, of_campaign, partial_index, wholes, words

office_notes = of_campaign(
    "office_notes", "office_id", "hours", "access", "at", "who", unique=("office_id",), name="one_note_on_office"
)
"""What a campaign's organizers know of an office: when it is open, and how to get to its door."""

claims = Table(
    "claims",
    metadata,
    key(),
    campaign_key(),
    *words("office_id", "who", "at", "until", "state"),
    Column("upload_id", Integer, ForeignKey("uploads.id")),
    CheckConstraint("state IN ('open', 'done', 'given_up', 'lapsed')", name="known_state_of_claim"),
    partial_index("one_open_claim", "campaign_id office_id", "state = 'open'"),
    Index("claims_of_upload", "upload_id"),
)
"""Who (a pseudonym or a group) goes to an office, until when (UTC); done by the upload that logged an action there."""

avoided_offices = of_campaign(
    "avoided_offices", "office_id", "reason", "at", "who", unique=("office_id",), name="one_word_on_avoiding"
)
"""Offices that nobody of the campaign is to approach."""

goals = of_campaign("goals", "name", "content", "at", "who", unique=("name",), name="one_goal_of_name")
"""What a campaign wants done by a day; ``content`` is JSON."""

scripts = Table(
    "scripts",
    metadata,
    key(),
    campaign_key(),
    *words("language"),
    *wholes("version"),
    *words("text", "at", "who"),
    UniqueConstraint("campaign_id", "language", "version", name="one_version_of_script"),
)
"""What to say, in each language, with every version that there was."""

shifts = of_campaign("shifts", "content", "at", "who", unique=(), name="one_table_of_shifts")
"""What a standard shift of each tactic is; ``content`` is JSON."""

sightings = Table(
    "sightings",
    metadata,
    key(),
    campaign_key(),
    *words("action_id"),
    *days("date"),
    *words("state", "photo", "at", "who"),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    CheckConstraint("state IN ('hung', 'seen', 'damaged', 'removed')", name="known_state_of_poster"),
    Index("sightings_of_upload", "upload_id"),
    Index("sightings_of_action", "campaign_id", "action_id"),
)
"""How posters of an action were found on a day; ``photo`` is base64 or ""; counts while its upload is active."""

"""What each column of our own format means and what may stand in it, for the template and for the page of help."""

from dashboard.words import N_

MEANINGS = {
    "action_id": (
        N_("The action\u2019s own name in your records: with it a changed row updates the action."),
        N_("Any text; blank is fine."),
    ),
    "date": (
        N_("The day of the action, or its first day. Required."),
        N_("2020-11-24, November 24, 2020 or 24/11/2020; 2020-11 for a month."),
    ),
    "date_end": (N_("The last day, where there were several."), N_("As the date; blank for one day.")),
    "date_precision": (
        N_("How exactly the day is known."),
        N_("day, week, month or range; blank where the date says so itself."),
    ),
    "tactic": (N_("What was done. Required."), N_("One of the list.")),
    "outcome": (N_("How a call went."), N_("One of the list; blank for \u201cnot said\u201d.")),
    "quantity": (
        N_("How many, in the unit of the tactic: calls, posters, people, signatures."),
        N_("A number such as 12 or 16,000, or words such as \u201cdozens\u201d and \u201cover 200\u201d."),
    ),
    "quantity_low": (N_("At least how many, where only a range is known."), N_("A number.")),
    "quantity_high": (N_("At most how many, where only a range is known."), N_("A number.")),
    "target": (
        N_("The person or institution that was pressed."),
        N_("A name or a post\u2019s title; several with ; between them; - for nobody."),
    ),
    "office": (
        N_("The office that was called, visited or postered."),
        N_("Its address, postal code, phone or id; \u201cHill office\u201d beside a target."),
    ),
    "riding": (
        N_("The riding where it happened; without a target, its MP is meant."),
        N_("Its name in English or French, or its number of five digits."),
    ),
    "riding_order": (
        N_("Which boundaries the riding belongs to."),
        N_("2013 or 2023; blank for those in force on the day."),
    ),
    "province": (
        N_("The province or territory, to tell places of the same name apart."),
        N_("Its name or two letters, such as ON."),
    ),
    "place": (N_("Where it was, in your own words."), N_("A corner, a square, a school; nobody\u2019s home.")),
    "latitude": (N_("Where it was, as a point; goes with the longitude."), N_("A number, such as 43.7191.")),
    "longitude": (N_("Where it was, as a point; goes with the latitude."), N_("A number, such as -79.4352.")),
    "split": (
        N_("Whether the quantity is all of its targets\u2019 together, to be divided among them."),
        N_("yes or no; blank for no: each target had all of it."),
    ),
    "group": (N_("The group or chapter that did it."), N_("The name of a group, of no person.")),
    "note": (N_("What others should know."), N_("Free text; personal data in it is taken out.")),
    "evidence_url": (N_("Where it can be seen."), N_("A link that begins with https:// or http://.")),
    "up_until": (N_("The last day that posters were seen up."), N_("As the date.")),
    "private_note": (N_("What only organizers may read; it goes after some months."), N_("Free text.")),
}
"""By column in the order of the format: what it means, and what may stand in it."""

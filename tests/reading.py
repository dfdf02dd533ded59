"""Reading logs in tests: a small directory of the minister's time, and a parse in one word."""

from builders import campaign, institution, judged, office, person, receipt_of, role, tables, term

from dashboard.directory import Directory
from dashboard.ingest import Choices, parse_file
from dashboard.reference.ridings import ridings
from dashboard.schema import ACTION_COLUMNS, frame

POST = "Minister of Immigration, Refugees and Citizenship"
POST_FR = "Ministre de l'Immigration, des Réfugiés et de la Citoyenneté"
CAMPAIGN = campaign(post=POST, post_fr=POST_FR)
TABLES = tables(
    people=[
        person("marco-mendicino", "Marco Mendicino"),
        person("chrystia-freeland", "Chrystia Freeland"),
        person("ahmed-hussen", "Ahmed Hussen"),
        person("don-davies", "Don Davies"),
        person("libby-davies", "Libby Davies"),
        institution("ircc") | {"name": "Immigration, Refugees and Citizenship Canada"},
    ],
    terms=[
        term("marco-mendicino", "2013:35024", "2015-10-19"),
        term("chrystia-freeland", "2013:35110", "2015-10-19"),
        term("ahmed-hussen", "2013:35119", "2015-10-19"),
        term("don-davies", "2013:59036", "2015-10-19", party="NDP"),
        term("libby-davies", "2013:59035", "2004-06-28", "2015-10-18", party="NDP"),
    ],
    roles=[
        role("ahmed-hussen", "minister", POST, "2017-01-10", "2019-11-20"),
        role("marco-mendicino", "minister", POST, "2019-11-20", "2021-10-26"),
        role("chrystia-freeland", "minister", "Minister of Finance", "2020-08-18"),
    ],
    offices=[
        office("eglinton", "marco-mendicino", address="511 Lawrence Avenue West", city="Toronto",
               postal_code="M6A 1A3", phone="416-781-5583"),
        office("hill", "marco-mendicino", "legislature", address="House of Commons", postal_code="K1A 0A6"),
        office("bloor", "chrystia-freeland", address="344 Bloor St. West, Suite 510", postal_code="M5S 3A7",
               phone="416-928-1451"),
        office("hill-2", "chrystia-freeland", "legislature", address="House of Commons", postal_code="K1A 0A6"),
    ],
)  # fmt: skip
DIRECTORY = Directory(TABLES)


def read(content, **options):
    """What a file (text or bytes) says."""
    data = content if isinstance(content, bytes) else content.encode()
    known = {"name": "log.csv", "campaign": CAMPAIGN, "directory": DIRECTORY, "ridings": ridings()}
    decided = {name: options.pop(name) for name in ("columns", "names", "privacy") if name in options}
    if decided:
        known["choices"] = Choices(**decided)
    return parse_file(data, **(known | options))


def cell(column, value, *, day="2020-11-24", tactic="call", **options):
    """What a file of one row says whose one column has this value."""
    row = {"date": day, "tactic": tactic, column: value}
    quoted = ('"' + text.replace('"', '""') + '"' for text in row.values())
    return read(",".join(row) + "\n" + ",".join(quoted) + "\n", **options)


def column(name, *values, day="2020-11-24", **options):
    """What a file says that has one column beside date and tactic."""
    return read(f"date,tactic,{name}\n" + "".join(f'{day},call,"{value}"\n' for value in values), **options)


def nothing_known():
    return frame([], ACTION_COLUMNS)


def stored(file):
    """The actions a store holds once it has taken in a file."""
    found = judged(file, nothing_known(), DIRECTORY)
    rows = file.rows.merge(found[["action", "action_id"]], on="action")
    return rows.assign(position=rows.groupby("action_id").cumcount(), upload_id=1)


def slip(file, known=None):
    """The receipt for a file against known actions."""
    known = nothing_known() if known is None else known
    return receipt_of(file, known, DIRECTORY)


def problem(file):
    """Fate and reason of the only problem of a file."""
    rows = file.problems[["fate", "reason"]].to_numpy().tolist()
    assert len(rows) == 1, rows
    return tuple(rows[0])

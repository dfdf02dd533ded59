"""Exports as the tools of campaigns write them, made up from their column rules: one a tool, kind and language."""

import csv
import io

import xlsxwriter

KOBO_TAIL = ("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by",
             "__version__", "_tags", "_index")  # fmt: skip
ODK_TAIL = ("KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status",
            "ReviewState", "DeviceID", "Edits", "FormVersion")  # fmt: skip
UUIDS = [f"{number:08x}-1111-4222-8333-444455556666" for number in range(1, 30)]


def _kobo(number, status="Approved"):
    when = f"2020-11-{24 + number}T18:05:0{number}"
    return [
        str(9000 + number),
        UUIDS[number],
        when,
        status,
        "[]",
        "submitted_via_web",
        "field_team",
        "vXyz",
        "",
        str(number + 1),
    ]


def _odk(number, state=""):
    return [f"uuid:{UUIDS[number]}", "17", "Sam Field", "0", "1", "", state, "collect:abc", "0", "2020110100"]


EXPORTS = {
    "kobo names": (
        ("start", "end", "today", "visit/date", "visit/tactic", "visit/tactic/call", "visit/tactic/poster_office",
         "visit/quantity", "visit/target", "visit/spot", "visit/_spot_latitude", "visit/_spot_longitude",
         "visit/_spot_altitude", "visit/_spot_precision", "visit/note", "picture", "picture_URL", "your_name",
         *KOBO_TAIL),
        [
            ["2020-11-24T17:00:00-05:00", "2020-11-24T18:05:00-05:00", "2020-11-24", "2020-11-24", "call", "1", "0",
             "12", "Marco Mendicino", "43.716 -79.429 0 0", "43.716", "-79.429", "0", "0", "All voicemail", "", "",
             "Sam Field", *_kobo(0)],
            ["2020-11-26T17:00:00-05:00", "2020-11-26T18:05:00-05:00", "2020-11-26", "2020-11-25", "poster_office",
             "0", "1", "30", "Chrystia Freeland", "", "", "", "", "", "", "1606.jpg",
             "https://kc.example.org/attachment/original?media_file=sam/attachments/1606.jpg", "Ann Other",
             *_kobo(1)],
            ["2020-11-26T17:00:00-05:00", "2020-11-26T18:05:00-05:00", "2020-11-26", "2020-11-26", "call", "1", "0",
             "4", "Ahmed Hussen", "", "", "", "", "", "", "", "", "Kim Third", *_kobo(2, "Not Approved")],
        ],
    ),
    "kobo labels": (
        ("When was it?", "What did you do?", "How many?", "Which MP?", "Anything else?", "Your name", *KOBO_TAIL),
        [
            ["2020-11-24", "Phone call", "12", "Marco Mendicino", "All voicemail", "Sam Field", *_kobo(0)],
            ["2020-11-25", "Office postering", "30", "Chrystia Freeland", "", "Ann Other", *_kobo(1)],
            ["2020-11-26", "Phone call", "4", "Ahmed Hussen", "", "Kim Third", *_kobo(2, "Not Approved")],
        ],
    ),
    "kobo labels FR": (
        ("Quelle date?", "Qu'avez-vous fait?", "Combien?", "Quel\u00b7le d\u00e9put\u00e9\u00b7e?",
         "Autre chose \u00e0 dire?", "Votre nom", *KOBO_TAIL),
        [
            ["2020-11-24", "Appel", "12", "Marco Mendicino", "All voicemail", "Sam Field", *_kobo(0, "Approuv\u00e9")],
            ["2020-11-25", "Affichage", "30", "Chrystia Freeland", "", "Ann Other", *_kobo(1, "")],
            ["2020-11-26", "Appel", "4", "Ahmed Hussen", "", "Kim Third", *_kobo(2, "Non approuv\u00e9")],
        ],
    ),
    "ODK": (
        ("SubmissionDate", "start", "end", "meta-instanceID", "visit-date", "visit-tactic", "visit-quantity",
         "visit-target", "visit-spot-Latitude", "visit-spot-Longitude", "visit-spot-Altitude", "visit-spot-Accuracy",
         "visit-note", "picture", "visit-your_name", *ODK_TAIL),
        [
            ["2020-11-24T23:05:00.000Z", "2020-11-24T17:00:00.000-05:00", "2020-11-24T18:05:00.000-05:00",
             f"uuid:{UUIDS[0]}", "2020-11-24", "call", "12", "Marco Mendicino", "43.716", "-79.429", "0", "4.5",
             "All voicemail", "", "Sam Field", *_odk(0)],
            ["2020-11-26T23:05:00.000Z", "2020-11-26T17:00:00.000-05:00", "2020-11-26T18:05:00.000-05:00",
             f"uuid:{UUIDS[1]}", "2020-11-25", "poster_office", "30", "Chrystia Freeland", "", "", "", "", "",
             "1606.jpg", "Ann Other", *_odk(1, "approved")],
            ["2020-11-26T23:05:00.000Z", "2020-11-26T17:00:00.000-05:00", "2020-11-26T18:05:00.000-05:00",
             f"uuid:{UUIDS[2]}", "2020-11-26", "call", "4", "Ahmed Hussen", "", "", "", "", "", "", "Kim Third",
             *_odk(2, "rejected")],
        ],
    ),
    "Action Network": (
        ("uuid", "first_name", "last_name", "email", "Phone Number", "can2_user_address", "can2_user_city",
         "can2_state_abbreviated", "zip_code", "Riding", "can2_user_tags", "can2_subscription_status", "Action Type",
         "Timestamp (EST)"),
        [
            [UUIDS[0], "Sam", "Field", "sam@example.org", "416-555-0101", "1 Elm St", "Toronto", "ON", "M6A 1A3",
             "Eglinton\u2014Lawrence", "new", "subscribed", "Petition", "2020-11-24 09:00:00"],
            [UUIDS[1], "Ann", "Other", "ann@example.org", "", "", "Toronto", "ON", "M6A 1A4", "Eglinton-Lawrence",
             "", "subscribed", "Petition", "2020-11-24 23:50:00"],
            [UUIDS[2], "Kim", "Third", "kim@example.org", "", "", "Toronto", "ON", "M5S 3A7",
             "University\u2014Rosedale", "", "unsubscribed", "Petition", "2020-11-24 10:00:00"],
            [UUIDS[3], "Lee", "Fourth", "lee@example.org", "", "", "Toronto", "ON", "M5S 3A7",
             "University\u2014Rosedale", "", "subscribed", "Letter", "2020-11-25 10:00:00"],
        ],
    ),
    "VAN": (
        ("VANID", "Contact Name", "Preferred Phone", "Contact Type", "Canvass Result", "Date Contacted", "Contacted By",
         "MP", "Notes"),
        [
            ["101", "Voter One", "416-555-0101", "Phone", "Canvassed", "11/24/2020",
             "Sam Field", "Marco Mendicino", ""],
            ["102", "Voter Two", "416-555-0102", "Phone", "Left Message", "11/24/2020",
             "Sam Field", "Marco Mendicino", ""],
            ["103", "Voter Three", "416-555-0103", "Phone", "Not Home", "11/25/2020",
             "Ann Other", "Chrystia Freeland", ""],
            ["104", "Voter Four", "416-555-0104", "Phone", "Wrong Number", "11/25/2020",
             "Ann Other", "Chrystia Freeland", ""],
        ],
    ),
    "CallHub": (
        ("Contact Number", "First Name", "Last Name", "Call Disposition", "Call Date", "Duration", "Agent", "Notes"),
        [
            ["14167815583", "Marco", "Mendicino", "Answered", "2020-11-24 10:00:05", "35", "agent7", "Talked to staff"],
            ["14169281451", "Chrystia", "Freeland", "Voicemail", "2020-11-24 10:05:05", "20", "agent7", ""],
            ["14169281451", "Chrystia", "Freeland", "No answer", "2020-11-25 10:05:05", "0", "agent8", ""],
        ],
    ),
    "calls FR": (
        ("Nom du contact", "R\u00e9sultat de l'appel", "Date de l'appel", "D\u00e9put\u00e9", "Remarques"),
        [
            ["Personne Une", "Rejoint", "24 novembre 2020", "Marco Mendicino", ""],
            ["Personne Deux", "Message laiss\u00e9", "25 novembre 2020", "Chrystia Freeland", ""],
        ],
    ),
    "Ushahidi": (
        ("Post ID", "Survey ", "Post Status", " Created (UTC)", "Post Date (UTC)", "Contact ID", "Contact", "Title",
         "Description", "Categories", " What was done ", "Toward which MP", " lat ", "lon "),
        [
            ["11", "Actions", "published", "2020-11-26 09:00:00", "2020-11-24 09:00:00", "5", "sam@example.org",
             "Posters", "Both windows", "Toronto", "postering", "Marco Mendicino", "43.716", "-79.429"],
            ["12", "Actions", "published", "2020-11-26 09:00:00", "2020-11-25 09:00:00", "", "", "Calls", "", "Toronto",
             "phone", "Chrystia Freeland", "", ""],
        ],
    ),
    "Google Forms": (
        ("Timestamp", "Email Address", "Your name", "Which riding did you call?", "What did you do?",
         "How many calls did you make?", "How did it go?", "Anything else we should know?"),
        [
            ["11/24/2020 9:05:00", "sam@example.org", "Sam Field", "Eglinton\u2014Lawrence", "Phone call", "3",
             "Left message", ""],
            ["11/25/2020 21:05:30", "ann@example.org", "Ann Other", "University\u2014Rosedale", "Phone call", "2",
             "Talked to staff", "Friendly"],
        ],
    ),
    "Google Forms FR": (
        ("Horodateur", "Adresse e-mail", "Votre nom", "Quelle circonscription avez-vous appel\u00e9e?",
         "Qu'avez-vous fait?", "Combien d'appels?", "Comment s'est pass\u00e9 l'appel?", "Autre chose?"),
        [
            ["24/11/2020 09:05:00", "sam@example.org", "Sam Field", "Eglinton\u2014Lawrence", "Appel", "3",
             "Message vocal", ""],
            ["25/11/2020 21:05:30", "ann@example.org", "Ann Other", "University\u2014Rosedale", "Appel", "2",
             "Rejoint", "Sympathique"],
        ],
    ),
    "Airtable": (
        ("Name", "Date", "Type", "How many", "MP", "Shared", "Photo", "Notes", "Record ID", "Created"),
        [
            ["A-1", "2020-11-24", "Call", "12", "Marco Mendicino,Chrystia Freeland", "checked", "", "All voicemail",
             "recAbCdEf0123456a", "2020-12-01 3:04pm"],
            ["A-2", "2020-11-25", "Poster", "30", "Chrystia Freeland", "",
             "wall.jpg (https://v5.airtableusercontent.com/v3/u/1/abc)", "", "recAbCdEf0123456b", "2020-12-01 3:05pm"],
        ],
    ),
    "NationBuilder": (
        ("contact_id", "full_name", "email", "author", "type", "method", "status", "note", "created_at", "mp"),
        [
            ["1", "Voter One", "one@example.org", "sam", "Renewal", "phone_call", "answered", "Kind",
             "2020-11-24T10:00:00-05:00", "Marco Mendicino"],
            ["2", "Voter Two", "", "sam", "Renewal", "phone_call", "left_message", "", "2020-11-24T10:05:00-05:00",
             "Marco Mendicino"],
            ["3", "Voter Three", "", "ann", "Renewal", "email", "no_answer", "", "2020-11-25T10:05:00-05:00",
             "Chrystia Freeland"],
        ],
    ),
    "NationBuilder FR": (
        ("id du contact", "nom complet", "m\u00e9thode", "statut", "note", "date de contact", "d\u00e9put\u00e9"),
        [
            ["1", "Personne Une", "appel t\u00e9l\u00e9phonique", "rejoint", "Gentil", "2020-11-24", "Marco Mendicino"],
            ["2", "Personne Deux", "courriel", "", "", "2020-11-25", "Chrystia Freeland"],
        ],
    ),
}  # fmt: skip
"""Header and rows of each export; names, e-mail addresses and phones in them are made up."""


def written(header, rows, delimiter=",", line="\n", quoting=csv.QUOTE_MINIMAL, encoding="utf-8"):
    """A table as text in one dialect."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line, quoting=quoting).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def sheet(header, rows):
    """A table as a spreadsheet."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("Export")
        for place, row in enumerate([header, *rows]):
            page.write_row(place, 0, row)
    return data.getvalue()


DIALECTS = {
    "plain": written,
    "BOM": lambda header, rows: written(header, rows, encoding="utf-8-sig"),
    "semicolons": lambda header, rows: written(header, rows, ";", quoting=csv.QUOTE_ALL),
    "CRLF": lambda header, rows: written(header, rows, line="\r\n"),
    "UTF-16": lambda header, rows: written(header, rows, "\t", "\r\n", encoding="utf-16"),
    "XLSX": sheet,
}
"""Ways in which a tool, or a spreadsheet after it, writes the same table."""


def export(name, dialect="plain", rows=None):
    """One of ``EXPORTS`` in one of ``DIALECTS``, with all of its rows or these."""
    header, all_rows = EXPORTS[name]
    return DIALECTS[dialect](header, all_rows if rows is None else rows)

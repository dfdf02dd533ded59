"""Tables of text that lie about their encoding, have too much of something, or try to be slow to understand."""

from hostile.hostile_file import HEADER, ROW, HostileFile, encoded

_LOG = f"{HEADER}\n{ROW}déjà\n"
_MEGABYTE = 1_000_000
_NUL, _MIXED = "NUL", "mixes encodings"


def _file(about, make, told="", name="log.csv"):
    return HostileFile(about, make, told, name)


def _notes(text, count=1):
    """A log in whose notes this stands."""
    return encoded(lambda: f"{HEADER}\n" + f"{ROW}{text}\n" * count)


def _column(name, values):
    """A log with one more column of these values; many are made by a call."""

    def text():
        quoted = ('"' + value.replace('"', '""') + '"' for value in (values() if callable(values) else values))
        return f"date,tactic,{name}\n" + "".join(f"2020-11-24,call,{value}\n" for value in quoted)

    return encoded(text)


ENCODINGS = (
    _file("UTF-16 without BOM", lambda: _LOG.encode("utf-16-le"), _NUL),
    _file("UTF-16 the other way without BOM", lambda: _LOG.encode("utf-16-be"), _NUL),
    _file("UTF-32 with BOM", lambda: _LOG.encode("utf-32"), _NUL),
    _file("a BOM of UTF-16 before UTF-8", lambda: b"\xff\xfe" + _LOG.encode(), "No column says|breaks off"),
    _file("a BOM of UTF-8 before UTF-16", lambda: b"\xef\xbb\xbf" + _LOG.encode("utf-16-le"), _NUL),
    _file("a BOM of UTF-8 before Windows-1252", lambda: b"\xef\xbb\xbf" + _LOG.encode("cp1252"), _MIXED),
    _file("a BOM three times", lambda: b"\xef\xbb\xbf" * 3 + _LOG.encode()),
    _file("half a letter of UTF-16 at the end", lambda: _LOG.encode("utf-16") + b"x", "breaks off"),
    _file("half a pair in UTF-16", lambda: _LOG.encode("utf-16") + b"\x00\xd8", "breaks off"),
    _file("a slash written too long", lambda: _LOG.encode() + ROW.encode() + b"..\xc0\xaf..\xc0\xafetc\n", _MIXED),
    _file("NUL written too long", lambda: _LOG.encode() + ROW.encode() + b"\xc0\x80\n", _MIXED),
    _file("half letters in UTF-8", lambda: _LOG.encode() + ROW.encode() + b"\xed\xa0\x80\n", _MIXED),
    _file("UTF-8 and Windows-1252 by turns", lambda: _LOG.encode() + f"{ROW}déjà\n".encode("cp1252"), _MIXED),
    _file("letters beyond the last", lambda: f"{HEADER}\n{ROW}".encode() + b"\xf5\x80\x80\x80\n"),
    _file("UTF-7", encoded(f"{HEADER}\n{ROW}+ADw-script+AD4-\n")),
    _file("Japanese in its old encoding", lambda: f"{HEADER}\n{ROW}\u8868\u793a\n".encode("shift_jis")),
    _file("EBCDIC", lambda: _LOG.encode("cp500"), "no readable text"),
    _file("NUL in a name of a column", encoded("date,tac\0tic\n2020-11-24,call\n"), _NUL),
    _file("NUL at the very end", encoded(_LOG + "\0"), _NUL),
    _file("a megabyte of NUL", lambda: bytes(_MEGABYTE), "is empty"),
    _file("nothing but BOMs", lambda: b"\xff\xfe" * 9, "is empty"),
)

SHAPES = (
    _file("a quotation mark never closed", encoded(f'{HEADER}\n{ROW}"open\n' + f"{ROW}x\n" * 9), "never closed"),
    _file(
        "a quotation mark never closed before 20 MB",
        encoded(lambda: f'{HEADER}\n{ROW}"' + f"{ROW}x\n" * 500_000),
        "too long to be one",
    ),
    _file("a quotation mark never closed in the header", encoded(f'"{HEADER}\n{ROW}\n'), "never closed"),
    _file("ten million quotation marks", encoded(lambda: f"{HEADER}\n" + '"' * 10 * _MEGABYTE), "too long to be one"),
    _file(
        "a million columns", encoded(lambda: ",".join(f"c{n}" for n in range(_MEGABYTE))), "columns and 200 are allowed"
    ),
    _file(
        "a row of a million cells",
        encoded(lambda: f"{HEADER}\n{ROW}" + ",x" * _MEGABYTE),
        "more than 20,000 characters",
    ),
    _file(
        "20 million empty cells", encoded(lambda: f"{HEADER}\n" + "," * 20 * _MEGABYTE), "more than 10,000,000 cells"
    ),
    _file("24 million empty lines", encoded(lambda: HEADER + "\n" * 24 * _MEGABYTE), "more than 200,000 rows"),
    _file("24 million old line ends", encoded(lambda: HEADER + "\r" * 24 * _MEGABYTE), "more than 200,000 rows"),
    _file("250,000 rows", encoded(lambda: f"{HEADER}\n" + f"{ROW}\n" * 250_000), "more than 200,000 rows"),
    _file("26 MB", lambda: b"x" * 26 * _MEGABYTE, "MB are allowed"),
    _file("24 MB in one line", lambda: b"x" * 24 * _MEGABYTE, "too long to be one"),
    _file("24 MB of spaces", lambda: b" " * 24 * _MEGABYTE, "is empty"),
    _file("24 MB of opening brackets", lambda: b"[" * 24 * _MEGABYTE, "too long to be one"),
    _file("a note of 100,000 letters", _notes("x" * 100_000), "more than 20,000"),
    _file(
        "a name of a column of 30,000 letters", encoded(lambda: f"{HEADER},{'x' * 30_000}\n{ROW},\n"), "more than 200"
    ),
    _file(
        "a name of a column that turns around", encoded(lambda: f"{HEADER},\u202ecod\n{ROW},\n"), "control characters"
    ),
    _file("a name of a column with escapes", encoded(f"{HEADER},\x1b[2J\n{ROW},\n"), "control characters"),
    _file("two columns of one name, one of them in capitals", encoded(f"{HEADER},NOTE\n{ROW},\n"), "Two columns"),
    _file("200 columns without a name", encoded(HEADER + "," * 195 + f"\n{ROW}\n")),
    _file("a header alone", encoded(HEADER)),
    _file("a separator alone", encoded("sep=;\n"), "no line that names"),
    _file("line ends of every kind", encoded(f"{HEADER}\r{ROW}\n{ROW}\r\n{ROW}\x0b\x0c\x85\u2028{ROW}\n")),
)

NUMBERS = (
    _file(
        "quantities that are no numbers",
        _column(
            "quantity",
            [
                "NaN",
                "Infinity",
                "-inf",
                "1e999",
                "9" * 299,
                "9" * 301,
                "1e-999",
                "0x1F",
                "1_000",
                "\u0663",
                "\xb2",
                "\xbd",
                "\u2167",
                "\u4e00",
                "1e5e5",
                "--1",
                "-0",
                "1,2,3",
                "..",
                "1.2.3.4",
                "\u0663\u066c\u0660\u0660\u0660",
                "\U0001d7db",
                "1" + " 000" * 70,
            ],
        ),
    ),
    _file(
        "days that are none",
        _column(
            "date_end",
            [
                "9999-99-99",
                "0000-00-00",
                "-0001-01-01",
                "99999999",
                "1e9",
                "NaN",
                "2020-02-30",
                "\xb2020-11-2\u0664",
                "\U0001d7da020-11-24",
                "now()",
                "tomorrow",
                "2020-11-24T99:99:99Z",
                "2020-11-24T00:00:00+99:99",
                "1" * 299,
                "Nov 99, 20200",
            ],
        ),
    ),
    _file(
        "places off the earth",
        encoded(
            "date,tactic,latitude,longitude\n"
            + "".join(
                f"2020-11-24,rally,{one},{other}\n"
                for one, other in [
                    ("NaN", "NaN"),
                    ("inf", "-inf"),
                    ("1e308", "1e308"),
                    ("91", "181"),
                    ("\u0664\u0665", "-\u0667\u0665"),
                    ("0", "0"),
                    ("\xb2", "\xbd"),
                ]
            )
        ),
    ),
    _file(
        "ridings that are none",
        _column("riding_code", ["99999", "-1", "\xb2", "35024' OR 1=1--", "9" * 299, "\u0663" * 5]),
    ),
)

SLOW = (
    _file("notes of blanks behind an address", _column("note", lambda: ["a at b" + " " * 19_000 + "@ (at) dot"] * 3)),
    _file("notes of words that may be addresses", _notes("a@" * 9_000, 20)),
    _file("notes of points that may be addresses", _notes("a@" + "a." * 9_000, 20)),
    _file("notes of dots and ats", _notes("a at a dot " * 1_800, 20)),
    _file("notes of blanks and ats", _column("note", lambda: [("a " + " " * 50 + "at ") * 350] * 20)),
    _file("notes of digits", _notes("4 1 6 7 8 1 " * 1_600, 20)),
    _file("notes of numbers without an end", _notes("1" * 19_900, 20)),
    _file("notes of telephone words", _notes("tel " * 4_900 + "4167815583", 20)),
    _file("notes of home addresses", _notes("lives at 1 " * 1_800, 20)),
    _file("notes of blanks behind a home", _column("note", lambda: ["lives" + " " * 19_000 + "1"] * 3)),
    _file("notes of births", _notes("born " * 3_900 + "1990-01-01", 20)),
    _file("notes of months", _notes("12 janvier " * 1_800, 20)),
    _file("notes of links", _notes("http://" * 2_800, 20)),
    _file("notes of brackets", _notes("([{<" * 4_900, 20)),
    _file("notes of apostrophes before a sign", _notes("'" * 19_000 + "=", 20)),
    _file("notes of marks upon marks", _notes("a" + "\u0301" * 19_000, 20)),
    _file("notes of letters that become many", _notes("\ufdfa" * 19_000, 20)),
    _file(
        "quantities of almost a span", _column("quantity", lambda: [f"{n} " + "1 " * 145 + "x" for n in range(3_000)])
    ),
    _file("quantities between and between", _column("quantity", [f"from {n}" + " to 1" * 58 for n in range(3_000)])),
    _file("days of almost a date", _column("up_until", lambda: [f"{n} " + "1 jan " * 48 for n in range(3_000)])),
    _file("9,000 names of nobody", _column("target", lambda: [f"{n} {'Marco Mendicino ' * 17}" for n in range(9_000)])),
    _file(
        "9,000 ridings nowhere", _column("riding", lambda: [f"{n} {'Eglinton Lawrence ' * 16}" for n in range(9_000)])
    ),
    _file(
        "9,000 offices nowhere", _column("office", lambda: [f"{n} {'511 Lawrence Avenue ' * 14}" for n in range(9_000)])
    ),
    _file(
        "40,000 tactics nobody knows",
        encoded(lambda: "date,tactic\n" + "".join(f"2020-11-24,t{n}\n" for n in range(40_000))),
    ),
    _file("a target of 4,000 names", _column("target", lambda: [";".join(f"{n}" for n in range(4_000))])),
)

FILES = (*ENCODINGS, *SHAPES, *NUMBERS, *SLOW)

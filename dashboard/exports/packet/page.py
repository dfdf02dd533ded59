"""The packet's page: its own style and script and nothing else, allowed by their hashes; text from data is escaped."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from dashboard import words as vocabulary
from dashboard.addresses import dialled
from dashboard.exports.packet.picture import picture
from dashboard.exports.packet.stops import Stop
from dashboard.planning.runs import Round, Run
from dashboard.schema import CALL_OUTCOMES
from dashboard.words import Words

_HERE = Path(__file__).parent
POSTERS = "poster_office"


@dataclass(frozen=True, slots=True)
class Told:
    """What the packet says of itself: its id, the campaign's name and demand, the day, and what may be logged."""

    packet_id: str
    campaign: str
    demand: str
    day: date
    tactics: tuple[str, ...]


def html(told: Told, stops: list[Stop], run: Run, one: Round, say: Words) -> str:
    """The whole page."""
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("packet.css", "packet.js"))
    policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; "
    name = say._("Field packet")
    title = f"{told.campaign}: {name} {told.packet_id}"
    return f"""<!doctype html>
<html lang="{say.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body {_sentences(told, say)}>
<header>
<h1>{escape(title)}</h1>
<p>{escape(told.demand)}</p>
<p class="quiet">{escape(_summary(told, run, one, say))}</p>
</header>
{_sheet(stops, say)}
<figure class="map">{picture(run, one, say)}</figure>
<main>{"".join(_stop(place, stop, told, say) for place, stop in enumerate(stops, start=1))}</main>
{_foot(say)}
<script>{script}</script>
</body>
</html>
"""


def _foot(say: Words) -> str:
    """Where the entries are saved; a phone that can't save a file shows it as text."""
    save, text = say._("Save the entries as a file"), say._("The file as text, to be copied")
    told = say._("Send the file to whoever imports it; loading it twice adds nothing twice.")
    return f"""<footer>
<p id="state" role="status"></p>
<button type="button" id="save">{escape(save)}</button>
<p class="quiet">{escape(told)}</p>
<details><summary>{escape(text)}</summary><textarea id="copy" readonly rows="6"></textarea></details>
</footer>"""


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _sentences(told: Told, say: Words) -> str:
    """What the script says, in the page's language, and the packet's id."""
    sentences = {
        "packet": told.packet_id,
        "kept": say._("Entries kept in this phone: {count}. Save them as a file when you are done."),
        "lost": say._("This phone keeps nothing: save the file before you close the page. Entries so far: {count}."),
        "remove": say._("Take out"),
        "day": say._("Choose the day."),
        "number": say._("Write how many as a number, or leave it empty."),
    }
    return " ".join(f'data-{name}="{escape(text)}"' for name, text in sentences.items())


def _summary(told: Told, run: Run, one: Round, say: Words) -> str:
    mode, (hours, minutes) = run.manner.mode, divmod(round(one.minutes), 60)
    return say.n(
        "As of {day}. {count} office, about {km} km and {hours} h {minutes} min, estimated: {detour} times the "
        "straight line at {kmh} km an hour, {stay} min at each stop.",
        "As of {day}. {count} offices, about {km} km and {hours} h {minutes} min, estimated: {detour} times the "
        "straight line at {kmh} km an hour, {stay} min at each stop.",
        len(one.stops),
        day=say.day(told.day),
        km=say.number(one.km, 1),
        hours=say.number(hours),
        minutes=f"{minutes:02d}",
        detour=say.number(mode.detour, 1),
        kmh=say.number(mode.kmh, 1),
        stay=say.number(run.manner.stay),
    )


def _sheet(stops: list[Stop], say: Words) -> str:
    """The sheet for paper: a row an office with its code, boxes to tick and room to write."""
    done = [say.named(vocabulary.TACTICS, name) for name in (POSTERS, "office_visit", "call")]
    heads = [say._("No."), say._("Code"), say._("Office"), say._("Phone"), *done, say._("How many"), say._("Note")]
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    rows = "".join(
        f"<tr><td>{place}</td><td><code>{stop.code}</code></td><td>{escape(stop.target)}<br>{escape(stop.place)}"
        f"{''.join(f'<br>{escape(text)}' for text in (stop.hours, stop.access) if text)}</td>"
        f"<td>{'<br>'.join(map(escape, stop.phones))}</td>{'<td class=box>☐</td>' * len(done)}<td></td><td></td></tr>"
        for place, stop in enumerate(stops, start=1)
    )
    return f'<table class="sheet"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _stop(place: int, stop: Stop, told: Told, say: Words) -> str:
    way = say._("{km} km from the stop before").format(km=say.number(stop.leg.km, 1))
    notes = ((say._("Hours: {text}"), stop.hours), (say._("Access: {text}"), stop.access))
    lines = "".join(f"<p>{escape(name.format(text=text))}</p>" for name, text in notes if text)
    app, apple, what = say._("Map app"), say._("Apple Maps"), say._("What to say")
    point = f"{stop.leg.latitude:.5f},{stop.leg.longitude:.5f}"
    return f"""
<article data-office="{escape(stop.office_id)}" data-target="{escape(stop.target_id)}" data-code="{_code(stop)}">
<h2>{place}. {escape(stop.target)} <code>{stop.code}</code></h2>
<p>{escape(stop.place)}</p>
<p class="quiet">{escape(way)}</p>
{lines}<p class="links">{_phones(stop)}<a href="geo:{point}?q={point}">{escape(app)}</a>
<a href="maps:?daddr={point}">{escape(apple)}</a></p>
<details class="script"><summary>{escape(what)}</summary>
<p class="says">{escape(stop.script)}</p></details>
{_form(told, say)}
<ul class="entries"></ul>
</article>"""


def _code(stop: Stop) -> str:
    """What ids of entries at a stop have of it: its code, and the claim that they are the visit of."""
    return stop.code if stop.claim is None else f"{stop.code}-c{stop.claim}"


def _phones(stop: Stop) -> str:
    return "".join(f'<a href="tel:{dialled(number)}">\u260e\ufe0e {escape(number)}</a>\n' for number in stop.phones)


def _form(told: Told, say: Words) -> str:
    tactics = "".join(_option(name, say.named(vocabulary.TACTICS, name), name == POSTERS) for name in told.tactics)
    outcomes = "".join(
        _option(name, say.named(vocabulary.CALL_OUTCOMES, name), not name) for name in ("", *CALL_OUTCOMES)
    )
    head, what, day, many = say._("What was done here"), say._("What"), say._("Day"), say._("How many")
    went, note, keep = say._("How the call went"), say._("Note"), say._("Keep")
    return f"""<fieldset><legend>{escape(head)}</legend>
<label>{escape(what)}<select name="tactic">{tactics}</select></label>
<label>{escape(day)}<input name="date" type="date"></label>
<label>{escape(many)}<input name="quantity" type="number" min="1" step="1" inputmode="numeric"></label>
<label class="outcome">{escape(went)}<select name="outcome">{outcomes}</select></label>
<label>{escape(note)}<textarea name="note" rows="2" maxlength="500"></textarea></label>
<p class="wrong" role="alert"></p>
<button type="button" class="keep">{escape(keep)}</button></fieldset>"""


def _option(code: str, name: str, chosen: bool) -> str:  # noqa: FBT001 - which one is chosen is what it says
    return f'<option value="{escape(code)}"{" selected" if chosen else ""}>{escape(name)}</option>'

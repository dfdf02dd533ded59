"""What names in files can mean, as people read it in their language."""

from collections import Counter
from collections.abc import Iterable, Mapping

from dashboard import words as vocabulary
from dashboard.identity import Question
from dashboard.ingest.choices import LEAVE_OUT, NOBODY
from dashboard.schema import CALL_OUTCOMES, ORDERS, TACTICS
from dashboard.snapshot import Snapshot
from dashboard.ui import ridings
from dashboard.ui.text import _, words
from dashboard.words import N_

KINDS = {
    "target": N_("Toward whom"),
    "office": N_("Office"),
    "riding": N_("Riding"),
    "tactic": N_("Tactic"),
    "outcome": N_("How the call went"),
}
_NOBODY = {
    "target": N_("Nobody: it counts as effort"),
    "office": N_("No office"),
    "riding": N_("No riding"),
    "outcome": N_("Not known"),
}


def label(of: Snapshot, kind: str, meaning: str) -> str:
    """What to call one meaning of a name of this kind."""
    say = words()
    if meaning == LEAVE_OUT:
        return _("Leave these rows out")
    if meaning == NOBODY:
        return _(_NOBODY.get(kind, _NOBODY["target"]))
    if kind == "riding":
        return f"{ridings.names(say.language).get(meaning, meaning)} ({meaning[:4]})"
    if kind == "office":
        return _office(of, meaning)
    if kind == "outcome":
        return say.named(vocabulary.CALL_OUTCOMES, meaning)
    return _deed(meaning) if kind == "tactic" else of.directory.name_of(meaning)


def labels(of: Snapshot, kind: str, meanings: Iterable[str]) -> dict[str, str]:
    """Labels of several meanings, no two alike."""
    named = {meaning: label(of, kind, meaning) for meaning in meanings}
    alike = Counter(named.values())
    return {meaning: f"{told} ({meaning})" if alike[told] > 1 else told for meaning, told in named.items()}


def everything(of: Snapshot, question: Question) -> list[str]:
    """All that a name of this kind can mean, by what it is called."""
    found: dict[str, Iterable[str]] = {
        "target": of.directory.people["target_id"],
        "office": of.directory.offices["office_id"],
        "tactic": [*TACTICS, *of.settings.own_tactics, *(f"call/{outcome}" for outcome in CALL_OUTCOMES)],
        "outcome": CALL_OUTCOMES,
    }
    if question.kind == "riding":
        return list(_ridings(question.form))
    if question.kind in ("tactic", "outcome"):
        return list(found[question.kind])
    named: Mapping[str, str] = {meaning: label(of, question.kind, meaning) for meaning in found[question.kind]}
    return sorted(named, key=lambda meaning: named[meaning].casefold())


def _ridings(form: str) -> Iterable[str]:
    """The ridings of the order that the question speaks of, else of both."""
    asked = [order for order in ORDERS if form.endswith(f" {order}")]
    return (key for order in asked or ORDERS for key in ridings.options(order, words().language))


def _office(of: Snapshot, office_id: str) -> str:
    offices = of.directory.offices
    rows = offices[offices["office_id"] == office_id]
    where = next(iter(zip(rows["address"], rows["city"], strict=True)), ())
    whose = of.directory.name_of(str(of.directory.owner_of([office_id])[0]))
    return ", ".join(filter(None, (whose, *where))) or office_id


def _deed(meaning: str) -> str:
    say = words()
    tactic, _, outcome = meaning.partition("/")
    named = say.named(vocabulary.TACTICS, tactic)
    return f"{named}: {say.named(vocabulary.CALL_OUTCOMES, outcome)}" if outcome else named

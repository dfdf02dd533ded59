"""The audit trail: one entry for each change of the store, whoever makes it, and none without a change."""

import ast
import json
from datetime import date
from pathlib import Path

from builders import campaign
from store_builders import DIRECTORY, TABLES, Loaded, file_of, outcomes, row
from test_private_notes import LATER

import dashboard.store
from dashboard.identity import Mapped
from dashboard.new_place import NewPlace
from dashboard.store import Sighting, Store, private_notes
from dashboard.store.audit import COLUMNS, Wanted
from dashboard.ui.trail import CHANGES, IDS

STORE = Path(dashboard.store.__file__).parent
SECRET = "Samira, at her door"
PLACE = NewPlace.read("Passport Office", address="1 Main Street, Ottawa, ON", code="K1A 0A6")
PROMISE = {"outcome_id": "o1", "date": "2020-12-01", "kind": "commitment", "text": SECRET}
POSTERED = file_of(row(source_id="l", tactic="poster_office", note=SECRET))
NO_CHANGE = {"pack"}
"""What writes nothing that can be read."""


def boundaries(number):
    return {"kind": "boundaries", "riding_order": 2013, "records": number, "content_hash": str(number)}


def told_file(action_id, *, note=""):
    """A file that was mapped and decided about, of one action."""
    told = file_of(row(source_id=action_id, note=note, private_note=note))
    told.fields.update({"date": Mapped("When", "chosen")})
    told.to_remember.update({("target", "mr m"): ("Mr M", "marco")})
    return told


CHANGES_OF_THE_STORE = {
    "create_campaign": (lambda store: store.create_campaign(campaign(slug="other"), who="ana"), "campaign_created"),
    "save_campaign": (
        lambda store: store.save_campaign(campaign(), TABLES, None, outcomes(), DIRECTORY, who="ana"),
        "campaign_saved",
    ),
    "commit": (lambda store: store.commit("renew", told_file("a", note=SECRET), DIRECTORY, who="ana"), "upload"),
    "undo": (lambda store: store.undo(1, who="ana"), "undo"),
    "redo": (lambda store: store.redo(1, who="ana"), "redo"),
    "forget_decision": (lambda store: store.forget_decision("renew", 1, "ana"), "decision_forgotten"),
    "forget_column_map": (lambda store: store.forget_column_map("renew", 1, "ana"), "columns_forgotten"),
    "save_office_note": (
        lambda store: store.save_office_note("renew", "marco-office", SECRET, SECRET, "ana"),
        "office_note_saved",
    ),
    "add_place": (lambda store: store.add_place("renew", PLACE, "ana"), "place_added"),
    "save_outcome": (lambda store: store.save_outcome("renew", outcomes(PROMISE), who="ana"), "outcome_saved"),
    "load_outcomes": (
        lambda store: store.load_outcomes("renew", outcomes(PROMISE | {"text": "More"}), who="ana"),
        "outcomes_loaded",
    ),
    "remove_outcome": (lambda store: store.remove_outcome("renew", "o1", who="ana"), "outcome_removed"),
    "take_back_outcome": (lambda store: store.take_back_outcome("renew", 3, who="ana"), "outcome_taken_back"),
    "log": (
        lambda store: store.log("renew", POSTERED, DIRECTORY, photo=b"x", who="ana"),
        "upload",
    ),
    "see": (
        lambda store: store.see("renew", Sighting("l", date(2020, 11, 30), "seen", b"x"), DIRECTORY, who="ana"),
        "upload",
    ),
    "take_back": (lambda store: store.take_back("renew", "l", who="ana"), "undo"),
    "save_references": (
        lambda store: store.save_references([Loaded("boundaries", boundaries(1))], who="ana"),
        "reference_loaded",
    ),
    "save_source": (lambda store: store.save_source(boundaries(2), who="ana"), "reference_loaded"),
    "claim": (lambda store: store.claim("renew", ["marco-office"], "ana"), "offices_claimed"),
    "give_up": (lambda store: store.give_up("renew", 1, "ana"), "claim_given_up"),
    "avoid": (lambda store: store.avoid("renew", "marco-office", SECRET, "ana"), "office_avoided"),
    "approach": (lambda store: store.approach("renew", "marco-office", "ana"), "office_approachable"),
    "save_goal": (lambda store: store.save_goal("renew", SECRET, "{}", "ana"), "goal_saved"),
    "remove_goal": (lambda store: store.remove_goal("renew", SECRET, "ana"), "goal_removed"),
    "save_script": (lambda store: store.save_script("renew", "en", SECRET, "ana"), "script_saved"),
    "save_shifts": (lambda store: store.save_shifts("renew", "{}", "ana"), "shifts_saved"),
    "save_formula": (lambda store: store.save_formula("renew", "{}", after=0, who="ana"), "formula_saved"),
    "recount": (lambda store: store.recount(who="ana"), "recount"),
    "purge": (lambda store: private_notes.purge(store._engine, 180, LATER), "private_notes_purged"),
}
"""How each is made, in an order in which each can be, and the kind of its entry."""


def writers():
    """Every function of the store that begins a change."""
    for path in STORE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                called = {call.func.id for call in ast.walk(node) if isinstance(call, ast.Call)
                          and isinstance(call.func, ast.Name)}  # fmt: skip
                if "writing" in called:
                    yield node.name


def noted():
    """Every kind of change, and every name of an id, that the store's code notes."""
    for path in STORE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("audit.note", "_note"):
                texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
                yield from ((text, [key.arg for key in node.keywords if key.arg]) for text in texts)


def test_every_change_has_one_entry_with_who_made_it_and_without_any_text(filled):
    for made, (change, kind) in CHANGES_OF_THE_STORE.items():
        before, revision = filled.audit_count(), filled.revision()
        change(filled)
        assert (made, filled.audit_count()) == (made, before + 1)
        assert (made, filled.revision()) == (made, revision + 1)
        entry = filled.audit(1).iloc[0]
        assert (made, entry["what"], entry["who"]) == (made, kind, "" if made == "purge" else "ana")
        assert set(json.loads(entry["ids"])) <= set(IDS), made
    assert "Samira" not in filled.audit(None).to_csv()
    assert "door" not in filled.audit(None).to_csv()


def test_every_way_to_change_the_store_is_tried_here_and_every_kind_has_a_name_on_the_page():
    assert set(writers()) == set(CHANGES_OF_THE_STORE) | NO_CHANGE
    kinds = {kind for kind, _ids in noted()}
    assert kinds == set(CHANGES)
    assert {name for _kind, ids in noted() for name in ids} - {"who", "campaign"} <= set(IDS)


def test_what_changes_nothing_has_no_entry(filled):
    for made in ("save_campaign", "save_office_note", "add_place", "log", "save_references"):
        CHANGES_OF_THE_STORE[made][0](filled)
    before = filled.audit_count()
    for made in ("save_campaign", "save_office_note", "add_place", "log", "save_references", "purge"):
        CHANGES_OF_THE_STORE[made][0](filled)
        assert (made, filled.audit_count()) == (made, before)
    filled.preview("renew", file_of(row()), DIRECTORY)
    filled.make_ready()
    assert filled.audit_count() == before


def test_the_trail_is_read_by_campaign_kind_and_person_a_part_at_a_time(filled):
    filled.create_campaign(campaign(slug="other"), who="ben")
    filled.commit("renew", file_of(row()), DIRECTORY, who="ana")
    filled.commit("other", file_of(row()), DIRECTORY, who="ana")
    filled.undo(1, who="ben")
    assert filled.audit_present() == {
        "campaign": ["other", "renew"], "what": ["campaign_created", "undo", "upload"], "who": ["", "ana", "ben"],
    }  # fmt: skip
    assert filled.audit(9, Wanted(campaign="renew"))["what"].tolist() == ["undo", "upload", "campaign_created"]
    assert filled.audit(9, Wanted("renew", "upload", "ana"))["ids"].tolist() == ['{"upload_id": 1}']
    assert filled.audit(9, Wanted(who=""))["campaign"].tolist() == ["renew"]
    assert filled.audit_count(Wanted(what="upload")) == 2
    assert filled.audit(2, offset=1)["what"].tolist() == ["upload", "upload"]
    assert tuple(filled.audit(None)) == COLUMNS


def test_a_restore_is_told_with_who_made_it(filled, tmp_path, new_store, database):
    filled.backup(tmp_path / "kept")
    address = new_store(database)
    Store.restore(tmp_path / "kept", address, who="ana")
    with Store.open(address) as restored:
        assert restored.audit(1)[["what", "who"]].to_numpy().tolist() == [["restore", "ana"]]
        assert restored.audit_count() == filled.audit_count() + 1

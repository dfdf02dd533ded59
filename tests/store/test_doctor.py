import pytest
from builders import campaign
from sqlalchemy import text
from store_builders import DIRECTORY, RIDING, TABLES, file_of, outcomes, reads, row

from dashboard.store.connect import transaction
from dashboard.store.schema import SCHEMA_VERSION


@pytest.fixture
def busy(filled):
    filled.save_campaign(campaign(), TABLES, None, outcomes(), DIRECTORY)
    filled.commit("renew", file_of(row(source_id="a"), row()), DIRECTORY)
    filled.commit("renew", file_of(row(source_id="a", quantity=3), row()), DIRECTORY)
    filled.undo(2)
    return filled


def test_a_sound_store_is_found_sound_and_left_as_it_is(busy):
    before, revision = reads(busy), busy.revision()
    findings = busy.doctor()
    assert [finding.what for finding in findings if not finding.ok] == []
    assert any(f"schema is version {SCHEMA_VERSION}" in finding.what for finding in findings)
    assert (reads(busy), busy.revision()) == (before, revision)


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE uploads SET added = added + 1 WHERE id = 1", "1 uploads whose five counts"),
        ("UPDATE uploads SET actions_added = 7 WHERE id = 1", "1 uploads whose actions are not as many"),
        ("UPDATE uploads SET state = 'undone' WHERE id = 1", "2 actions that are active though"),
        ("UPDATE actions SET state = 'undone' WHERE id = 1", "1 actions that are active though"),
        ("DELETE FROM action_targets WHERE row_id = 1", "1 actions without a target"),
        ("UPDATE action_targets SET target_id = 'gone'", "2 actions toward people or institutions nobody knows"),
        ("UPDATE action_targets SET office_id = 'gone' WHERE row_id = 1", "1 actions at offices nobody knows"),
        (
            "INSERT INTO roles VALUES (9, NULL, 'nobody', 'critic', '', '', '', '', '')",
            "1 roles of people nobody knows",
        ),
    ],
)
def test_each_harm_is_found(busy, harm, found):
    with transaction(busy._engine) as connection:
        connection.execute(text(harm))
    wrong = [finding.what for finding in busy.doctor() if not finding.ok]
    others = [what for what in wrong if found not in what]
    assert len(wrong) - len(others) == 1
    assert all("totals that are not what their actions come to" in what for what in others)
    busy.recount()
    assert len([finding for finding in busy.doctor() if not finding.ok]) == 1


def test_a_term_for_a_riding_that_does_not_exist_is_found(busy):
    term = "INSERT INTO terms VALUES (9, NULL, 'ref-1', '2023:99999', '', '', '', '')"
    with transaction(busy._engine) as connection:
        connection.execute(text("INSERT INTO people VALUES (9, NULL, 'ref-1', 'One', 'person', 0, '', '')"))
        connection.execute(text(term))
    found = busy.doctor({"2023:35001", RIDING})
    assert [finding.what for finding in found if not finding.ok] == ["1 terms for ridings that do not exist"]
    assert all(finding.ok for finding in busy.doctor())

import pytest
from sqlalchemy import text
from store_builders import DIRECTORY, file_of, reads, row

from dashboard.store.connect import transaction
from dashboard.store.schema import SCHEMA_VERSION


@pytest.fixture
def busy(filled):
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
        (
            "INSERT INTO roles VALUES (1, NULL, 'nobody', 'critic', '', '', '', '', '')",
            "1 roles of people nobody knows",
        ),
    ],
)
def test_each_harm_is_found(busy, harm, found):
    with transaction(busy._engine) as connection:
        connection.execute(text(harm))
    wrong = [finding.what for finding in busy.doctor() if not finding.ok]
    assert len(wrong) == 1
    assert found in wrong[0]

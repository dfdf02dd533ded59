"""Pictures are kept with their action in one transaction, shown while it counts, and in every backup."""

import pytest
from builders import campaign
from store_builders import DIRECTORY, file_of, row

from dashboard.errors import UnusableFileError
from dashboard.store import Store, field_log

ID, OTHER = "log-" + "a" * 20, "log-" + "b" * 20
PICTURE = b"\xff\xd8\xff" + bytes(range(256))


def logged(store, action_id=ID, photo=PICTURE, slug="renew", **more):
    return store.log(slug, file_of(row(source_id=action_id, **more)), DIRECTORY, photo=photo)


def test_a_picture_is_kept_with_its_action(filled):
    logged(filled)
    logged(filled, OTHER, b"")
    assert filled.photographed("renew") == {ID}
    assert filled.photos("renew", [ID, OTHER, "gone"]) == {ID: PICTURE}


def test_the_first_picture_stays_when_the_action_is_sent_again(filled):
    logged(filled)
    logged(filled, photo=b"another")
    assert filled.photos("renew", [ID]) == {ID: PICTURE}


def test_taken_back_the_picture_is_not_shown_and_brought_back_it_is(filled):
    number = logged(filled)
    filled.take_back("renew", ID)
    assert filled.photographed("renew") == set()
    assert filled.photos("renew", [ID]) == {}
    filled.redo(number)
    assert filled.photos("renew", [ID]) == {ID: PICTURE}


def test_neither_is_kept_where_the_picture_can_not_be(filled, monkeypatch):
    def fails(*_, **__):
        message = "The disk is full: make room."
        raise UnusableFileError(message)

    monkeypatch.setattr(field_log.photos, "save", fails)
    with pytest.raises(UnusableFileError):
        logged(filled)
    assert filled.actions("renew").empty
    assert filled.uploads().empty


def test_pictures_of_one_campaign_are_not_another_ones(filled):
    filled.create_campaign(campaign(slug="other"))
    logged(filled)
    logged(filled, photo=b"", slug="other")
    assert filled.photos("other", [ID]) == {}
    assert filled.photographed("other") == set()


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_keeps_them(filled, new_store, tmp_path, target):
    logged(filled)
    filled.backup(tmp_path / "kept")
    address = new_store(target)
    Store.restore(tmp_path / "kept", address)
    with Store.open(address) as restored:
        assert restored.photos("renew", [ID]) == {ID: PICTURE}

import pytest
from builders import campaign
from store_builders import DIRECTORY, RIDING, file_of, row

from dashboard.errors import NotFoundError


@pytest.fixture
def filled(store):
    store.create_campaign(campaign())
    return store


def test_a_committed_file_reads_back_as_it_was_stated(filled):
    receipt = filled.commit("renew", file_of(row(), row("2020-11-25", office_id="marco-office", riding=RIDING)), DIRECTORY)
    actions = filled.actions("renew")
    assert receipt.counts["added"] == 2
    assert actions["date"].astype(str).tolist() == ["2020-11-24", "2020-11-25"]
    assert actions[["target_id", "office_id", "riding"]].to_numpy().tolist() == [["marco", "", ""], ["marco", "marco-office", RIDING]]
    assert actions["upload_id"].tolist() == [receipt.upload_id] * 2


def test_the_same_file_again_is_all_duplicates_and_still_recorded(filled):
    filled.commit("renew", file_of(row(), row()), DIRECTORY)
    again = filled.commit("renew", file_of(row(), row()), DIRECTORY)
    assert again.counts["duplicate"] == 2
    assert len(filled.actions("renew")) == 2
    assert filled.uploads()["duplicate"].tolist() == [0, 2]


def test_an_unknown_campaign_takes_no_file(store):
    with pytest.raises(NotFoundError, match="no campaign 'renew'"):
        store.commit("renew", file_of(row()), DIRECTORY)

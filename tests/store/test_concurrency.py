from concurrent.futures import ThreadPoolExecutor

import pytest
from builders import campaign
from store_builders import DIRECTORY, file_of, row

from dashboard.store import Store


@pytest.mark.parametrize("count", [12, pytest.param(50, marks=pytest.mark.stress)])
def test_four_threads_lose_and_double_nothing(filled, count):
    def commit_several(thread):
        for number in range(count):
            filled.commit("renew", file_of(row(source_id=f"{thread}-{number}")), DIRECTORY)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(commit_several, range(4)))
    assert sorted(filled.actions("renew")["action_id"]) == sorted(f"{t}-{n}" for t in range(4) for n in range(count))
    assert filled.revision() == 4 * count + 1
    assert filled.uploads()["upload_id"].tolist() == list(range(1, 4 * count + 1))
    assert len(filled.audit(999)) == 4 * count + 1


@pytest.mark.parametrize("rows", [[row() for _ in range(40)], [row(source_id=f"id-{n}") for n in range(40)]])
def test_the_same_file_at_the_same_moment_has_no_twins(filled, address, rows):
    with Store.open(address) as other, ThreadPoolExecutor(2) as threads:
        receipts = list(threads.map(lambda store: store.commit("renew", file_of(*rows), DIRECTORY), [filled, other]))
    assert sorted(receipt.counts["added"] for receipt in receipts) == [0, 40]
    assert sorted(receipt.counts["duplicate"] for receipt in receipts) == [0, 40]
    assert len(filled.actions("renew")) == 40


def test_one_empty_database_is_set_up_once_by_many(empty_address):
    with ThreadPoolExecutor(3) as threads:
        stores = list(threads.map(lambda _: Store.open(empty_address), range(3)))
    stores[0].create_campaign(campaign())
    assert {store.revision() for store in stores} == {1}
    for store in stores:
        store.close()


def test_a_read_during_a_write_sees_the_state_before_it(filled, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "dashboard.store.uploads.audit.note", lambda *_, **__: seen.append(len(filled.actions("renew")))
    )
    filled.commit("renew", file_of(row()), DIRECTORY)
    assert seen == [0]
    assert len(filled.actions("renew")) == 1

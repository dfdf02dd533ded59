from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.filters import Filters
from dashboard.schema import PROVINCES, STATUSES, TACTICS
from dashboard.ui.state import SHOWN, STACKS, VIEWS, State

days = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
words = st.text("abcdefghijklmnopqrstuvwxyz-0123456789é&=#+ ", min_size=1, max_size=12).map(str.strip)
filters = st.builds(
    Filters,
    campaign=words,
    as_of=days,
    province=st.sampled_from(["", *PROVINCES.values()]),
    riding=st.sampled_from(["", "2013:35024", "2023:35026"]),
    tactic=st.sampled_from(["", *TACTICS]),
    person=words,
    status=st.sampled_from(["", *STATUSES]),
)
states = st.builds(
    State,
    filters=filters,
    view=st.sampled_from(["", *VIEWS]),
    order=st.sampled_from([None, 2013, 2023]),
    office=words,
    day=days,
    by=st.sampled_from(["", *STACKS]),
    show=st.sampled_from(["", *SHOWN]),
    lang=st.sampled_from(["", "en", "fr"]),
    removed=st.sampled_from(["", "1"]),
)


@given(states)
def test_an_address_brings_the_same_view_back(state):
    assert State.from_params(state.to_params()) == (state, [])


def test_the_address_of_a_view_is_the_one_that_is_promised():
    address = {"campaign": "renew-pgwp-2020", "riding": "2013:35024", "from": "2020-11-01", "to": "2021-01-31"}
    address |= {"province": "ON", "tactic": "call"}
    state, ignored = State.from_params(address)
    assert not ignored
    assert state.to_params() == address


def test_nothing_chosen_needs_no_address():
    assert State().to_params() == {}


def test_a_value_that_can_not_be_used_is_ignored_and_told():
    state, ignored = State.from_params(
        {"view": "globe", "order": "1999", "day": "2020-13-45", "lang": "xx", "riding": "35024", "tactic": "call"}
    )
    assert state == State(Filters(tactic="call"))
    assert len(ignored) == 5
    assert all(sentence.endswith(".") for sentence in ignored)


def test_a_parameter_nobody_knows_is_passed_over():
    assert State.from_params({"utm_source": "x", "tactic": "call"}) == (State(Filters(tactic="call")), [])


def test_a_change_may_touch_filters_and_the_way_of_showing_at_once():
    changed = State().with_(riding="2013:35024", order=2013)
    assert (changed.filters.riding, changed.order) == ("2013:35024", 2013)
    assert changed.with_(riding="").filters == Filters()

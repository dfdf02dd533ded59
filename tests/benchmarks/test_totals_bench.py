"""What a page costs does not grow with the log, and what an action adds to the totals is done in a moment."""

import shutil
import sys
import time
from contextlib import ExitStack
from statistics import median

import many_actions
import processes
import pytest
import session
from sqlalchemy import func, select

from dashboard.store import Store, totals
from dashboard.store.connect import reading, writing
from dashboard.store.totals_schema import totals as kept

pytestmark = pytest.mark.bench

FEW, MANY = 10_000, 10_000_000
TIMES = 1.5
MILLISECONDS = 5
CHANGES = (
    ("Tactic", "Call"),
    ("Province", "Ontario"),
    ("Tactic", "Letter"),
    ("Province", "Quebec"),
    ("Tactic", "All tactics"),
    ("Province", "All provinces"),
)


def filled(home, count, base):
    shutil.copytree(base, home)
    many_actions.add(f"sqlite:///{home / 'dashboard.sqlite'}", count, stored=False)
    return home


@pytest.fixture(scope="module")
def homes(founding_home, tmp_path_factory):
    """Home folders of the same campaign with few and with many actions."""
    folder = tmp_path_factory.mktemp("logs")
    return [filled(folder / str(count) / "home", count, founding_home) for count in (FEW, MANY)]


@pytest.mark.parametrize("page", ["pressure", "map"])
def test_a_change_of_filters_costs_about_the_same_with_a_thousand_times_the_actions(homes, page):
    taken = [[], []]
    with ExitStack() as stack:
        servers = [stack.enter_context(processes.app(home)) for home in homes]
        pages = []
        for server in servers:
            session.first_page(server)
            pages.append(stack.enter_context(session.connected(server)))
            pages[-1].open(page=page)
        for _ in range(2):
            for label, option in CHANGES:
                for results, server, shown in zip(taken, servers, pages, strict=True):
                    server.rest()
                    before = server.processor_seconds()
                    shown.choose(label, option)
                    server.rest()
                    results.append(1000 * (server.processor_seconds() - before))
    few, many = (median(results) for results in taken)
    sys.stdout.write(f"\n{page}: {few:.0f} ms with {FEW:,} actions, {many:.0f} with {MANY:,}: {many / few:.2f} times\n")
    assert many <= few * TIMES


def test_an_action_is_counted_in_a_moment(homes):
    spent = []
    with Store.open(f"sqlite:///{homes[1] / 'dashboard.sqlite'}") as store:
        with reading(store._engine) as connection:
            count = connection.execute(select(func.count()).select_from(kept)).scalar_one()
        for number in range(20):
            rows = many_actions.piece(1, 1000 + number).assign(position=0)
            with writing(store._engine) as connection:
                begin = time.process_time()
                with totals.coming(connection, 1) as coming:
                    coming.add(rows)
                spent.append(1000 * (time.process_time() - begin))
    sys.stdout.write(f"\none action among {count:,} totals: {median(spent):.1f} ms, most {max(spent):.1f} ms\n")
    assert median(spent) < MILLISECONDS

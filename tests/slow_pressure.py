"""The pressure formula once more, slowly: loops over rows and days in the order of its text, with no arrays.

Written apart from the package and sharing nothing with it but the words; the tests hold the two against each other.
An action is a dict of the columns of resolved actions, with ``None`` for what is missing and ``date`` for days.
A table of tactics, of outcomes and weights of roles may be others than the defaults.
"""

from datetime import timedelta
from itertools import product

TACTICS = {  # tactic: (w points, u, h days)
    "meeting": (5, 1, 28), "office_visit": (4, 1, 21), "rally": (4, 50, 14), "installation": (4, 1, 21),
    "petition_delivery": (3, 5000, 21), "call": (3, 10, 7), "letter": (2, 20, 7), "poster_office": (2, 20, 21),
    "poster_riding": (2, 200, 21), "media_hit": (2, 3, 7), "petition_online": (1, 5000, 14),
    "online_action": (0.5, 100, 7), "email_form": (0.5, 500, 7), "info_session": (0, 1, 7),
    "organizing_meeting": (0, 1, 7), "training": (0, 1, 7),
}  # fmt: skip
OUTCOMES = {
    "reached": 1, "voicemail": 0.5, "refused": 0.5, "unknown": 1, "": 1,
    "busy": 0, "no_answer": 0, "mailbox_full": 0, "wrong_number": 0,
}  # fmt: skip
ROLES = (1, 0.75, 0.5, 0.5, 0.5, 0.05, 0.02)
POSTERS = ("poster_office", "poster_riding")


def quantity(action):
    """q_a: the quantity; with only a range, its midpoint; with one end, that end; with neither, 1."""
    if action["quantity"] is not None:
        return action["quantity"]
    ends = [end for end in (action["quantity_low"], action["quantity_high"]) if end is not None]
    return sum(ends) / len(ends) if ends else 1


def days_of(action):
    length = (action["date_end"] - action["date"]).days + 1
    return [action["date"] + timedelta(days=number) for number in range(length)]


def age(action, day, now):
    seen = action["up_until"] if action["tactic"] in POSTERS else None
    return (now - day).days if seen is None else max(0, (now - max(day, min(now, seen))).days)


def part(action, now, half_life, outcomes=OUTCOMES):
    """A row's part of its target's stock at the end of the day ``now``."""
    factor = outcomes[action["outcome"]] if action["tactic"] == "call" else 1
    days = days_of(action)
    each = factor * quantity(action) * action["share"] / len(days)
    return sum(each * 2 ** (-age(action, day, now) / half_life) for day in days if day <= now)


def points(actions, target, tactic, now, table=TACTICS, outcomes=OUTCOMES):
    """P_jk."""
    w, u, h = table[tactic]
    mine = [action for action in actions if action["target_id"] == target and action["tactic"] == tactic]
    stock = sum(part(action, now, h, outcomes) for action in mine)
    return w * stock / (stock + u) if stock else 0


def on_target(actions, target, now, table=TACTICS, outcomes=OUTCOMES):
    """P_j."""
    return sum(points(actions, target, tactic, now, table, outcomes) for tactic in table)


def total(actions, roles, now, table=TACTICS, weights=ROLES, outcomes=OUTCOMES):
    """T, for ``roles``: target -> role code on the day."""
    return sum(weights[code] * on_target(actions, target, now, table, outcomes) for target, code in roles.items())


def share(action, actions, roles, now, table=TACTICS, weights=ROLES, outcomes=OUTCOMES):
    """The share of one row in T."""
    target, tactic = action["target_id"], action["tactic"]
    if target not in roles or tactic not in table:
        return 0
    h = table[tactic][2]
    mine = part(action, now, h, outcomes)
    if not mine:
        return 0
    stock = sum(part(a, now, h, outcomes) for a in actions if a["target_id"] == target and a["tactic"] == tactic)
    return weights[roles[target]] * points(actions, target, tactic, now, table, outcomes) * mine / stock


def variations(table=TACTICS, weights=ROLES):
    """The 81 pairs (table of tactics, weights of roles), half-lives slowest and weights of tactics fastest."""
    above = [w for w, _, _ in table.values() if w > 0]
    mean = sum(above) / len(above) if above else 0
    for half_life, saturation, role, move in product((0.5, 1, 2), (0.5, 1, 2), (0.5, 1, 1.5), (0, 0.5, 1)):
        varied = {
            name: (w and (1 - move) * w + move * mean, u * saturation, h * half_life)
            for name, (w, u, h) in table.items()
        }
        yield varied, [r if r == 1 else min(1, r * role) for r in weights]


def all_variations(actions, roles, now, table=TACTICS, weights=ROLES, outcomes=OUTCOMES):
    """The contribution of each target under each of the 81 settings."""
    return [
        {target: scaled[code] * on_target(actions, target, now, varied, outcomes) for target, code in roles.items()}
        for varied, scaled in variations(table, weights)
    ]


def ranges(actions, roles, now, table=TACTICS, weights=ROLES, outcomes=OUTCOMES):
    """Least and greatest contribution of each target and of T over the 81 settings: {target or "campaign": pair}."""
    found = {name: [] for name in (*roles, "campaign")}
    for each in all_variations(actions, roles, now, table, weights, outcomes):
        for target, value in each.items():
            found[target].append(value)
        found["campaign"].append(sum(each.values()))
    return {name: (min(values), max(values)) for name, values in found.items()}


def role_with_own(code, weights, own, target, now):
    """The role code of a target on a day where a campaign has roles of its own: own code -> [(who, first, last)]."""
    for mine, spells in own.items():
        held = any(who == target and (first or now) <= now <= (last or now) for who, first, last in spells)
        if held and weights[mine] > weights[code]:
            code = mine
    return code


def loop_over_rows_and_days(actions, days, half_lives):
    """Stocks day by day of each (target, tactic), by nothing cleverer than the loop: the benchmark's rival."""
    stocks = {}
    for action in actions:
        tactic, started, half_life = action["tactic"], (action["date"] - days[0]).days, half_lives[action["tactic"]]
        factor = OUTCOMES[action["outcome"]] if tactic == "call" else 1
        added = factor * quantity(action)
        stock = stocks.setdefault((action["target_id"], tactic), [0] * len(days))
        for day in range(len(days)):
            if day >= started:
                stock[day] += added * 2 ** (-(day - started) / half_life)
    return stocks

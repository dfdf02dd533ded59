"""How often a property is tried: few times and always the same in `make test`, often and anew in `make stress`.

No try has a deadline: a busy machine is no fault.
"""

from hypothesis import HealthCheck, settings

USUAL, FEW, MANY = "few", 40, 1_000
_CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile(USUAL, _CALM, max_examples=FEW, derandomize=True, database=None)
settings.register_profile("many", _CALM, max_examples=MANY, print_blob=True)


def examples(count: int) -> settings:
    """So many of the few, and as many times more of the many, for what takes longer or less long than most."""
    return settings(max_examples=count * settings.default.max_examples // FEW)

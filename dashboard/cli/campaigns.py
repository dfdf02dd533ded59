"""``dashboard campaign``: list, show, create, load."""

from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.cli.opening import SOME_REFUSED, account, open_store, say, say_json
from dashboard.errors import UsageError

app = typer.Typer(
    help="Campaigns: list, show, create, or load one from a folder.\n\nExample: dashboard campaign list",
    rich_markup_mode=None,
)

JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command("list", help="The campaigns of this store.\n\nExample: dashboard campaign list --json")
def list_campaigns(*, as_json: JsonOption = False) -> None:
    """Prints a line for each campaign."""
    rows = open_store().campaigns().to_dict("records")
    if as_json:
        say_json(rows)
        return
    for row in rows:
        say(f"{row['slug']}: {row['name_en']} ({row['actions']} actions)")
    if not rows:
        say("No campaign yet: `dashboard campaign load DIR` or `dashboard campaign create SLUG`.")


@app.command(
    "show",
    help="One campaign's facts, and how its settings of the formula differ from the default ones."
    "\n\nExample: dashboard campaign show renew-pgwp-2020",
)
def show(slug: str, *, as_json: JsonOption = False) -> None:
    """Prints what the store knows of one campaign."""
    from dashboard import formula_words  # noqa: PLC0415 - not needed to list campaigns
    from dashboard.pressure import DEFAULTS, Settings  # noqa: PLC0415
    from dashboard.words import words  # noqa: PLC0415

    store = open_store()
    settings = Settings.stored(store.formula(slug)[1])
    campaign, listed = store.campaign(slug), store.campaigns().set_index("slug")
    facts: dict[str, Any] = {
        "slug": campaign.slug,
        "name_en": campaign.name_en,
        "name_fr": campaign.name_fr,
        "demand": campaign.demand,
        "post": campaign.post,
        "post_fr": campaign.post_fr,
        "starts": campaign.starts.isoformat(),
        "ends": campaign.ends.isoformat() if campaign.ends else None,
        "riding_order": campaign.riding_order,
        "example": campaign.example,
        "actions": int(listed.loc[slug, "actions"]),
        "targets": len(store.campaign_tables(slug).people),
        "outcomes": len(store.outcomes(slug)),
        "settings": settings.hash,
        "settings_differ": formula_words.told(DEFAULTS, settings, words("en")),
    }
    if as_json:
        say_json(facts)
    else:
        told = facts | {"settings_differ": "; ".join(facts["settings_differ"]) or "no: these are the default settings"}
        say(*(f"{name}: {'' if value is None else value}" for name, value in told.items()))


@app.command(
    "create",
    help="Begin a campaign.\n\nExample: dashboard campaign create renew-2026 --name 'Renew' "
    "--post 'Minister of Immigration, Refugees and Citizenship' --starts 2026-03-01",
)
def create(
    slug: str,
    name: Annotated[str, typer.Option(help="Its name.")],
    post: Annotated[str, typer.Option(help="The title of the post that can grant the demand.")],
    starts: Annotated[str, typer.Option(help="Its first day, YYYY-MM-DD.")],
    name_fr: Annotated[str, typer.Option(help="Its name in French.")] = "",
    post_fr: Annotated[str, typer.Option(help="The post's title in French.")] = "",
    demand: Annotated[str, typer.Option(help="What is demanded.")] = "",
    ends: Annotated[str, typer.Option(help="Its last day, YYYY-MM-DD.")] = "",
    riding_order: Annotated[int | None, typer.Option(help="2013 or 2023, for rows that don't say.")] = None,
) -> None:
    """Makes a campaign."""
    from dashboard.campaign import Campaign  # noqa: PLC0415 - `dashboard run` listens before it reads pandas
    from dashboard.filters import read_day  # noqa: PLC0415

    if riding_order not in (None, 2013, 2023):
        message = f"The riding order must be 2013 or 2023, not {riding_order}."
        raise UsageError(message)
    campaign = Campaign(
        slug=slug,
        name_en=name,
        name_fr=name_fr or name,
        demand=demand,
        post=post,
        post_fr=post_fr,
        starts=read_day(starts),
        ends=read_day(ends) if ends else None,
        riding_order=riding_order,
    )
    open_store().create_campaign(campaign, who=account())
    say(f"Made the campaign {slug}.")


@app.command(
    "load",
    help="Load a folder of campaign.toml, actions.csv and outcomes.csv; loading it again changes nothing."
    "\n\nExample: dashboard campaign load data/campaigns/renew-pgwp-2020",
)
def load(folder: Path, *, as_json: JsonOption = False) -> int:
    """Loads a campaign's folder."""
    from dashboard.cli.folders import load_folder  # noqa: PLC0415 - reading files is not needed to list campaigns

    changed, slug, receipt = load_folder(open_store(), folder, who=account())
    counts = receipt.counts if receipt else {}
    if as_json:
        say_json({"campaign": slug, "changed": changed, **(receipt.as_json() if receipt else {})})
    else:
        told = ", ".join(f"{number} {fate}" for fate, number in counts.items() if number)
        say(f"Loaded the campaign {slug}: {told or 'no actions'}." if changed else f"Nothing new in {slug}.")
        if receipt:
            wrong = receipt.lines[receipt.lines["fate"].isin(["refused", "needs_decision"])]
            say(*(f"line {line}: {reason}" for line, reason in zip(wrong["line"], wrong["reason"], strict=True)))
    return SOME_REFUSED if counts.get("refused", 0) + counts.get("needs_decision", 0) else 0

"""The commands, in the order a newcomer meets them. Each imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from presence_audit.cli import _options as opt
from presence_audit.cli._streams import say
from presence_audit.errors import PresenceAuditError, StoppedError


class _Commands(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        """Run the command. Typer itself would end an interrupted one without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise StoppedError("interrupted") from stop


app = typer.Typer(
    name="presence-audit",
    cls=_Commands,
    help="Audit a company's social presence and its leaders': honest numbers, each with its evidence.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help is twice as fast and reads the same in a pipe
    pretty_exceptions_enable=False,
    add_completion=True,
    epilog=(
        "Exit codes: 0 done and every gate met; 1 the tool failed; 2 bad usage or profiles file; "
        "3 nothing could be read; 4 a gate is undecided; 10 a gate failed; 130 interrupted."
    ),
)

ProfilesFiles = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PROFILES]...", help="Default: ./profiles.yaml", show_default=False),
]
ProfilesFile = Annotated[
    Path, typer.Argument(metavar="[PROFILES]", help="Default: ./profiles.yaml", show_default=False)
]
OutputFile = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")]
ProfilesOption = Annotated[
    Path | None, typer.Option("--profiles", metavar="FILE", help="Default: ./profiles.yaml", show_default=False)
]
LeaderName = Annotated[str, typer.Argument(metavar="LEADER", help="The id or the name of a leader.")]
Aliases = Annotated[
    list[str] | None, typer.Option("--alias", metavar="NAME", help="Another spelling of the name. Repeatable.")
]
SchemaName = Annotated[str, typer.Argument(metavar="profiles|notes|report|observation|peers|trend")]


def _show_version(wanted: bool) -> None:
    if wanted:
        from presence_audit import __version__

        typer.echo(f"presence-audit {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version  # answered by its callback


@app.command()
def scan(
    profiles: ProfilesFiles = None,
    format_: opt.Format = None,
    output: opt.Output = None,
    template: opt.Template = None,
    notes: opt.Notes = None,
    peer: opt.Peers = None,
    peer_pack: opt.PeerPack = None,
    as_of: opt.AsOf = None,
    week: opt.Week = None,
    record: opt.Record = None,
    replay: opt.Replay = None,
    saved: opt.Saved = None,
    offline: opt.Offline = False,
    store: opt.Store = None,
    no_history: opt.NoHistory = False,
    fail_under: opt.FailUnder = None,
    min_coverage: opt.MinCoverage = None,
    gate: opt.Judging = "range",
    no_regress: opt.NoRegress = None,
    baseline: opt.Baseline = None,
    industry: opt.Industry = None,
    intervals: opt.Intervals = False,
    sensitivity: opt.Sensitivity = False,
    deadline: opt.Deadline = None,
    pause: opt.Pause = 1.0,
    contact: opt.Contact = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ask every site anew; keep no answers.")] = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = 0,
    badge: opt.Badges = None,
    github: opt.InGitHub = False,
) -> None:
    """Audit: fetch, measure, score, report."""
    from presence_audit.cli.scan import Scan

    raise typer.Exit(
        Scan(
            profiles=tuple(profiles or [Path("profiles.yaml")]),
            format_=format_,
            outputs=tuple(output or ()),
            template=template,
            notes=notes,
            peers=tuple(peer or ()),
            as_of=as_of,
            week=week,
            reach=opt.Reach(record, replay, offline, contact, deadline, pause, no_cache, saved),
            store=store,
            no_history=no_history,
            fail_under=fail_under,
            min_coverage=min_coverage,
            gate=gate,
            no_regress=no_regress,
            baseline=baseline,
            industry=industry,
            intervals=intervals,
            sensitivity=sensitivity,
            lang=lang,
            plain=plain,
            quiet=quiet,
            verbose=verbose,
            badges=tuple(badge or ()),
            github=github,
            peer_pack=peer_pack,
        ).run()
    )


@app.command()
def check(profiles: ProfilesFiles = None) -> None:
    """Validate profiles files; every problem at its line and column. Asks no network."""
    from presence_audit.cli.check import check as run_check

    raise typer.Exit(run_check(tuple(profiles or [Path("profiles.yaml")])))


@app.command()
def inspect(
    url: Annotated[str, typer.Argument(help="The address of a channel.")],
    format_: opt.TwoFormats = None,
    platform: Annotated[
        str | None, typer.Option("--platform", help="Say what it is, where the address does not.")
    ] = None,
    permission: Annotated[
        str | None, typer.Option("--permission", metavar="WHY", help="Read it although robots.txt says no.")
    ] = None,
    saved: Annotated[
        Path | None,
        typer.Option("--saved", metavar="PATH", help="Read a page, or a folder of pages, saved from a browser."),
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="PATH", help="Read the owner's own export.")
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option("--date-order", metavar="dmy|mdy|ymd", help="How an export writes dates, where it does not show."),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="How far back to read.")] = 182,
    as_of: opt.AsOf = None,
    week: opt.Week = None,
    record: opt.Record = None,
    replay: opt.Replay = None,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", metavar="URL", help="Another API host for the platform.")
    ] = None,
    allow_private: Annotated[
        list[str] | None,
        typer.Option("--allow-private-host", metavar="HOST", help="May have a private address."),
    ] = None,
    deadline: opt.Deadline = None,
    pause: opt.Pause = 1.0,
    contact: opt.Contact = None,
    plain: opt.Plain = False,
    verbose: opt.Verbose = 0,
) -> None:
    """Show what one channel shows a stranger; no scoring."""
    from presence_audit.cli.inspect import Inspection

    raise typer.Exit(
        Inspection(
            url=url,
            format_=format_ or "terminal",
            platform=platform,
            permission=permission,
            days=days,
            as_of=as_of,
            week=week,
            endpoint=endpoint,
            allow_private=tuple(allow_private or ()),
            reach=opt.Reach(record, replay, False, contact, deadline, pause, True, saved),
            export=export,
            date_order=date_order,
            plain=plain,
            verbose=verbose,
        ).run()
    )


@app.command()
def report(
    result: Annotated[Path, typer.Argument(metavar="RESULT.json", help="What `scan -o RESULT.json` wrote.")],
    format_: opt.Format = None,
    output: opt.Output = None,
    template: opt.Template = None,
    profiles: Annotated[
        Path | None,
        typer.Option("--profiles", metavar="FILE", help="Take brand, notes and language from the profiles file."),
    ] = None,
    store: opt.Store = None,
    notes: opt.Notes = None,
    peer: opt.Peers = None,
    peer_pack: opt.PeerPack = None,
    fail_under: opt.SavedFailUnder = None,
    min_coverage: opt.SavedMinCoverage = None,
    gate: opt.Judging = "range",
    baseline: opt.Baseline = None,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
) -> None:
    """Render a saved result again, in any format, with no network."""
    from presence_audit.cli._edition import Dress
    from presence_audit.cli._gates import checked_gate
    from presence_audit.cli.report import report as run_report
    from presence_audit.scoring import Gates

    raise typer.Exit(
        run_report(
            result,
            format_,
            tuple(output or ()),
            template=template,
            dress=Dress(profiles, notes, tuple(peer or ()), lang, peer_pack, store),
            plain=plain,
            gates=Gates(fail_under, min_coverage, checked_gate(gate), baseline is not None),
            baseline=baseline,
        )
    )


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The earlier result.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The later result.")],
    format_: opt.ProseFormats = None,
    plain: opt.Plain = False,
) -> None:
    """Tell what changed between two results, both scored with today's method."""
    from presence_audit.cli.compare import compare as run_compare

    raise typer.Exit(run_compare(old, new, format_ or "terminal", plain=plain))


@app.command()
def benchmark(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Profiles files, audited now; or results (RESULT.json), scored anew."),
    ],
    format_: Annotated[
        str | None, typer.Option("--format", "-f", help="terminal, markdown, json, html or csv.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to FILE; the suffix names the format, unless -f does.")
    ] = None,
    competitors: Annotated[
        bool, typer.Option("--competitors", help="And those under `competitors:` of the first profiles file.")
    ] = False,
    leaders: Annotated[
        bool, typer.Option("--leaders", help="Count the leaders who are present and who are active; no names.")
    ] = False,
    window_days: Annotated[
        int | None,
        typer.Option("--window-days", min=1, max=3660, help="Audit every profiles file over so many days."),
    ] = None,
    min_n: Annotated[int, typer.Option("--min-n", min=3, help="The fewest companies of which quartiles are told.")] = 5,
    pack: Annotated[
        Path | None,
        typer.Option("--pack", metavar="FILE.json", help="Write a peer pack: medians and quartiles, and no names."),
    ] = None,
    pack_name: Annotated[
        str | None, typer.Option("--pack-name", metavar="TEXT", help="What the pack is called; else as its file.")
    ] = None,
    as_of: opt.AsOf = None,
    replay: opt.Replay = None,
    offline: opt.Offline = False,
    deadline: opt.Deadline = None,
    pause: opt.Pause = 1.0,
    contact: opt.Contact = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Ask every site anew; keep no answers.")] = False,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = 0,
) -> None:
    """Compare companies over the same window: league table, medians, share of voice."""
    from presence_audit.cli.benchmark import BenchmarkRun

    raise typer.Exit(
        BenchmarkRun(
            files=tuple(files),
            format_=format_,
            output=output,
            pack=pack,
            pack_name=pack_name,
            as_of=as_of,
            window_days=window_days,
            reach=opt.Reach(None, replay, offline, contact, deadline, pause, no_cache),
            competitors=competitors,
            leaders=leaders,
            min_n=min_n,
            lang=lang,
            plain=plain,
            quiet=quiet,
            verbose=verbose,
        ).run()
    )


@app.command()
def trend(
    profiles: Annotated[Path, typer.Argument(metavar="[PROFILES]", help="Whose audits.")] = Path("profiles.yaml"),
    format_: opt.ProseFormats = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help="How many of the newest audits.")] = 52,
    store: opt.Store = None,
    lang: opt.Lang = None,
    plain: opt.Plain = False,
) -> None:
    """Show the score, the leaders and the channels from audit to audit, as the history knows them."""
    from presence_audit.cli.trend import trend as run_trend

    raise typer.Exit(run_trend(profiles, format_ or "terminal", last=last, store=store, lang=lang, plain=plain))


@app.command()
def explain(
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="[TOPIC | RESULT.json]",
            help="A metric, pillar, finding, platform, outcome or term; or a saved result. Without: all topics.",
            show_default=False,
        ),
    ] = None,
    number: Annotated[
        str | None,
        typer.Argument(
            metavar="[SUBJECT#METRIC]",
            help="One number of the result, a subject, a metric, a pillar, or score.",
            show_default=False,
        ),
    ] = None,
    format_: opt.TwoFormats = None,
    whole: Annotated[bool, typer.Option("--all", help="List every post that a number rests on, not only 50.")] = False,
    plain: opt.Plain = False,
) -> None:
    """Explain a metric, a pillar, a finding, a platform, an outcome; or one number of a result."""
    from presence_audit.cli.explain import explain as run_explain

    raise typer.Exit(run_explain(topic, number, format_ or "terminal", is_whole=whole, plain=plain))


@app.command()
def notice(
    profiles: ProfilesFile = Path("profiles.yaml"),
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="information|balancing",
            help="What the leaders are told (GDPR Art. 14), or the test of legitimate interest (Art. 6(1)(f)).",
        ),
    ] = "information",
    leader: Annotated[
        str | None, typer.Option("--leader", metavar="LEADER", help="Write it for one leader alone, by id or name.")
    ] = None,
    output: OutputFile = None,
    lang: opt.Lang = None,
) -> None:
    """Draft what the law asks to be written: the information to the leaders, or a balancing test. Asks no network."""
    from presence_audit.cli.notice import print_notice

    raise typer.Exit(print_notice(profiles, kind=kind, lang=lang, leader=leader, output=output))


@app.command()
def metrics(format_: opt.TwoFormats = None, plain: opt.Plain = False) -> None:
    """List the metrics by pillar: weight, unit, curve, anchors, and how far to trust them."""
    from presence_audit.cli.explain import metrics as run_metrics

    raise typer.Exit(run_metrics(format_ or "terminal", plain=plain))


@app.command()
def platforms(format_: opt.TwoFormats = None) -> None:
    """List the platforms: what each shows, its robots stance, and when it was last proven."""
    from presence_audit.cli.platforms import platforms as run_platforms

    raise typer.Exit(run_platforms(format_ or "terminal"))


@app.command()
def forget(
    leader: LeaderName,
    profiles: ProfilesOption = None,
    store: opt.Store = None,
    alias: Aliases = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for where nobody can answer.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would go, and change nothing.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Let the next scan ask for the person again; brings nothing back.")
    ] = False,
) -> None:
    """Erase a leader from everything that was ever written, and keep the leader out of the next scan."""
    from presence_audit.cli._person import Asked
    from presence_audit.cli.forget import run_forget

    asked = Asked(leader, profiles, store, tuple(alias or ()))
    raise typer.Exit(run_forget(asked, yes=yes, dry_run=dry_run, undo=undo))


@app.command("export-subject")
def export_subject(
    leader: LeaderName,
    profiles: ProfilesOption = None,
    store: opt.Store = None,
    alias: Aliases = None,
    output: OutputFile = None,
) -> None:
    """Write everything that is held of a leader, as JSON, for the leader."""
    from presence_audit.cli._person import Asked
    from presence_audit.cli.export_subject import run_export

    raise typer.Exit(run_export(Asked(leader, profiles, store, tuple(alias or ())), output))


@app.command()
def purge(
    profiles: ProfilesOption = None,
    store: opt.Store = None,
    before: Annotated[
        str | None,
        typer.Option("--before", metavar="DATE", help="Delete what is older than this day, whatever the settings say."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count what would go, and change nothing.")] = False,
) -> None:
    """Delete what has been kept for long enough: observations, recordings, cached pages."""
    from presence_audit.cli._person import Asked
    from presence_audit.cli.purge import run_purge

    raise typer.Exit(run_purge(Asked("", profiles, store), before=before, dry_run=dry_run))


@app.command()
def schema(name: SchemaName) -> None:
    """Print a JSON Schema."""
    from presence_audit.cli.schema import schema as run_schema

    raise typer.Exit(run_schema(name))


@app.command(name="import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="What a site gave to the owner: a file, a zip or a folder.")
    ],
    profiles: Annotated[
        Path, typer.Option("--profiles", metavar="FILE", help="The company whose channels they are of.")
    ] = Path("profiles.yaml"),
    channel: Annotated[
        str | None,
        typer.Option("--channel", metavar="URL|ID", help="Which channel they are of, where that does not show."),
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option("--date-order", metavar="dmy|mdy|ymd", help="How they write dates, where it does not show."),
    ] = None,
    store: opt.Store = None,
) -> None:
    """Read owners' exports into the history."""
    from presence_audit.cli.import_ import Import

    raise typer.Exit(Import(tuple(files), profiles, channel, store, date_order).run())


def run(args: list[str]) -> int:
    """Run one command line; returns the exit code of the contract (design: never by format)."""
    try:
        app(args=args, prog_name="presence-audit")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except PresenceAuditError as error:
        say(f"presence-audit: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        say("presence-audit: interrupted")
        return 130
    return 0

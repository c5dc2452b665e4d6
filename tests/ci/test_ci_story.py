"""Weeks of a repository that audits itself: the action and the workflow as they stand, against a bare git repository.

The site is served on loopback and changes between the weeks; the program is the installed one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from ci.workflows import GITLAB, WEEKLY, Runner, git, machine, repository, step, told
from cli.installed import Site, feed, serving

STEPS = WEEKLY["jobs"]["audit"]["steps"]
INPUTS = {name: value for name, value in step(STEPS, "audit")["with"].items() if name != "week"}
WRITTEN = {
    "history/presence.jsonl",
    "presence/report.md",
    "presence/result.json",
    "presence/badge.json",
    "presence/badge.svg",
}
WEEK_1, WEEK_2 = "2026-W46", "2026-W47"
DAYS = [f"2026-{month:02}-{day:02}" for month in (6, 7, 8, 9, 10, 11) for day in (2, 9)]
PROFILES = """\
company:
  name: Nordlys Energi
  timezone: Europe/Oslo
channels:
  - {{platform: feed, url: '{news}'}}
leaders:
  - name: Kari Nordlys
    role: CEO
    channels:
      - {{platform: feed, url: '{column}'}}
settings: {{allow_private_hosts: [127.0.0.1]}}
"""


@dataclass
class Company:
    """A repository with a profiles file, the site that it is about, and the runner that audits it every week."""

    site: Site
    runner: Runner
    bare: Path

    def posts(self, news: list[str], column: list[str]) -> None:
        self.site.serve("/news.xml", feed(*news))
        self.site.serve("/column.xml", feed(*column, title="Kari"))

    def week(self, week: str, **changed: str) -> tuple[int, dict[str, str], bool]:
        """One run of the workflow: its exit code, the outputs of the audit, and whether it pushed a commit."""
        before = git(self.bare, "rev-parse", "main")
        assert self.runner.run(step(STEPS, "Make room for what is written"), {})[0] == 0
        inputs = INPUTS | {"week": week} | {name.replace("_", "-"): value for name, value in changed.items()}
        code, outputs = self.runner.audit(inputs)
        commit = step(STEPS, "Commit what changed")
        assert commit["if"] == "${{ !cancelled() && steps.audit.outputs.changed == 'true' }}"
        if outputs["changed"] == "true":
            log = self.runner.log
            assert self.runner.run(commit, {"github.token": "secret", "github.ref_name": "main"})[0] == 0, (
                self.runner.log
            )
            self.runner.log = log
        return code, outputs, git(self.bare, "rev-parse", "main") != before

    def committed(self, path: str) -> str:
        return git(self.bare, "show", f"main:{path}")


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with serving() as site:
        checkout = repository(tmp_path)
        text = PROFILES.format(news=f"{site.url}/news.xml", column=f"{site.url}/column.xml")
        (checkout / "profiles.yaml").write_text(text, "utf-8")
        runner = Runner(checkout, machine(tmp_path))
        git(checkout, "add", "profiles.yaml")
        git(checkout, "-c", "user.name=a", "-c", "user.email=a@nordlys.example", "commit", "--quiet", "-m", "Begin")
        git(checkout, "push", "--quiet", "origin", "HEAD:main")
        told_ = Company(site, runner, tmp_path / "bare.git")
        told_.posts(DAYS, DAYS[1:])
        yield told_


def test_the_first_week_commits_and_an_unchanged_rerun_commits_nothing(company: Company) -> None:
    code, outputs, is_pushed = company.week(WEEK_1)

    assert (code, outputs["exit-code"], outputs["changed"], is_pushed) == (0, "0", "true", True)
    assert outputs["report"] == "presence/report.md\npresence/result.json"
    files = set(git(company.bare, "ls-tree", "-r", "--name-only", "main").split())
    assert files == {"profiles.yaml"} | WRITTEN
    assert json.loads(company.committed("presence/badge.json"))["message"].startswith(outputs["score"])

    code, again, is_pushed = company.week(WEEK_1)

    assert (code, again["changed"], is_pushed) == (0, "false", False)
    assert git(company.runner.checkout, "status", "--porcelain") == ""
    assert {**again, "changed": "true"} == outputs


def test_a_second_week_shows_in_the_diff_what_has_changed(company: Company) -> None:
    company.week(WEEK_1)
    company.posts([*DAYS, "2026-11-17", "2026-11-19"], DAYS[1:])

    code, outputs, is_pushed = company.week(WEEK_2)

    diff = git(company.bare, "diff", "--unified=0", "main~1", "main", "--", "presence/report.md")
    assert (code, outputs["changed"], is_pushed) == (0, "true", True)
    assert "2026-11-19" in diff
    assert json.loads(company.committed("presence/result.json"))["as_of"] == "2026-11-22T22:59:59Z"


def somebody_pushes(company: Company, path: str, folder: Path) -> None:
    """A commit by somebody else, while the job is at work."""
    git(folder, "clone", "--quiet", str(company.bare), "elsewhere")
    (folder / "elsewhere" / path).write_text("Meanwhile\n", "utf-8")
    git(folder / "elsewhere", "add", path)
    words = ("-c", "user.name=b", "-c", "user.email=b@nordlys.example", "commit", "--quiet", "-m", "Meanwhile")
    git(folder / "elsewhere", *words)
    git(folder / "elsewhere", "push", "--quiet", "origin", "HEAD:main")


def test_what_somebody_pushed_during_the_audit_costs_no_week(company: Company, tmp_path: Path) -> None:
    somebody_pushes(company, "README.md", tmp_path)

    _, _, is_pushed = company.week(WEEK_1)

    files = set(git(company.bare, "ls-tree", "-r", "--name-only", "main").split())
    assert is_pushed
    assert files == {"profiles.yaml", "README.md"} | WRITTEN


def test_a_gate_that_fails_gives_10_and_the_report_that_says_why_is_committed(company: Company) -> None:
    code, outputs, is_pushed = company.week(WEEK_1, fail_under="99")

    assert (code, outputs["exit-code"], is_pushed) == (10, "10", True)
    assert "::error file=profiles.yaml,line=1,col=1,title=presence-audit::gate failed" in company.runner.log
    assert "gate failed" in company.committed("presence/badge.json")


def test_a_gate_and_a_problem_of_the_file_are_annotated_on_their_lines(company: Company) -> None:
    path = company.runner.checkout / "profiles.yaml"
    whole = path.read_text("utf-8")
    path.write_text(whole + "gates:\n  - {id: cadence, minimum: 99}\n", "utf-8")

    assert company.week(WEEK_1)[0] == 10
    assert "::error file=profiles.yaml,line=13,col=5,title=presence-audit::gate failed: cadence" in company.runner.log

    path.write_text(whole.replace("timezone:", "timezon:"), "utf-8")

    code, outputs, is_pushed = company.week(WEEK_1)

    assert (code, outputs["exit-code"], is_pushed) == (2, "2", False)
    assert "::error file=profiles.yaml,line=3,col=3,title=presence-audit::the key `timezon`" in company.runner.log
    assert [line for line in company.runner.log.splitlines() if not line.startswith("::")] == [
        "presence-audit: profiles.yaml:3:3: the key `timezon` is not known; did you mean `timezone`?"
    ]


def test_a_wall_gives_4_and_is_no_bad_score(company: Company) -> None:
    _, before, _ = company.week(WEEK_1)
    company.site.serve("/news.xml", "<title>Log in</title><form><input type='password'></form>", "text/html", 401)

    code, outputs, is_pushed = company.week(WEEK_2, fail_under=before["low"])

    assert (code, outputs["exit-code"], is_pushed) == (4, "4", True)
    assert float(outputs["coverage"]) < float(before["coverage"])
    assert "gate undecided" in company.runner.log
    assert "gate undecided" in company.committed("presence/badge.json")


def test_a_crash_gives_1_and_commits_nothing(company: Company) -> None:
    company.week(WEEK_1)

    code, outputs, is_pushed = company.week(WEEK_2, output="/proc/report.md")

    assert (code, outputs["exit-code"], outputs["score"], outputs["changed"], is_pushed) == (1, "1", "", "", False)


def test_nothing_that_an_input_says_is_run(company: Company) -> None:
    attempts = [
        "$(touch pwned)",
        "`touch pwned`",
        "x; touch pwned",
        '" && touch pwned "',
        "--help",
        "-o pwned",
        "x\n--help",
    ]
    for attempt in attempts:
        said = dict.fromkeys(("output", "badge", "week", "lang", "fail-under", "store"), attempt)
        for inputs in (said, {**INPUTS, "week": WEEK_1, "profiles": attempt}):
            assert company.runner.audit(inputs)[0] == 2, (attempt, company.runner.log)
    assert {path.name for path in company.runner.checkout.iterdir()} == {".git", "profiles.yaml"}


def test_the_token_is_in_no_file_and_no_command_line(company: Company) -> None:
    company.week(WEEK_1)

    assert step(STEPS, "Commit what changed")["run"].count("$TOKEN") == 1  # within the words that git gives to a shell
    for path in (company.runner.checkout / ".git").rglob("*"):
        assert not path.is_file() or b"secret" not in path.read_bytes()


def test_the_job_for_gitlab_commits_what_changed_and_ends_with_the_code_of_the_audit(company: Company) -> None:
    job, runner = GITLAB["presence-audit"], company.runner
    [script] = job["script"]
    runner.env |= {
        "CI_SERVER_HOST": "gitlab.example", "CI_PROJECT_PATH": "nordlys/presence", "CI_COMMIT_BRANCH": "main",
        "PRESENCE_AUDIT_WEEK": WEEK_1, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_VALUE_0": "https://gitlab.example/nordlys/presence.git",
        "GIT_CONFIG_KEY_0": f"url.{company.bare}.insteadOf",
    }  # fmt: skip

    git(company.bare, "config", "receive.advertisePushOptions", "true")

    assert runner.bash(script, {}) == 0  # without a token nothing is pushed
    assert git(company.bare, "rev-list", "--count", "main") == "1"
    assert runner.bash(script, {"PRESENCE_AUDIT_PUSH_TOKEN": "secret"}) == 0, runner.log
    assert git(company.bare, "rev-list", "--count", "main") == "2"
    assert (runner.checkout / job["artifacts"]["reports"]["junit"]).read_bytes().startswith(b"<?xml")
    assert runner.bash(script, {"PRESENCE_AUDIT_WEEK": "2026-W54"}) == 2
    # Begun at an old commit, as a pipeline that is run again: nothing has changed, and so nothing is committed.
    git(runner.checkout, "checkout", "--quiet", "HEAD~1")
    assert runner.bash(script, {"PRESENCE_AUDIT_PUSH_TOKEN": "secret"}) == 0, runner.log
    assert git(company.bare, "rev-list", "--count", "main") == "2"
    assert runner.bash(script, {"PRESENCE_AUDIT_FAIL_UNDER": "99"}) == 10
    assert "secret" not in runner.log


def test_the_job_for_gitlab_commits_nothing_of_a_run_that_broke(company: Company) -> None:
    [script] = GITLAB["presence-audit"]["script"]
    script = script.replace("--badge presence/badge.svg", "--badge /proc/badge.svg")  # the last that is written
    runner = company.runner
    runner.env |= {
        "CI_SERVER_HOST": "gitlab.example",
        "CI_PROJECT_PATH": "nordlys/presence",
        "CI_COMMIT_BRANCH": "main",
    }

    assert runner.bash(script, {"PRESENCE_AUDIT_WEEK": WEEK_1, "PRESENCE_AUDIT_PUSH_TOKEN": "secret"}) == 1
    assert "cannot write" in runner.log
    assert git(runner.checkout, "diff", "--cached", "--name-only") == ""
    assert git(company.bare, "rev-list", "--count", "main") == "1"


def test_an_expression_is_answered_as_github_does() -> None:
    assert told("${{ inputs.week || 'last' }}", {}) == "last"
    assert told("${{ inputs.week || 'last' }}", {"inputs.week": WEEK_1}) == WEEK_1


def test_a_history_alone_that_grew_is_a_change(company: Company) -> None:
    company.week(WEEK_1, output="", badge="")

    _, outputs, is_pushed = company.week(WEEK_2, output="", badge="")

    assert (outputs["changed"], outputs["report"], is_pushed) == ("true", "", True)
    assert company.week(WEEK_2, output="", badge="")[1:] == ({**outputs, "changed": "false"}, False)

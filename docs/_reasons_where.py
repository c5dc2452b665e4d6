"""Which strings of the sources can reach the reason or the next step of a result, and which cannot.

A room is searched whole, since a reason passes through variables, notes and other sentences on its way; left out is
what never leaves the program: patterns, addresses, logs, errors that end the command, and the documentation.
"""

from __future__ import annotations

from typing import Final, get_args

from presence_audit.model.observation import DatePrecision, Kind
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import Shows
from presence_audit.reports._words import BY_CHOICE, OUTCOMES, ROUTES
from presence_audit.scoring import anchors

# The rooms, and in each the files whose strings are patterns, vocabularies or errors only.
ROOMS: Final = {
    "audit.py": (),
    "model/outcome.py": (),
    "metrics": ("_bylines", "_findings_unknown", "_holidays", "_reading", "_roles", "_texts"),
    "compare": (
        "__init__",
        "_article",
        "_benchmark",
        "_benchmark_article",
        "_benchmark_facts",
        "_benchmark_words",
        "_counted_leaders",
        "_leader_answers",
        "_middles",
        "_pack",
        "_pack_read",
        "_peers",
        "_ranking",
        "_voice",
    ),
    "routes": ("_imported",),
    "platforms": (
        "__init__",
        "_age_words",
        "_ages",
        "_count_words",
        "_dates",
        "_elsewhere",
        "_html",
        "_linkedin_cards",
        "_linkedin_urls",
        "_numbers",
        "_urls",
        "_words",
    ),
    "exports": ("__init__", "_car", "_files", "_json", "_tables", "_when", "_named_rows", "_meta_rows"),
    "fetch": ("_cache", "_contract", "_erasure", "_exchange", "_guard", "_recorder", "_spool", "_warc"),
}
# Calls, arguments of calls and names of constants within which nothing is said in a report.
CALLS: Final = frozenset(
    {
        "compile", "words", "marks", "Platform", "Metric", "Export", "Request", "Refusal", "Account", "Post",
        "Agency", "Language", "StatusAndHeaders", "Node", "EvidenceError", "UsageError", "OutputError",
        "BrokenRecordError", "DamagedError", "ValueError", "TypeError", "AssertionError", "PermissionError",
        "unusable", "_unusable", "refuse_html", "csv_rows", "Error", "search", "findall", "xpath", "select",
        "select_one", "find", "removeprefix", "removesuffix", "startswith", "endswith", "split", "strptime", "debug",
        "info", "warning", "exception", "urlencode", "frozenset", "_sheet", "platform_of", "quote", "iso_time",
        "error", "identified_by",
    }
)  # fmt: skip
# In these calls something is said after all, wherever they stand.
SAYS: Final = frozenset({"Way", "Drift", "network_error", "NoAnswer", "sentence", "blocked"})
ARGUMENTS: Final = frozenset({"id", "url", "name", "marks", "response_headers"})
NAMES: Final = frozenset(
    {
        "_RESERVED", "_BLOCK_TAGS", "_COLUMNS", "_CHANNEL", "_HEADINGS", "_AGAIN_EXPORT", "_MEMBERS_ONLY",
        "_DOCUMENT", "_NO_ALT", "_UNITS", "_WEBFINGER", "_ISO", "_SPACE", "_MARK", "_SCALES", "_TELLS", "headers",
        "url", "question", "api", "paging", "code", "there", "top", "starts", "answers_to", "bio", "links",
        "ACCEPT_ENCODING", "_SHORT_FORMS", "_KINDS", "Shows", "Live", "Effort", "Dating", "_Answers",
        "NO_COMPANY_POST", "_MEANINGS", "GOAL", "EFFORTS", "_DEEDS", "_TERMS", "_POSTS", "_REPOSTS", "_PROFILES",
    }
)  # fmt: skip
# In exports these tell why a file cannot be used, which ends the command.
OF_FILES: Final = frozenset({"why", "step", "_AGAIN", "_IN_ENGLISH", "_POSTS_WANTED", "_WHOLE", "_STEP", "_TOO_LARGE"})

# What sites say, or a name, that only looks like prose.
FOREIGN: Final = frozenset(
    {
        "AWS WAF",
        "Bunny Shield",
        "account suspended",
        "alt text",
        "an hour",
        "{deed} in {repository}",
        "{deed} {action} in {repository}",
    }
)
FOREIGN_MARK: Final = "\u2019"  # a quotation of a site; our own texts use the straight one


def closed_lists() -> dict[str, str]:
    """Words of the closed lists that sentences are filled with, each with the file that holds the list."""
    outcomes = {outcome.value.replace("_", " "): "model/outcome.py" for outcome in Outcome}
    kinds = {f"{kind} {{count}}": "model/observation.py" for kind in get_args(Kind)}
    units = dict.fromkeys(get_args(DatePrecision), "model/observation.py")
    shown = {what: "platforms/_contract.py" for what in get_args(Shows) if what not in {"alt text", "engagement"}}
    goals = {f"{{number}}/{unit}": "profiles/_keys.py" for unit in ("day", "week", "month", "year")}
    industries = {name.replace("-", " "): "scoring/anchors.yaml" for name in anchors().industries.rates}
    bands = dict.fromkeys(("easy", "medium", "hard"), "metrics/readability.py")
    answers = dict.fromkeys(OUTCOMES.values(), "reports/_words.py") | dict.fromkeys(
        ROUTES.values(), "reports/_words.py"
    )
    words = {"microblog": "metrics/_subjects.py", "public": "model/profiles.py", "text": "platforms/_wire.py"}
    words["Website"] = "platforms/website.py"  # the one platform that is called by a common noun
    words |= {"reactions": "metrics/_pool.py", "texts": "metrics/_pool.py"}
    words["a large brand in {industry} ({publisher} {year})"] = "scoring/_nouns.py"
    words[BY_CHOICE] = "reports/_words.py"
    return outcomes | answers | goals | kinds | units | shown | industries | bands | words

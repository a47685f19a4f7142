"""The commands that write, each with the workspace that it starts from: (kind of workspace, runs before it, the run itself). A run is
(user, day, words). They are the example division's, as tests/faults/place.py makes it."""

import re

from place import FINAL, FRIDAY, PLANNING, QUARTER, Holder

UPDATE = ("update", "Security Training/KR1", "--value", "70", "--health", "on-track", "--accomplished", "Everybody is enrolled.")
TICK = ("--milestone", "1=done")
ADD = ("dependency", "add", "Security Training/KR2", "--team", "PeopleOps", "--need", "send times")
ANSWERED = ("Security Training/KR2", "PeopleOps")
NO = ("--no-capacity", "--reason", "hiring freeze")
RUNNING = ("--quarter", "FY28-Q1")
EXCLUDE = ("draft", "exclude", "Supplier Assurance", "--reason", "beyond five")
AMENDED_ON = "2027-03-01"
SEVERAL = """# Security Training/KR1

## Weekly KR Update for the week starting on 2027-02-08

Progress: % · Value: 70 % · Health: On Track

## What was accomplished this week

- enrolled

# Credential Rotation/KR1

## Weekly KR Update for the week starting on 2027-02-08

Progress: % · Value: 160 · Health: At Risk

Risk: no window; a date; @ciso

## What was accomplished this week

- counted
"""

asked = ("lena-fischer", PLANNING, ADD)
asked_later = ("lena-fischer", "2027-02-10", ADD + RUNNING)
declined = ("peopleops-manager", "2027-01-05", ("dependency", "decline", *ANSWERED, "--class", "scope", "--reason", "not ours"))


def edit(here, name, *pairs):
    path = here.path(name)
    text = path.read_text()
    for old, new in pairs:
        assert old in text, f"{old!r} is not in {name}"
        text = text.replace(old, new)
    path.write_text(text)


def new_supplier(here):
    edit(here, QUARTER + "/security-training.md", ("from 62 to 90 %", "from 62 to 85 %"), ("Achieve 90% completion", "Achieve 85% completion"))
    edit(here, QUARTER + "/vulnerability-remediation.md", ("from 45 to 21", "from 45 to 25"))


def several(here):
    here.path("friday.md").write_text(SEVERAL)


def waiting(here):
    """An update with a tick that could not be sent."""
    holder = Holder(here)
    here.run(*UPDATE, *TICK, user="training-manager", day=FRIDAY)
    holder.let_go()
    assert list(here.path(".secokr/outbox").iterdir()), "nothing waits"


def changed_on_the_issue(here):
    """Somebody changed a metric on the issue."""
    import sqlite3
    with sqlite3.connect(here.path(".secokr/tracker.sqlite")) as database:
        database.execute("UPDATE issues SET description = replace(description, ' to 90 %', ' to 85 %') WHERE title LIKE '%KR1 (Security Training)%'")
    database.close()


SCENARIOS = {
    "finalize": ("drafted", [], ("ciso", FINAL, ("finalize",))),
    "finalize of files without ids": ("hand-written", [], ("ciso", FINAL, ("finalize",))),
    "finalize with an override": ("drafted", [], ("ciso", "2027-01-12", ("finalize", "--override", "P6", "--reason", "the CISO is away"))),
    "amend": ("published", [new_supplier], ("ciso", AMENDED_ON, ("finalize", "FY28-Q1", "--amend", "--reason", "a new supplier"))),
    "drift accepted": ("published", [changed_on_the_issue], ("ciso", AMENDED_ON, ("drift", "--accept", "--reason", "the tool came late"))),
    "update": ("published", [], ("training-manager", FRIDAY, UPDATE + TICK)),
    "update of a note": ("published", [("training-manager", FRIDAY, UPDATE[:-1] + ("Before.",))], ("training-manager", FRIDAY, UPDATE)),
    "update of a state": ("published", [], ("training-manager", FRIDAY, ("update", "Security Training/KR1", "--state", "paused", "--critical-project",
                                                                         "https://example.com/cp"))),
    "update of several": ("published", [several], ("ciso", FRIDAY, ("update", "--file", "friday.md"))),
    "sync": ("published", [waiting], ("training-manager", FRIDAY, ("sync",))),
    "exclude": ("drafted", [], ("ciso", PLANNING, EXCLUDE)),
    "include": ("drafted", [("ciso", PLANNING, EXCLUDE)], ("ciso", "2027-01-04", ("draft", "include", "Supplier Assurance"))),
    "renumber": ("drafted", [], ("assurance-director", PLANNING, ("draft", "renumber", "Security Training", "--order", "3,1,2"))),
    "drop": ("drafted", [asked, declined], ("assurance-director", "2027-01-06", ("draft", "drop", "Security Training/KR2", "--reason", "nobody has capacity"))),
    "rescope": ("drafted", [asked, declined], ("lena-fischer", "2027-01-06", ("draft", "rescope", "Security Training/KR2", "--reason", "we ask the managers",
                                                                              "--outcome", "Managers name them."))),
    "business as usual": ("drafted", [], ("secops-director", PLANNING, ("draft", "business-as-usual", "--reason", "backlog"))),
    "decline": ("drafted", [asked], ("peopleops-manager", "2027-01-05", ("dependency", "decline", *ANSWERED, *NO))),
    "decline on the issue": ("published", [asked_later], ("peopleops-manager", "2027-02-11", ("dependency", "decline", *ANSWERED, *NO, *RUNNING))),
    "confirm": ("drafted", [asked], ("peopleops-manager", "2027-01-05", ("dependency", "confirm", *ANSWERED))),
    "dependency": ("drafted", [], asked),
    "new key result": ("drafted", [], ("risk-manager", PLANNING, ("draft", "kr", "Supplier Assurance", "--title", "Visit 5 of 50 suppliers", "--dri",
                                                                  "@david-park", "--metric", "suppliers visited from 0 to 5", "--outcome", "We have seen them.",
                                                                  "--milestone", "a plan; @david-park; 2027-03-26"))),
    "edit": ("drafted", [], ("risk-manager", PLANNING, ("draft", "edit", "Supplier Assurance", "--outcome", "We know them."))),
    "carry": ("published", [], ("training-manager", "2027-03-15", ("draft", "carry", "FY28-Q1/Security Training/KR1", "--keep", "--quarter", "FY28-Q2"))),
    "remind": ("published", [], ("ciso", FRIDAY, ("remind", "--post"))),
    "label setup": ("drafted", [], ("ciso", PLANNING, ("label", "setup"))),
}


# Played again on the same day only: a reminder is its day's.
SAME_DAY = ("remind",)


def next_day(day):
    """The day after: no scenario is played on a month's last."""
    return re.sub(r"\d\d$", lambda last: f"{int(last[0]) + 1:02}", day)

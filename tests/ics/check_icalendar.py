#!/usr/bin/env python3
"""Reads the sample calendars with Python's icalendar and compares them with the dates of the process.

Usage: check_icalendar.py FOLDER, as ics_samples wrote it. Prints each break and exits 1 when there is any or nothing was read.
"""
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import icalendar

EXPECTED = {
    "plain.ics": {
        "fy28-q1-ideas@secokr": (date(2026, 12, 14), date(2026, 12, 15)),
        "fy28-q1-objectives@secokr": (date(2026, 12, 21), date(2026, 12, 22)),
        "fy28-q1-proposal@secokr": (date(2027, 1, 4), date(2027, 1, 5)),
        "fy28-q1-preparation@secokr": (date(2027, 1, 4), date(2027, 1, 19)),
        "fy28-q1-final@secokr": (date(2027, 1, 18), date(2027, 1, 19)),
        "fy28-q1-weekly-update@secokr": (date(2027, 2, 5), date(2027, 2, 6)),
    },
    "moved.ics": {
        "fy29-q1-ideas@secokr": (date(2027, 12, 20), date(2027, 12, 21)),
        "fy29-q1-objectives@secokr": (date(2028, 1, 3), date(2028, 1, 4)),
        "fy29-q1-ceo-shares@secokr": (date(2028, 1, 6), date(2028, 1, 7)),
        "fy29-q1-proposal@secokr": (date(2028, 1, 10), date(2028, 1, 11)),
        "fy29-q1-preparation@secokr": (date(2028, 1, 10), date(2028, 1, 25)),
        "fy29-q1-final@secokr": (date(2028, 1, 24), date(2028, 1, 25)),
        "fy29-q1-weekly-update@secokr": (date(2028, 2, 11), date(2028, 2, 12)),
        "fy29-q1-weekly-update-2028-01-31@secokr": (date(2028, 2, 3), date(2028, 2, 4)),
        "fy29-q1-weekly-update-2028-04-10@secokr": (date(2028, 4, 13), date(2028, 4, 14)),
    },
}
UNTIL = {"plain.ics": date(2027, 4, 30), "moved.ics": date(2028, 4, 28)}
EXCEPTED = {"plain.ics": [], "moved.ics": [date(2028, 4, 14)]}
STAMP = datetime(2026, 11, 22, 9, 30, tzinfo=timezone.utc)

breaks = []


def check(good: bool, message: str) -> None:
    if not good:
        breaks.append(message)


def read(path: Path) -> icalendar.Calendar:
    data = path.read_bytes()
    lines = data.split(b"\r\n")
    check(lines[-1] == b"" and b"\n" not in data.replace(b"\r\n", b""), f"{path.name}: a line does not end with CRLF")
    check(all(len(line) <= 75 for line in lines), f"{path.name}: a line has more than 75 octets")
    calendar = icalendar.Calendar.from_ical(data)
    check(calendar["VERSION"] == "2.0" and "PRODID" in calendar and "METHOD" not in calendar, f"{path.name}: the calendar's properties")
    check(all(not part.errors for part in calendar.walk()), f"{path.name}: {[part.errors for part in calendar.walk()]}")
    check(calendar.to_ical() != b"" and len(icalendar.Calendar.from_ical(calendar.to_ical()).walk()) == len(calendar.walk()),
          f"{path.name}: does not survive being written again")
    return calendar


def events_of(path: Path) -> dict:
    events = read(path).walk("VEVENT")
    by_uid = {str(event["UID"]): event for event in events}
    check(len(by_uid) == len(events), f"{path.name}: a UID comes twice")
    for uid, event in by_uid.items():
        alarms = event.walk("VALARM")
        check(len(alarms) == 1 and alarms[0]["ACTION"] == "DISPLAY" and alarms[0]["TRIGGER"].dt < timedelta(0), f"{uid}: its alarm")
        check(event["DTSTAMP"].dt == STAMP, f"{uid}: DTSTAMP {event['DTSTAMP'].dt}")
        check(type(event["DTSTART"].dt) is date and type(event["DTEND"].dt) is date, f"{uid}: is not of whole days")
        check(event["TRANSP"] == "TRANSPARENT", f"{uid}: shows its reader as busy")
    return by_uid


def excepted_days(event: icalendar.Event) -> list:
    lists = event.get("EXDATE", [])
    return [day.dt for part in (lists if isinstance(lists, list) else [lists]) for day in part.dts]


def check_named(folder: Path, name: str) -> None:
    events = events_of(folder / name)
    found = {uid: (event["DTSTART"].dt, event["DTEND"].dt) for uid, event in events.items()}
    check(found == EXPECTED[name], f"{name}: {found}")
    weekly = next(event for uid, event in events.items() if uid.endswith("weekly-update@secokr"))
    rule = weekly["RRULE"]
    check(rule["FREQ"] == ["WEEKLY"] and rule["BYDAY"] == ["FR"] and rule["UNTIL"] == [UNTIL[name]], f"{name}: {rule}")
    check(excepted_days(weekly) == EXCEPTED[name], f"{name}: EXDATE {excepted_days(weekly)}")


def main(folder: Path) -> int:
    for name in EXPECTED:
        check_named(folder, name)
    differing = events_of(folder / "differing.ics")
    check(set(differing) <= set(EXPECTED["moved.ics"]), "a UID changed when its date was moved")
    seen = set()
    quarters = sorted((folder / "every").glob("*.ics"))
    for path in quarters:
        uids = set(events_of(path))
        check(len(uids) == 6 and not uids & seen, f"{path.name}: its UIDs are not its own: {uids}")
        seen |= uids
    check(len(quarters) == 40, f"{len(quarters)} quarters were read, not 40")
    for line in breaks:
        print(line)
    print(f"{len(quarters) + 3} calendars read by icalendar {icalendar.__version__}, {len(breaks)} breaks")
    return 1 if breaks else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

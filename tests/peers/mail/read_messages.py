"""Reads mails as Python's own parser and the icalendar library understand them.

    read_messages.py FOLDER

For each FOLDER/*.eml one line of JSON on the output, in the order of the names.
"""

import email
import email.policy
import json
import pathlib
import sys
from datetime import timezone

import icalendar


def instant(moment, zones):
    """By the rules in the file: the zones of this machine may be of another year."""
    dt = moment.dt
    if "TZID" in moment.params:
        dt = dt.replace(tzinfo=zones[moment.params["TZID"]])
    return dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def invitation(payload):
    calendar = icalendar.Calendar.from_ical(payload)
    events = calendar.walk("VEVENT")
    assert len(events) == 1, "one event"
    event = events[0]
    zones = {
        str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")
    }
    attendees = event.get("ATTENDEE", [])
    if not isinstance(attendees, list):
        attendees = [attendees]
    return {
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "start": instant(event["DTSTART"], zones),
        "end": instant(event["DTEND"], zones),
        "summary": str(event["SUMMARY"]),
        "organizer": str(event["ORGANIZER"]),
        "attendees": [[str(one), str(one.params.get("CN", ""))] for one in attendees],
        "alarms": len(event.walk("VALARM")),
    }


def facts(path):
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    out = {
        "defects": [str(defect) for part in mail.walk() for defect in part.defects],
        "headers": mail.keys(),
        "subject": str(mail["Subject"]),
        "to": [[one.display_name, one.addr_spec] for one in mail["To"].addresses],
        "from": [[one.display_name, one.addr_spec] for one in mail["From"].addresses],
        "date": mail["Date"].datetime.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "kinds": [part.get_content_type() for part in mail.walk()],
        "text": mail.get_body(("plain",)).get_content(),
        "html": mail.get_body(("html",)).get_content(),
    }
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            out["outside"] = part.get_param("method")
            out["charset"] = part.get_param("charset")
            out["inside"] = invitation(part.get_payload(decode=True))
        if part.get_content_disposition() == "attachment":
            out["file"] = part.get_filename()
            out["same"] = invitation(part.get_payload(decode=True))
    return out


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
    print(json.dumps(facts(path)))

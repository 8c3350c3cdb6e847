#!/usr/bin/env python3
"""A panel of gen_panel.py as a `slots_find` request: as_request.py panel.json > request.json

The peers widen every busy time by the buffer on both sides: here that is the attendee's own buffer
before and after a meeting."""
import json
import sys
from datetime import datetime, timezone

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def instant(milliseconds):
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def request(panel, limit=50):
    start = panel["start"]
    people = [
        {
            "id": f"person-{person['id']}",
            "time_zone": person["tz"],
            "working_hours": [{"days": [DAYS[day - 1] for day in person["days"]],
                               "start": clock(person["start"]), "end": clock(person["end"])}],
            "busy": [{"start": instant(s), "end": instant(e)} for s, e in person["busy"]],
            "buffer_before_minutes": person["buffer"],
            "buffer_after_minutes": person["buffer"],
        }
        for person in panel["people"]
    ]
    return {
        "now": instant(start),
        "window": {"start": instant(start), "end": instant(start + panel["days"] * 86_400_000)},
        "duration_minutes": panel["duration"],
        "step_minutes": panel["step"],
        "anchor_zone": panel["viewer"],
        "minimum_notice_minutes": panel["notice_min"],
        "limit": limit,
        "attendees": people,
    }


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        print(json.dumps(request(json.load(file)), separators=(",", ":")))

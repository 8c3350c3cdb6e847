#!/usr/bin/env python3
"""Slots for a panel, side by side: our engine in process, a sweep over sorted intervals in Python,
cal.com's published slot code, and `muster stdio` from outside. The engines take turns, round after
round, on the same seeded panels, and must give the same slots. Ends with 1 when a goal is missed.

Times are medians over the rounds of each engine's own p50 and p95."""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from as_request import request

HERE = Path(__file__).resolve().parent


def said(words):
    return json.loads(subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout)


def checksum(starts):
    return (len(starts), starts[:2], starts[-1:], sum(starts) % 1_000_003)


def same(mine, peer, name):
    theirs = (peer["slots"], peer["first"], peer["last"], peer["sum"])
    if checksum(mine) != theirs:
        sys.exit(f"{name} gives other slots: {theirs}, not {checksum(mine)}")


def through_stdio(muster, folder, wanted, count):
    """The microseconds of each answer, from the line written to the line read."""
    line = json.dumps({"id": 1, "command": "slots_find", "params": wanted}, separators=(",", ":")) + "\n"
    process = subprocess.Popen([muster, "--workspace", folder / "workspace", "stdio"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    reader = os.fdopen(os.dup(process.stdout.fileno()), "rb")
    data, times = line.encode(), []
    for _ in range(count):
        begun = time.perf_counter()
        process.stdin.write(data)
        answer = reader.readline()
        times.append((time.perf_counter() - begun) * 1e6)
    process.stdin.close()
    process.wait()
    slots = json.loads(answer)["ok"]["slots"]
    times.sort()
    return times[len(times) // 2], times[len(times) * 95 // 100], len(slots)


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--timer", required=True, help="the built example time_slots")
    parse.add_argument("--folder", type=Path, required=True)
    parse.add_argument("--out", type=Path, required=True)
    parse.add_argument("--calcom", type=Path, help="the unpacked package; left out, it is not measured")
    parse.add_argument("--muster", help="the built command; left out, stdio is not measured")
    parse.add_argument("--rounds", type=int, default=3)
    parse.add_argument("--seeds", type=int, nargs="*", default=[1, 2])
    arguments = parse.parse_args()
    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    rows = {}

    def note(name, p50, p95):
        rows.setdefault(name, []).append((p50, p95))

    for seed in arguments.seeds:
        files = {}
        for people, days in ((6, 30), (30, 30), (3, 14)):
            panel = said([sys.executable, HERE / "gen_panel.py", "--seed", seed, "--people", people, "--days", days])
            name = folder / f"panel-{seed}-{people}"
            name.with_suffix(".json").write_text(json.dumps(panel))
            wanted = folder / f"request-{seed}-{people}.json"
            wanted.write_text(json.dumps(request(panel), separators=(",", ":")))
            files[people] = (name.with_suffix(".json"), wanted)
        panel, wanted = files[6]
        for _ in range(arguments.rounds):
            def ours(what, people=6, count=2000):
                found = said([arguments.timer, files[people][1], count, what])
                note(f"Muster {what}, {people} interviewers", found["us_p50"], found["us_p95"])
                return found
            mine = ours("find")["slots"]
            sweep = said([sys.executable, HERE / "slots_py.py", panel, 15])
            for name, peer in sweep.items():
                same(mine, peer, name)
                note(f"Python, {name}", peer["ms_p50"] * 1000, peer["ms_p95"] * 1000)
            if arguments.calcom:
                peer = said(["node", HERE / "slots_calcom.mjs", arguments.calcom, panel, 15, "cached-tz"])
                same(mine, peer, "cal.com")
                note("cal.com, zones cached", peer["ms_p50"] * 1000, peer["ms_p95"] * 1000)
            ours("suggest")
            ours("find", 30)
            ours("json")
            ours("xray", 3, 100)
            if arguments.muster:
                p50, p95, count = through_stdio(arguments.muster, folder, json.loads(wanted.read_text()), 500)
                if count != len(mine):
                    sys.exit(f"stdio gives {count} slots, not {len(mine)}")
                note("Muster through stdio, 6 interviewers", p50, p95)

    table = {name: [statistics.median(column) for column in zip(*values)] for name, values in rows.items()}
    find = table["Muster find, 6 interviewers"]
    goals = {
        "at most 1/40 of the sweep": find[0] * 40 <= table["Python, plain"][0],
        "p95 at most twice p50": find[1] <= 2 * find[0],
        "30 people at most 5 times 6": table["Muster find, 30 interviewers"][0] <= 5 * find[0],
        "suggestions at most twice the first 50": table["Muster suggest, 6 interviewers"][0] <= 2 * find[0],
        "X-ray of 4 people over 14 days under 5 ms": table["Muster xray, 3 interviewers"][0] < 5000,
    }
    if "cal.com, zones cached" in table:
        goals["at most 1/1000 of cal.com"] = find[0] * 1000 <= table["cal.com, zones cached"][0]
    if "Muster through stdio, 6 interviewers" in table:
        goals["stdio at most 1/10 of the sweep"] = (
            table["Muster through stdio, 6 interviewers"][0] * 10 <= table["Python, plain"][0])
    load = os.getloadavg()
    print("| engine | p50 µs | p95 µs | times the engine |")
    print("|---|---|---|---|")
    for name, (p50, p95) in sorted(table.items(), key=lambda row: row[1][0]):
        print(f"| {name} | {p50:,.1f} | {p95:,.1f} | {p50 / find[0]:,.1f} |")
    print(f"\n{arguments.rounds} rounds of seeds {arguments.seeds}, load average {load[0]:.1f}.")
    for goal, met in goals.items():
        print(f"{'met   ' if met else 'MISSED'} {goal}")
    arguments.out.write_text(json.dumps({"microseconds": table, "goals": goals, "load": load,
                                         "rounds": arguments.rounds, "seeds": arguments.seeds}, indent=1) + "\n")
    sys.exit(0 if all(goals.values()) else 1)


if __name__ == "__main__":
    main()

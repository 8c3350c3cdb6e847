#!/usr/bin/env python3
"""Search as one types, side by side: FTS5, tantivy and Muster answer the same queries in turns.

    measure.py --size 100k --muster target/release/muster --folder WORK --out search.json

The peers time themselves, inside their process. Muster is timed from outside, through
`muster stdio`: JSON in, names, headlines and snippets out. Everything else on the machine is in the
numbers, so the engines take turns (each answers all queries, round after round), and what counts
for a query is the median of its rounds.
"""
import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = {"100k": (100_000, 1_000), "1m": (1_000_000, 150)}
LENGTHS = ["1", "2", "3", "4+"]
NOW = "2026-03-20T09:00:00Z"


def say(text):
    print(text, file=sys.stderr, flush=True)


def peak_mb(pid):
    """The most memory that the process ever had in RAM."""
    try:
        with open(f"/proc/{pid}/status") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) // 1024
    except OSError:
        pass
    return None


class Peer:
    """An engine in a process of its own that times itself."""

    def __init__(self, script, *arguments):
        command = [sys.executable, os.path.join(HERE, script), *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.about = json.loads(self.process.stdout.readline())

    def answer(self, queries):
        self.process.stdin.write(json.dumps(queries) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.about["peak_mb"] = peak_mb(self.process.pid)
        self.process.stdin.close()
        self.process.wait()


class Muster:
    """`muster stdio`, asked as a window asks."""

    def __init__(self, muster, source, folder):
        self.muster, self.home = muster, os.path.join(folder, "workspace")
        imported = self.fill(source, folder)
        database = os.path.join(self.home, "muster.db")
        self.process = subprocess.Popen(
            [muster, "--workspace", self.home, "--now", NOW, "stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.about = {
            **imported,
            "version": subprocess.check_output([muster, "--version"], text=True).strip(),
            "index_mb": index_mb(database),
            "file_mb": round(os.path.getsize(database) / 1e6, 1),
        }

    def fill(self, source, folder):
        """Imports the people, once for each program."""
        stamp = {"muster": os.stat(self.muster).st_mtime, "source": os.stat(source).st_size}
        ledger = os.path.join(folder, "imported.json")
        if os.path.exists(ledger):
            with open(ledger) as file:
                known = json.load(file)
            if known.pop("stamp") == stamp:
                return known
        subprocess.run(["rm", "-rf", self.home], check=True)
        table = os.path.join(folder, "people.csv")
        with open(source) as lines, open(table, "w", newline="") as file:
            out = csv.writer(file)
            out.writerow(["full name", "email", "headline", "skills", "notes"])
            for line in lines:
                p = json.loads(line)
                out.writerow([p["name"], p["email"], p["headline"], ";".join(p["skills"]), p["notes"]])
        params = json.dumps({"path": table, "format": "csv"})
        began = time.perf_counter()
        process = subprocess.Popen(
            [self.muster, "--workspace", self.home, "--now", NOW, "call", "candidate_import", params],
            stdout=subprocess.PIPE,
        )
        report = json.loads(process.stdout.read())
        _, _, usage = os.wait4(process.pid, 0)
        imported = {
            "import_s": round(time.perf_counter() - began, 1),
            "import_peak_mb": usage.ru_maxrss // 1024,
            "candidates": report["created"],
        }
        with open(ledger, "w") as file:
            json.dump({**imported, "stamp": stamp}, file)
        return imported

    def answer(self, queries):
        answers = []
        for number, query in enumerate(queries):
            request = {"id": number, "command": "candidate_search", "params": {"query": query, "limit": 20}}
            line = (json.dumps(request) + "\n").encode()
            began = time.perf_counter()
            self.process.stdin.write(line)
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
            took = (time.perf_counter() - began) * 1e3
            answers.append([took, len(json.loads(answer)["ok"]["items"])])
        return answers

    def close(self):
        self.about["peak_mb"] = peak_mb(self.process.pid)
        self.process.stdin.close()
        self.process.wait()


def index_mb(database):
    """What the search index takes in the file, when this SQLite can tell."""
    import sqlite3

    try:
        db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        size = db.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'candidate_index%'").fetchone()[0]
        return round(size / 1e6, 1)
    except sqlite3.Error:
        return None


def figures(milliseconds):
    values = sorted(milliseconds)
    if not values:
        return None
    at = lambda part: round(values[min(len(values) - 1, int(part * len(values)))], 3)
    return {"n": len(values), "p50": at(0.50), "p95": at(0.95), "p99": at(0.99), "max": round(values[-1], 3)}


def typed(query):
    return LENGTHS[min(len(query.split()[-1]), len(LENGTHS)) - 1]


def generated(script, target, *arguments):
    if not os.path.exists(target):
        say(f"Making {os.path.basename(target)}")
        with open(target + ".part", "w") as file:
            subprocess.run([sys.executable, os.path.join(HERE, script), *arguments], stdout=file, check=True)
        os.rename(target + ".part", target)
    return target


def load():
    return round(os.getloadavg()[0], 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="100k")
    parser.add_argument("--muster", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--queries", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    count, usual = SIZES[given.size]
    folder = os.path.join(given.folder, given.size)
    os.makedirs(folder, exist_ok=True)
    source = generated("gen_candidates.py", os.path.join(folder, "candidates.jsonl"), str(count))
    log = json.load(open(generated("gen_queries.py", os.path.join(folder, "queries.json"), source, "200")))
    wanted = given.queries or usual
    queries = log[:: max(1, len(log) // wanted)][:wanted]

    inside = lambda name: os.path.join(folder, name)
    makers = {
        "FTS5 plain, ranked": lambda: Peer("peer_fts.py", source, inside("plain.db"), "plain"),
        "FTS5 prefix='2 3', ranked": lambda: Peer("peer_fts.py", source, inside("prefix.db"), "prefix"),
        "tantivy": lambda: Peer("peer_tantivy.py", source, inside("tantivy"), "plain"),
        "tantivy, short prefixes as terms": lambda: Peer("peer_tantivy.py", source, inside("tantivy-prefix"), "prefix"),
        "Muster, through stdio": lambda: Muster(given.muster, source, folder),
    }
    engines = {}
    for name, make in makers.items():
        say(f"Building {name}")
        engines[name] = make()
    rounds = {name: [] for name in engines}
    loads = [load()]
    for number in range(given.rounds + 1):
        for name, engine in engines.items():
            # The first round warms the caches and does not count.
            answers = engine.answer(queries if number else queries[:20])
            if number:
                rounds[name].append(answers)
                p95 = figures(a[0] for a in answers)["p95"]
                say(f"round {number} of {given.rounds}: {name}: p95 {p95} ms")
        loads.append(load())

    result = {
        "size": given.size,
        "candidates": count,
        "queries": len(queries),
        "rounds": given.rounds,
        "cores": os.cpu_count(),
        "load_average": loads,
        "engines": {},
    }
    for name, engine in engines.items():
        engine.close()
        per_query = [statistics.median(a[0] for a in answers) for answers in zip(*rounds[name])]
        result["engines"][name] = {
            **engine.about,
            "all": figures(per_query),
            "by_typed_letters": {
                length: figures(ms for query, ms in zip(queries, per_query) if typed(query) == length)
                for length in LENGTHS
            },
            "p95_of_each_round": [figures(a[0] for a in answers)["p95"] for answers in rounds[name]],
        }
    hits = {name: [a[1] for a in rounds[name][0]] for name in engines}
    ours, plain = hits["Muster, through stdio"], hits["FTS5 plain, ranked"]
    result["same_number_of_hits_as_fts5"] = sum(a == b for a, b in zip(ours, plain))
    p95 = {name: engine["all"]["p95"] for name, engine in result["engines"].items()}
    mine = p95["Muster, through stdio"]
    result["ratios"] = {name: round(mine / other, 3) for name, other in p95.items() if other != mine}
    goal = result["ratios"]["tantivy"] <= 1.0 and result["ratios"]["FTS5 plain, ranked"] <= 0.1
    result["goal_reached"] = goal

    everything = {}
    if os.path.exists(given.out):
        everything = json.load(open(given.out))
    everything[given.size] = result
    with open(given.out, "w") as file:
        json.dump(everything, file, indent=1)
    print(table(result))
    sys.exit(0 if goal else 1)


def table(result):
    lines = [
        f"{result['candidates']:,} candidates, {result['queries']} queries, median of {result['rounds']} rounds,"
        f" {result['cores']} cores, load average {min(result['load_average'])} to {max(result['load_average'])}",
        "",
        "| engine | p50 ms | p95 ms | p99 ms | p95 after 1 | 2 | 3 | 4+ letters | p95 of each round | index MB | peak RSS MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, engine in result["engines"].items():
        by_length = [engine["by_typed_letters"][length] for length in LENGTHS]
        cells = [
            name,
            *(f"{engine['all'][part]:.2f}" for part in ("p50", "p95", "p99")),
            *(f"{one['p95']:.2f}" if one else "" for one in by_length),
            ", ".join(f"{p95:.1f}" for p95 in engine["p95_of_each_round"]),
            str(engine["index_mb"] or ""),
            str(engine["peak_mb"] or ""),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    ratios = ", ".join(f"{ratio} of {name}" for name, ratio in result["ratios"].items())
    ours = result["engines"]["Muster, through stdio"]
    lines += [
        "",
        f"Muster's p95 is {ratios}.",
        f"As many hits as FTS5 in {result['same_number_of_hits_as_fts5']} of {result['queries']} queries.",
        f"Import of {ours['candidates']:,} people: {ours['import_s']} s, at most {ours['import_peak_mb']} MB;"
        f" the file then has {ours['file_mb']} MB.",
        f"Goal (at most tantivy's p95 and a tenth of plain FTS5's): {'reached' if result['goal_reached'] else 'MISSED'}.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()

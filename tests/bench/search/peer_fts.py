#!/usr/bin/env python3
"""SQLite FTS5 as a peer: peer_fts.py candidates.jsonl DATABASE plain|prefix

Ranked (bm25), 20 best row numbers, nothing fetched. Builds its index, tells so, and then answers
each line (a JSON list of queries) with a line: milliseconds and hits of each.
"""
import json
import os
import sqlite3
import sys
import time

BEST = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20"


def expression(query):
    words = query.split()
    return " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*'


def build(source, database, variant):
    for end in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(database + end):
            os.remove(database + end)
    db = sqlite3.connect(database)
    for pragma in ("journal_mode=off", "synchronous=off", "cache_size=-262144", "mmap_size=4000000000"):
        db.execute(f"PRAGMA {pragma}")
    prefix = {"plain": "", "prefix": ", prefix='2 3'"}[variant]
    db.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name, headline, skills, notes)")
    db.execute(
        "CREATE VIRTUAL TABLE words USING fts5"
        f"(name, headline, skills, notes, content='people', content_rowid='id'{prefix})"
    )

    def rows():
        with open(source) as file:
            for line in file:
                p = json.loads(line)
                yield p["id"], p["name"], p["headline"], " ".join(p["skills"]), p["notes"]

    with db:
        db.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?)", rows())
    before, began = os.path.getsize(database), time.perf_counter()
    with db:
        db.execute("INSERT INTO words (words) VALUES ('rebuild')")
        db.execute("INSERT INTO words (words) VALUES ('optimize')")
    took = time.perf_counter() - began
    return db, {"index_s": round(took, 2), "index_mb": round((os.path.getsize(database) - before) / 1e6, 1)}


def main():
    db, built = build(*sys.argv[1:4])
    print(json.dumps({**built, "version": f"SQLite {sqlite3.sqlite_version}"}), flush=True)
    for line in sys.stdin:
        answers = []
        for query in json.loads(line):
            asked, began = expression(query), time.perf_counter()
            hits = db.execute(BEST, (asked,)).fetchall()
            answers.append([(time.perf_counter() - began) * 1e3, len(hits)])
        print(json.dumps(answers), flush=True)


if __name__ == "__main__":
    main()

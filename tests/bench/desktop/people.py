#!/usr/bin/env python3
"""The candidates of the search benchmark as a file to import: people.py 100000 people.json"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MAKER = os.path.join(HERE, "..", "search", "gen_candidates.py")


def main():
    made = subprocess.run([sys.executable, MAKER, sys.argv[1]], stdout=subprocess.PIPE, text=True, check=True)
    people = []
    for line in made.stdout.splitlines():
        one = json.loads(line)
        person = dict(full_name=one["name"], emails=[one["email"]], headline=one["headline"])
        people.append({**person, "skills": one["skills"], "notes": one["notes"]})
    with open(sys.argv[2], "w") as file:
        json.dump(people, file)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""A log of searches as one types: names, skills, headlines and words of notes, key by key from the
second letter. The last word is a prefix, earlier ones are whole.

    gen_queries.py candidates.jsonl 200 > queries.json
"""
import json
import random
import sys


def phrase(dice, person):
    kind = dice.random()
    title = person["headline"].split(" at ")[0]
    if kind < 0.4:
        return person["name"].lower()
    if kind < 0.6:
        return f"{dice.choice(person['skills'])} {title}"
    if kind < 0.8:
        return f"{title} {dice.choice(person['skills'])}"
    return " ".join(dice.sample(person["notes"].split(), 2))


def main():
    dice = random.Random(5)
    with open(sys.argv[1]) as file:
        people = [json.loads(line) for line, _ in zip(file, range(100_000))]
    log = []
    for _ in range(int(sys.argv[2])):
        # The peers have no word for "c++".
        text = phrase(dice, dice.choice(people)).replace("+", "")
        log += [text[:end] for end in range(2, len(text) + 1) if text[end - 1] != " "]
    json.dump(log, sys.stdout)


if __name__ == "__main__":
    main()

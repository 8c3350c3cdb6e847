#!/usr/bin/env python3
"""Seeded synthetic candidates, about 300 bytes of text each, words as frequent as in nature (Zipf).

    gen_candidates.py 100000 > candidates.jsonl

Names are invented from syllables; nothing is taken from a real data set.
"""
import argparse
import itertools
import json
import random

ONSETS = "b br c ch d dr f g gr h j k kl l m n p r s sh st t tr v w z".split()
VOWELS = "a e i o u ai ei ou ia".split()
CODAS = ["", "n", "r", "l", "s", "m", "th", "ck", "nd", "rt", "x"]
KNOWN_SKILLS = """rust python java typescript react kubernetes postgresql sqlite aws terraform golang
kotlin swift graphql kafka spark airflow pytorch tensorflow linux networking security figma sales
recruiting accounting marketing seo salesforce excel tableau snowflake dbt django rails node vue
angular css html docker redis mongodb elasticsearch c++ scala haskell elixir erlang embedded""".split()
TITLES = [
    "software engineer", "senior software engineer", "staff engineer", "data scientist",
    "data engineer", "product manager", "designer", "account executive", "recruiter",
    "engineering manager", "site reliability engineer", "security engineer", "frontend developer",
    "backend developer", "qa analyst", "devops engineer",
]


def words(count, fewest, most, dice):
    """Different words of `fewest` to `most` syllables."""
    found, seen = [], set()
    while len(found) < count:
        word = "".join(
            dice.choice(ONSETS)
            + dice.choice(VOWELS)
            + (dice.choice(CODAS) if dice.random() < 0.4 else "")
            for _ in range(dice.randint(fewest, most))
        )
        if word not in seen:
            seen.add(word)
            found.append(word)
    return found


def zipf(count, steepness):
    return list(itertools.accumulate(1 / (i + 1) ** steepness for i in range(count)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    dice = random.Random(given.seed)
    # The vocabulary does not depend on the seed.
    fixed = random.Random(7)
    first = words(3000, 2, 3, fixed)
    last = words(20000, 2, 4, fixed)
    note = words(20000, 2, 4, fixed)
    company = words(4000, 2, 3, fixed)
    skill = KNOWN_SKILLS + words(450, 2, 3, fixed)
    city = words(300, 2, 3, fixed)
    by_note, by_skill = zipf(len(note), 1.0), zipf(len(skill), 0.9)
    by_last, by_first = zipf(len(last), 0.7), zipf(len(first), 0.7)
    for number in range(given.count):
        name = " ".join(
            dice.choices(names, cum_weights=weights)[0].title()
            for names, weights in ((first, by_first), (last, by_last))
        )
        skills = sorted(set(dice.choices(skill, cum_weights=by_skill, k=dice.randint(4, 10))))
        headline = f"{dice.choice(TITLES)} at {dice.choice(company)} in {dice.choice(city)}"
        notes = " ".join(dice.choices(note, cum_weights=by_note, k=dice.randint(18, 30)))
        email = f"{name.lower().replace(' ', '.')}{number}@example.invalid"
        person = dict(id=number, name=name, email=email, headline=headline, skills=skills, notes=notes)
        person["years"] = dice.randint(0, 25)
        print(json.dumps(person, separators=(",", ":")))


if __name__ == "__main__":
    main()

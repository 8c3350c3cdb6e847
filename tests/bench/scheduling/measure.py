#!/usr/bin/env python3
"""Whole loops, side by side: CP-SAT, the naive greedy and Muster plan the same instances in turns.

    measure.py --planner target/release/examples/plan_loops --folder WORK --out loops.json
               [--sizes small,medium,large] [--seeds 1,2,3] [--seconds 10] [--peer-seconds 60] [--growth]

Every solver times itself, inside its process; the instance is read before the clock starts. All plans
go through check_loops.py, which shares no code with any of them. CP-SAT has two workers, Muster one
thread. Exit 1: a goal of issue 4 was missed.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from check_loops import check  # noqa: E402
from gen_loops import SIZES, generate  # noqa: E402

LARGE_GOAL = {1: 89_800, 2: 96_900, 3: 92_700}


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(words):
    done = subprocess.run(words, capture_output=True, text=True, cwd=HERE)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


class Bench:
    def __init__(self, options):
        self.options = options
        self.missed = []
        self.rows = []
        os.makedirs(options.folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.options.folder, name)

    def instance(self, name, seed, **sizes):
        made, _ = generate(seed=seed, **sizes)
        made["name"] = name
        with open(self.path(name + ".json"), "w") as file:
            json.dump(made, file, separators=(",", ":"))
        return made

    def ours(self, made, seconds, seed):
        out = self.path("plan.json")
        result = run([self.options.planner, self.path(made["name"] + ".json"), str(seconds), str(seed), out])
        verdict = check(made, json.load(open(out)))
        if not verdict["feasible"] or abs(verdict["objective"] - result["objective"]) > 1e-6:
            raise SystemExit(f"{made['name']}: the checker refuses our plan: {verdict}")
        return result

    def ours_median(self, made, seconds):
        results = [self.ours(made, seconds, seed) for seed in self.options.solver_seeds]
        placed = [r["all_placed_seconds"] for r in results]
        return {
            "objective": statistics.median(r["objective"] for r in results),
            "seconds": statistics.median(r["seconds"] for r in results),
            "placed": None if None in placed else statistics.median(placed),
            "peak_mb": max(r["peak_kb"] or 0 for r in results) // 1024,
        }

    def cpsat(self, made, seconds):
        return run([sys.executable, os.path.join(HERE, "cpsat.py"), self.path(made["name"] + ".json"), "--limit", str(seconds)])

    def goal(self, what, value, most):
        met = value is not None and value <= most
        if not met:
            self.missed.append(f"{what}: {value}, goal at most {most}")
        return met

    def row(self, **columns):
        self.rows.append(columns)
        say("  ".join(f"{name} {value}" for name, value in columns.items()))

    def small(self):
        ratios = []
        for seed in self.options.seeds:
            made = self.instance(f"small-{seed}", seed, **SIZES["small"])
            peer, our = self.cpsat(made, self.options.peer_seconds), self.ours_median(made, 1)
            self.goal(f"small {seed} objective", our["objective"], peer["check_obj"])
            ratios.append(our["seconds"] / peer["total_s"] if peer["total_s"] else None)
            self.row(instance=made["name"], cpsat=peer["status"], cpsat_objective=peer["check_obj"], cpsat_ms=1000 * peer["total_s"],
                     objective=our["objective"], ms=round(1000 * our["seconds"], 2))
        known = [ratio for ratio in ratios if ratio is not None]
        if known:
            self.goal("small: wall beside CP-SAT's, median", round(statistics.median(known), 4), 1 / 20)

    def medium(self):
        late = []
        for seed in self.options.seeds:
            made = self.instance(f"medium-{seed}", seed, **SIZES["medium"])
            peer = self.cpsat(made, self.options.peer_seconds)
            soon, long = self.ours_median(made, 1), self.ours_median(made, self.options.seconds)
            first, final = peer.get("first_s"), peer.get("check_obj")
            if first is not None:
                self.goal(f"medium {seed}: seconds to all placed", soon["placed"], first / 10)
                self.goal(f"medium {seed}: objective after 1 s", soon["objective"], 1.005 * final)
                late.append(long["objective"] / final)
            self.row(instance=made["name"], cpsat_first_s=first, cpsat_final=final, placed_ms=soon["placed"] and round(1000 * soon["placed"], 1),
                     objective_1s=soon["objective"], objective_late=long["objective"], peak_mb=long["peak_mb"], cpsat_peak_mb=peer["rss_mb"])
        if late:
            self.goal("medium: beside CP-SAT's end, mean", round(statistics.mean(late), 4), 0.99)

    def large(self):
        for seed in self.options.seeds:
            made = self.instance(f"large-{seed}", seed, **SIZES["large"])
            greedy = run([sys.executable, os.path.join(HERE, "greedy.py"), self.path(made["name"] + ".json")])
            our = self.ours_median(made, self.options.seconds)
            self.goal(f"large {seed}: seconds to all placed", our["placed"], greedy["secs"])
            if seed in LARGE_GOAL and self.options.seconds >= 10:
                self.goal(f"large {seed}: objective", our["objective"], LARGE_GOAL[seed] * (0.99 if self.options.seconds >= 60 else 1))
            self.row(instance=made["name"], greedy_s=greedy["secs"], greedy_left_out=greedy["unsched"],
                     placed_ms=our["placed"] and round(1000 * our["placed"], 1), objective=our["objective"], peak_mb=our["peak_mb"])
            self.repairs(made, our)

    def repairs(self, made, our):
        """Every 23rd interviewer drops out of the last plan."""
        plan = json.load(open(self.path("plan.json")))
        with open(self.path("before.json"), "w") as file:
            json.dump(plan, file)
        times, worst = [], 0
        for person in range(0, len(made["interviewers"]), 23):
            concerned = {a["c"] for a in plan["assign"] if person in a["people"]}
            if not concerned:
                continue
            out = self.path("repaired.json")
            result = run([self.options.planner, self.path(made["name"] + ".json"), "repair", self.path("before.json"), str(person), out])
            without = json.loads(json.dumps(made))
            for candidate in without["candidates"]:
                for interview in candidate["interviews"]:
                    interview["seats"] = [[q for q in seat if q != person] for seat in interview["seats"]]
            verdict = check(without, json.load(open(out)))
            if not verdict["feasible"]:
                raise SystemExit(f"{made['name']}: the checker refuses the repair without {person}: {verdict}")
            times.append(result["seconds"])
            worst = max(worst, len({c["c"] for c in result["changed"]}) / len(concerned))
        self.goal(f"{made['name']}: loops touched for each concerned, worst repair", worst, 2)
        self.goal(f"{made['name']}: a repair beside solving anew", statistics.median(times) / our["seconds"], 1 / 20)
        self.row(instance=made["name"], repairs=len(times), median_ms=round(1000 * statistics.median(times), 1),
                 worst_ms=round(1000 * max(times), 1), touched_for_each_concerned=round(worst, 2))

    def growth(self):
        for loops in (200, 1000, 5000):
            made = self.instance(f"growth-{loops}", 1, cands=loops, pool=loops * 3 // 2, days=10, teams=loops * 3 // 100)
            our = self.ours(made, self.options.seconds, 1)
            placed = our["all_placed_seconds"]
            self.row(loops=loops, placed_ms=placed and round(1000 * placed, 1), placed_ms_per_loop=placed and round(1000 * placed / loops, 3),
                     us_per_round=round(1e6 * our["seconds"] / max(1, our["iterations"]), 1), peak_mb=our["peak_kb"] // 1024)


def numbers(text):
    return [int(word) for word in text.split(",")]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--planner", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--sizes", default="small,medium,large")
    parser.add_argument("--seeds", type=numbers, default=[1, 2, 3])
    parser.add_argument("--solver-seeds", type=numbers, default=[1, 2, 3])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--peer-seconds", type=float, default=60)
    parser.add_argument("--growth", action="store_true")
    bench = Bench(parser.parse_args())
    for size in bench.options.sizes.split(","):
        {"small": bench.small, "medium": bench.medium, "large": bench.large}[size]()
    if bench.options.growth:
        bench.growth()
    with open(bench.options.out, "w") as file:
        json.dump({"rows": bench.rows, "missed": bench.missed, "load_average": os.getloadavg()}, file, indent=1)
    for line in bench.missed:
        say(f"Missed: {line}")
    sys.exit(1 if bench.missed else 0)

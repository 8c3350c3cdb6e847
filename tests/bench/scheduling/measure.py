#!/usr/bin/env python3
"""Whole loops, side by side: CP-SAT, the naive greedy and Muster plan the same instances in turns.

    measure.py --planner target/release/examples/plan_loops --folder WORK --out loops.json
               [--sizes small,medium,large] [--seeds 1,2,3] [--solver-seeds 1,2,3] [--seconds 10]
               [--long-seconds 60] [--peer-seconds 60] [--no-growth] [--processor-time]

Every solver times itself, inside its process; the instance is read before the clock starts. All plans
go through check_loops.py, which shares no code with any of them. CP-SAT has two workers, Muster one
thread. --processor-time counts our own seconds on the processor and not on the wall, for a machine that
others use too. Prints tables for docs/bench/loops.md. Exit 1: a goal of issue 4 was missed.
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
        self.tables = {}
        os.makedirs(options.folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.options.folder, name)

    def instance(self, name, seed, **sizes):
        made, _ = generate(seed=seed, **sizes)
        made["name"] = name
        with open(self.path(name + ".json"), "w") as file:
            json.dump(made, file, separators=(",", ":"))
        return made

    def ours(self, made, seconds, seed, name=None):
        out = self.path("plan.json")
        limit = f"{seconds}cpu" if self.options.processor_time else str(seconds)
        result = run([self.options.planner, self.path((name or made["name"]) + ".json"), limit, str(seed), out])
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

    def row(self, table, **columns):
        self.tables.setdefault(table, []).append(columns)
        say(f"{table}: " + ", ".join(f"{name} {value}" for name, value in columns.items()))

    def print_tables(self):
        for table, rows in self.tables.items():
            print(f"\n{table}\n")
            print("| " + " | ".join(name.replace("_", " ") for name in rows[0]) + " |")
            print("|" + "---|" * len(rows[0]))
            for row in rows:
                print("| " + " | ".join("none" if value is None else f"{value:,}" if isinstance(value, (int, float)) else str(value)
                                        for value in row.values()) + " |")

    def small(self):
        ratios = []
        for seed in self.options.seeds:
            made = self.instance(f"small-{seed}", seed, **SIZES["small"])
            peer, our = self.cpsat(made, self.options.peer_seconds), self.ours_median(made, 1)
            self.goal(f"small {seed} objective", our["objective"], peer["check_obj"])
            ratios.append(our["seconds"] / peer["total_s"] if peer["total_s"] else None)
            self.row("Small", seed=seed, CP_SAT=peer["status"], its_objective=peer["check_obj"], its_ms=round(1000 * peer["total_s"]),
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
            self.row("Medium", seed=seed, CP_SAT_first_plan_s=first, its_end=final, its_peak_MB=peer["rss_mb"],
                     all_placed_ms=soon["placed"] and round(1000 * soon["placed"], 1), after_1_s=soon["objective"],
                     **{f"after_{self.options.seconds:g}_s": long["objective"]}, peak_MB=long["peak_mb"])
        if late:
            self.goal("medium: beside CP-SAT's end, mean", round(statistics.mean(late), 4), 0.99)

    def large(self):
        memory = None
        if self.options.peer_seconds:
            # It finds no plan; its memory is what is compared.
            seed = self.options.seeds[0]
            peer = self.cpsat(self.instance(f"large-{seed}", seed, **SIZES["large"]), self.options.peer_seconds)
            memory = peer["rss_mb"]
            self.row("Large, CP-SAT", seed=seed, status=peer["status"], seconds=self.options.peer_seconds,
                     first_plan_s=peer.get("first_s"), peak_MB=memory)
        for seed in self.options.seeds:
            made = self.instance(f"large-{seed}", seed, **SIZES["large"])
            greedy = run([sys.executable, os.path.join(HERE, "greedy.py"), self.path(made["name"] + ".json")])
            our = self.ours_median(made, self.options.seconds)
            self.goal(f"large {seed}: seconds to all placed", our["placed"], greedy["secs"])
            if seed in LARGE_GOAL and self.options.seconds >= 10:
                self.goal(f"large {seed}: objective", our["objective"], LARGE_GOAL[seed])
            if memory:
                self.goal(f"large {seed}: peak memory in MB", our["peak_mb"], memory / 10)
            self.repairs(made)
            late = None
            if self.options.long_seconds:
                late = self.ours(made, self.options.long_seconds, self.options.solver_seeds[0])["objective"]
                if seed in LARGE_GOAL and self.options.long_seconds >= 60:
                    self.goal(f"large {seed}: objective after {self.options.long_seconds:g} s", late, 0.99 * LARGE_GOAL[seed])
            self.row("Large", seed=seed, greedy_s=greedy["secs"], it_leaves_out=greedy["unsched"],
                     all_placed_ms=our["placed"] and round(1000 * our["placed"], 1),
                     **{f"after_{self.options.seconds:g}_s": our["objective"], f"after_{self.options.long_seconds:g}_s": late},
                     peak_MB=our["peak_mb"])

    def repairs(self, made):
        """Every 23rd interviewer drops out of the last plan. Solving anew is given twenty times as long
        as the repair took, from the same instance without the interviewer: when its plan is worse than
        the repaired one, the repair was more than twenty times as fast to a plan as good."""
        plan = json.load(open(self.path("plan.json")))
        with open(self.path("before.json"), "w") as file:
            json.dump(plan, file)
        times, worst, anew, unsolved = [], 0, [], 0
        for person in range(0, len(made["interviewers"]), 23):
            concerned = {a["c"] for a in plan["assign"] if person in a["people"]}
            if not concerned:
                continue
            out = self.path("repaired.json")
            result = run([self.options.planner, self.path(made["name"] + ".json"), "repair", self.path("before.json"), str(person), out]
                         + ["cpu"] * self.options.processor_time)
            without = json.loads(json.dumps(made))
            for candidate in without["candidates"]:
                for interview in candidate["interviews"]:
                    interview["seats"] = [[q for q in seat if q != person] for seat in interview["seats"]]
            verdict = check(without, json.load(open(out)))
            if not verdict["feasible"]:
                raise SystemExit(f"{made['name']}: the checker refuses the repair without {person}: {verdict}")
            times.append(result["seconds"])
            with open(self.path("without.json"), "w") as file:
                json.dump(without, file, separators=(",", ":"))
            again = self.ours(without, 20 * result["seconds"], 1, "without")
            unsolved += again["parts"]["unscheduled"] > 0
            anew.append(result["objective"] / again["objective"])
            worst = max(worst, len({c["c"] for c in result["changed"]}) / len(concerned))
        self.goal(f"{made['name']}: loops touched for each concerned, worst repair", worst, 2)
        self.goal(f"{made['name']}: the repaired objective beside solving anew for 20 times as long, median", round(statistics.median(anew), 4), 1)
        self.row("Repair", instance=made["name"], repairs=len(times), median_ms=round(1000 * statistics.median(times), 1),
                 worst_ms=round(1000 * max(times), 1), loops_touched_for_each_concerned=round(worst, 2),
                 objective_beside_anew=round(statistics.median(anew), 4), at_worst=round(max(anew), 4), anew_not_all_placed=unsolved)

    def growth(self):
        for loops in (200, 1000, 5000):
            made = self.instance(f"growth-{loops}", 1, cands=loops, pool=loops * 3 // 2, days=10, teams=loops * 3 // 100)
            our = self.ours(made, self.options.seconds, 1)
            placed = our["all_placed_seconds"]
            self.row("Growth", candidates=loops, all_placed_ms=placed and round(1000 * placed, 1),
                     for_each_ms=placed and round(1000 * placed / loops, 3),
                     µs_for_each_round=round(1e6 * our["seconds"] / max(1, our["iterations"]), 1), peak_MB=our["peak_kb"] // 1024)


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
    parser.add_argument("--long-seconds", type=float, default=60)
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--processor-time", action="store_true")
    bench = Bench(parser.parse_args())
    for size in bench.options.sizes.split(","):
        {"small": bench.small, "medium": bench.medium, "large": bench.large}[size]()
    if not bench.options.no_growth:
        bench.growth()
    bench.print_tables()
    with open(bench.options.out, "w") as file:
        json.dump({"tables": bench.tables, "missed": bench.missed, "load_average": os.getloadavg()}, file, indent=1)
    for line in bench.missed:
        say(f"Missed: {line}")
    sys.exit(1 if bench.missed else 0)

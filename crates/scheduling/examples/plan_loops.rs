//! Plans or repairs a loopsched/1 file in process and says as one line of JSON how long it took.
//!
//! `plan_loops FILE SECONDS SEED [OUT]`, `plan_loops FILE repair PLAN PERSON [OUT [cpu]]`.
//! `10cpu` for SECONDS, and `cpu`, count processor time, as Linux does: for measuring on a machine
//! that others use too.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::time::Instant;

use muster_scheduling::loops::format::{LoopFile, Parts, points};
use muster_scheduling::loops::request::{RepairRequest, answer_repair};
use muster_scheduling::loops::{PlanOptions, plan};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let text = std::fs::read(&words[1]).unwrap();
    if words[2] == "repair" {
        return repair(&text, &words);
    }
    let file: LoopFile = serde_json::from_slice(&text).unwrap();
    let processor = words[2].ends_with("cpu");
    let seconds: f64 = words[2].trim_end_matches("cpu").parse().unwrap();
    let seed: u64 = words[3].parse().unwrap();
    let zones = Zones::bundled();
    let clock = Clock::start(processor);
    let reading = file.read(&zones).unwrap();
    // It is asked once for each loop of the first plan, and once for each round.
    let mut asked = Vec::new();
    let mut spent = || {
        let now = clock.seconds();
        asked.push(now);
        now / seconds
    };
    let options = PlanOptions {
        seed,
        max_iterations: None,
    };
    let plan = plan(&reading.instance, &options, &mut spent).unwrap();
    let took = clock.seconds();
    let loops = reading.instance.loops.len() as u64;
    let all_placed = plan.all_placed_after.map(|round| {
        let at = usize::try_from(loops + round).unwrap();
        asked.get(at).copied().unwrap_or(took)
    });
    println!(
        "{}",
        json!({"seconds": took, "all_placed_seconds": all_placed, "objective": points(plan.score.fifteenths),
            "parts": Parts::of(&plan.score), "iterations": plan.iterations, "proven": plan.proven, "peak_kb": peak_kb()})
    );
    if let Some(out) = words.get(4) {
        let assign = reading.assigned(&plan.assignment);
        std::fs::write(out, json!({ "assign": assign }).to_string()).unwrap();
    }
}

fn repair(text: &[u8], words: &[String]) {
    let instance: Value = serde_json::from_slice(text).unwrap();
    let plan: Value = serde_json::from_slice(&std::fs::read(&words[3]).unwrap()).unwrap();
    let person: i64 = words[4].parse().unwrap();
    let request = json!({"instance": instance, "assign": plan["assign"], "changes": [{"remove_person": person}]});
    let request: RepairRequest = serde_json::from_value(request).unwrap();
    let zones = Zones::bundled();
    let clock = Clock::start(words.iter().any(|word| word == "cpu"));
    let answer = answer_repair(&zones, &request, &mut || clock.seconds() / 2.0).unwrap();
    let took = clock.seconds();
    println!(
        "{}",
        json!({"seconds": took, "objective": answer.objective, "parts": answer.parts, "changed": answer.changed})
    );
    if let Some(out) = words.get(5) {
        std::fs::write(out, json!({ "assign": answer.assign }).to_string()).unwrap();
    }
}

/// Seconds since its start, on the wall or on a processor.
struct Clock {
    began: Instant,
    used: Option<f64>,
}

impl Clock {
    fn start(processor: bool) -> Self {
        Self {
            began: Instant::now(),
            used: processor.then(processor_seconds),
        }
    }

    fn seconds(&self) -> f64 {
        self.used.map_or_else(
            || self.began.elapsed().as_secs_f64(),
            |used| processor_seconds() - used,
        )
    }
}

/// How long this process has run on a processor.
fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap();
    let nanoseconds: u64 = told.split_whitespace().next().unwrap().parse().unwrap();
    std::time::Duration::from_nanos(nanoseconds).as_secs_f64()
}

/// The most memory this process ever had, as Linux counts it.
fn peak_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

//! Plans a loopsched/1 file in process and says how long it took.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used)]

use std::time::Instant;

use muster_scheduling::loops::format::{LoopFile, Parts, points};
use muster_scheduling::loops::{PlanOptions, plan};
use muster_scheduling::zone::Zones;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let file: LoopFile = serde_json::from_slice(&std::fs::read(&words[1]).unwrap()).unwrap();
    let seconds: f64 = words[2].parse().unwrap();
    let seed: u64 = words[3].parse().unwrap();
    let began = Instant::now();
    let reading = file.read(&Zones::bundled()).unwrap();
    let read = began.elapsed();
    let mut spent = || began.elapsed().as_secs_f64() / seconds;
    let plan = plan(
        &reading.instance,
        &PlanOptions {
            seed,
            max_iterations: None,
        },
        &mut spent,
    )
    .unwrap();
    let took = began.elapsed().as_secs_f64();
    eprintln!(
        "{} {:.1} {:?} {} iterations, {:.4} s, read {:.4} s, proven {}",
        words[1],
        points(plan.score.fifteenths),
        Parts::of(&plan.score),
        plan.iterations,
        took,
        read.as_secs_f64(),
        plan.proven
    );
    let assign = reading.assigned(&plan.assignment);
    if let Some(out) = words.get(4) {
        std::fs::write(out, serde_json::json!({ "assign": assign }).to_string()).unwrap();
    }
}

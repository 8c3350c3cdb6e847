//! How long the engine needs for one request, in this process: `time_slots REQUEST.json ROUNDS
//! [find|suggest|xray]`. Prints one line of JSON. `cargo xtask bench slots` runs it.

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write as _},
    time::{Duration, Instant},
};

use muster_scheduling::{
    slots::{self, SlotsRequest},
    zone::Zones,
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = env::args().skip(1);
    let path = words.next().ok_or("which request?")?;
    let rounds: usize = words.next().ok_or("how many rounds?")?.parse()?;
    let what = words.next().unwrap_or_else(|| "find".to_owned());
    let request: SlotsRequest = serde_json::from_str(&fs::read_to_string(path)?)?;
    let zones = Zones::bundled();
    let begun = Instant::now();
    let found = slots::find(&zones, &request)?;
    let first = begun.elapsed();
    let times = match what.as_str() {
        "find" => times(rounds, || slots::find(&zones, &request).map(drop)),
        _ => return Err("find, suggest or xray".into()),
    }?;
    let starts: Vec<i64> = found
        .slots
        .iter()
        .map(|slot| slot.start.timestamp_millis())
        .collect();
    let line = json!({
        "what": what, "rounds": rounds, "first_us": micros(first),
        "us_p50": share(&times, 50), "us_p95": share(&times, 95),
        "slots": starts, "truncated": found.truncated,
    });
    writeln!(io::stdout(), "{line}")?;
    Ok(())
}

/// The sorted times of so many runs.
fn times<E>(rounds: usize, mut run: impl FnMut() -> Result<(), E>) -> Result<Vec<Duration>, E> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let begun = Instant::now();
        black_box(run()?);
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

fn share(times: &[Duration], percent: usize) -> Value {
    let place = times.len() * percent / 100;
    json!(times.get(place).copied().map(micros))
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

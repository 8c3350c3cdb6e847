//! How long the engine needs for one request, in this process: `time_slots REQUEST.json ROUNDS
//! [find|suggest|xray|json]`. Prints one line of JSON. `cargo xtask bench slots` runs it.

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write as _},
    time::{Duration, Instant},
};

use muster_scheduling::{
    slots::{self, SlotsRequest},
    xray,
    zone::Zones,
};
use serde::de::Error as _;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = env::args().skip(1);
    let path = words.next().ok_or("which request?")?;
    let rounds: usize = words.next().ok_or("how many rounds?")?.parse()?;
    let what = words.next().unwrap_or_else(|| "find".to_owned());
    let text = fs::read_to_string(path)?;
    let request: SlotsRequest = serde_json::from_str(&text)?;
    let zones = Zones::bundled();
    let begun = Instant::now();
    let found = slots::find(&zones, &request)?;
    let first = begun.elapsed();
    let times = match what.as_str() {
        "find" => times(rounds, || slots::find(&zones, &request).map(drop))?,
        "suggest" => {
            let wanted = serde_json::from_value(json!({"slots": request, "count": 3}))?;
            times(rounds, || slots::suggest(&zones, &wanted).map(drop))?
        }
        "xray" => {
            let wanted = serde_json::from_value(json!({"slots": request}))?;
            times(rounds, || xray::look(&zones, &wanted).map(drop))?
        }
        // What a line of `muster stdio` costs beside moving it: read, search, write.
        "json" => times(rounds, || {
            let request = serde_json::from_str::<SlotsRequest>(&text)?;
            let found = slots::find(&zones, &request).map_err(serde_json::Error::custom)?;
            serde_json::to_string(&found).map(drop)
        })?,
        _ => return Err("find, suggest, xray or json".into()),
    };
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
        let () = black_box(run()?);
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

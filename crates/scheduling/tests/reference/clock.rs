//! The slow clock: a zone known only by asking for its offset, one instant after another.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex},
};

use chrono::DateTime;
use muster_scheduling::zone::{Zone, Zones};

/// Minutes since 1970-01-01 00:00, of UTC or of a wall clock.
pub type Minute = i64;

/// From 2026-01-01 to 2027-04-15: every date the tests use, and what lies around it.
const SCANNED: std::ops::Range<Minute> = 29_453_760..30_129_120;

/// Every change of these years falls on a half hour of UTC.
const LOOK: Minute = 30;
/// No clock changes twice within half a day.
const GLANCE: Minute = 720;

/// The stretches of constant offset of a zone, found by scanning.
pub struct Clock {
    stretches: Vec<Stretch>,
}

struct Stretch {
    start: Minute,
    end: Minute,
    offset: Minute,
}

fn every(minutes: std::ops::Range<Minute>, step: Minute) -> impl Iterator<Item = Minute> {
    minutes.step_by(usize::try_from(step).unwrap())
}

/// The scanned clock of a zone; scanned once.
pub fn clock(name: &str) -> &'static Clock {
    static CLOCKS: LazyLock<Mutex<HashMap<String, &'static Clock>>> = LazyLock::new(Mutex::default);
    let mut clocks = CLOCKS.lock().unwrap();
    clocks.entry(name.to_owned()).or_insert_with(|| {
        Box::leak(Box::new(Clock::scanned(
            &Zones::bundled().get(name).unwrap(),
        )))
    })
}

impl Clock {
    fn scanned(zone: &Zone) -> Self {
        let offset = |instant: Minute| {
            let seconds = zone.offset_seconds(DateTime::from_timestamp(instant * 60, 0).unwrap());
            assert_eq!(seconds % 60, 0, "offsets are whole minutes in these years");
            Minute::from(seconds / 60)
        };
        let mut stretches: Vec<Stretch> = Vec::new();
        for start in every(SCANNED, GLANCE) {
            let same = offset(start) == offset(start + GLANCE - LOOK);
            let look = if same { GLANCE } else { LOOK };
            for start in every(start..start + GLANCE, look) {
                let (offset, end) = (offset(start), start + look);
                match stretches.last_mut() {
                    Some(last) if last.offset == offset => last.end = end,
                    _ => stretches.push(Stretch { start, end, offset }),
                }
            }
        }
        Self { stretches }
    }

    /// When the clock changes, in the scanned years.
    pub fn changes(&self) -> impl Iterator<Item = Minute> {
        self.stretches.iter().skip(1).map(|stretch| stretch.start)
    }

    pub fn local(&self, instant: Minute) -> Minute {
        let stretch = self
            .stretches
            .iter()
            .find(|s| s.start <= instant && instant < s.end);
        instant + stretch.expect("inside the scanned years").offset
    }

    /// The first instant that shows the wall time; in a gap, read with the offset before it.
    pub fn instant(&self, wall: Minute) -> Minute {
        for stretch in &self.stretches {
            let instant = wall - stretch.offset;
            if stretch.start <= instant && instant < stretch.end {
                return instant;
            }
        }
        let before = self.stretches.iter().rfind(|s| s.end + s.offset <= wall);
        wall - before.expect("inside the scanned years").offset
    }
}

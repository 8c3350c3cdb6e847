//! The words for places: cities of the zone database, some large cities besides, and the usual
//! short names of zones.

use std::cell::OnceCell;

use crate::zone::{Zone, Zones};

/// Areas whose zones are named after cities.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// The most zones that one word may mean.
const MOST: usize = 4;
/// The longest name of a place, in words.
pub(super) const LONGEST_NAME: usize = 5;

/// Words that name no city of the database, with the zones whose clock they mean, the likeliest
/// first. A short name means the clock of its region, in summer and winter: who writes "3pm EST" in
/// July looks at a clock in New York. What was understood is said with its offset.
const NAMES: &[(&str, &[&str])] = &[
    ("utc", &["UTC"]),
    ("gmt", &["UTC"]),
    ("z", &["UTC"]),
    ("zulu", &["UTC"]),
    ("wet", &["Europe/Lisbon"]),
    ("west", &["Europe/Lisbon"]),
    ("bst", &["Europe/London"]),
    ("cet", &["Europe/Berlin"]),
    ("cest", &["Europe/Berlin"]),
    ("mez", &["Europe/Berlin"]),
    ("mesz", &["Europe/Berlin"]),
    ("eet", &["Europe/Athens"]),
    ("eest", &["Europe/Athens"]),
    ("msk", &["Europe/Moscow"]),
    ("et", &["America/New_York"]),
    ("est", &["America/New_York"]),
    ("edt", &["America/New_York"]),
    ("eastern", &["America/New_York"]),
    ("ct", &["America/Chicago"]),
    ("cst", &["America/Chicago", "Asia/Shanghai"]),
    ("cdt", &["America/Chicago"]),
    ("central", &["America/Chicago"]),
    ("mt", &["America/Denver"]),
    ("mst", &["America/Denver", "America/Phoenix"]),
    ("mdt", &["America/Denver"]),
    ("mountain", &["America/Denver"]),
    ("pt", &["America/Los_Angeles"]),
    ("pst", &["America/Los_Angeles"]),
    ("pdt", &["America/Los_Angeles"]),
    ("pacific", &["America/Los_Angeles"]),
    ("akst", &["America/Anchorage"]),
    ("akdt", &["America/Anchorage"]),
    ("hst", &["Pacific/Honolulu"]),
    ("brt", &["America/Sao_Paulo"]),
    ("sast", &["Africa/Johannesburg"]),
    ("gst", &["Asia/Dubai"]),
    ("pkt", &["Asia/Karachi"]),
    ("ist", &["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
    ("sgt", &["Asia/Singapore"]),
    ("hkt", &["Asia/Hong_Kong"]),
    ("jst", &["Asia/Tokyo"]),
    ("kst", &["Asia/Seoul"]),
    ("awst", &["Australia/Perth"]),
    ("acst", &["Australia/Adelaide"]),
    ("acdt", &["Australia/Adelaide"]),
    ("aest", &["Australia/Sydney"]),
    ("aedt", &["Australia/Sydney"]),
    ("nzst", &["Pacific/Auckland"]),
    ("nzdt", &["Pacific/Auckland"]),
    // Large cities that keep the clock of another.
    ("atlanta", &["America/New_York"]),
    ("austin", &["America/Chicago"]),
    ("bangalore", &["Asia/Kolkata"]),
    ("barcelona", &["Europe/Madrid"]),
    ("beijing", &["Asia/Shanghai"]),
    ("bengaluru", &["Asia/Kolkata"]),
    ("boston", &["America/New_York"]),
    ("cape town", &["Africa/Johannesburg"]),
    ("cologne", &["Europe/Berlin"]),
    ("dallas", &["America/Chicago"]),
    ("delhi", &["Asia/Kolkata"]),
    ("edinburgh", &["Europe/London"]),
    ("frankfurt", &["Europe/Berlin"]),
    ("geneva", &["Europe/Zurich"]),
    ("hamburg", &["Europe/Berlin"]),
    ("houston", &["America/Chicago"]),
    ("hyderabad", &["Asia/Kolkata"]),
    ("krakow", &["Europe/Warsaw"]),
    ("manchester", &["Europe/London"]),
    ("miami", &["America/New_York"]),
    ("milan", &["Europe/Rome"]),
    ("montreal", &["America/Toronto"]),
    ("mumbai", &["Asia/Kolkata"]),
    ("munich", &["Europe/Berlin"]),
    ("new delhi", &["Asia/Kolkata"]),
    ("osaka", &["Asia/Tokyo"]),
    ("portland", &["America/Los_Angeles"]),
    ("porto", &["Europe/Lisbon"]),
    ("pune", &["Asia/Kolkata"]),
    ("rio", &["America/Sao_Paulo"]),
    ("rio de janeiro", &["America/Sao_Paulo"]),
    ("san diego", &["America/Los_Angeles"]),
    ("san francisco", &["America/Los_Angeles"]),
    ("seattle", &["America/Los_Angeles"]),
    ("shenzhen", &["Asia/Shanghai"]),
    ("tel aviv", &["Asia/Jerusalem"]),
    ("washington", &["America/New_York"]),
    ("wellington", &["Pacific/Auckland"]),
];

struct City {
    /// `new york`
    short: String,
    /// `america new york`
    whole: String,
    /// `America/New_York`
    name: String,
}

/// The places of a zone database; its names are gone through once, at the first place.
pub(super) struct Places<'a> {
    zones: &'a Zones,
    cities: OnceCell<Vec<City>>,
}

impl<'a> Places<'a> {
    pub fn new(zones: &'a Zones) -> Self {
        Self {
            zones,
            cities: OnceCell::new(),
        }
    }

    /// The zones that these words name.
    pub fn named(&self, words: &[&str]) -> Vec<Zone> {
        let text = words.join(" ");
        let known = NAMES.iter().find(|(name, _)| *name == text);
        self.zones(known.map_or_else(
            || self.cities_where(|city| city.short == text || city.whole == text),
            |(_, zones)| zones.to_vec(),
        ))
    }

    /// The zones whose names begin with these words, while they are being typed.
    pub fn begun(&self, words: &[&str]) -> Vec<Zone> {
        let text = words.join(" ");
        if text.len() < 3 {
            return Vec::new();
        }
        let mut names = self.cities_where(|city| city.short.starts_with(&text));
        let known = NAMES.iter().filter(|(name, _)| name.starts_with(&text));
        names.extend(known.flat_map(|(_, zones)| *zones));
        self.zones(names)
    }

    fn zones(&self, names: Vec<&str>) -> Vec<Zone> {
        names
            .into_iter()
            .filter_map(|name| self.zones.get(name).ok())
            .take(MOST)
            .collect()
    }

    fn cities_where(&self, wanted: impl Fn(&City) -> bool) -> Vec<&str> {
        let cities = self.cities.get_or_init(|| cities(self.zones));
        cities
            .iter()
            .filter(|city| wanted(city))
            .map(|city| city.name.as_str())
            .collect()
    }
}

/// Cities by name; of one with two names the shorter zone first.
fn cities(zones: &Zones) -> Vec<City> {
    let plain = |text: &str| text.to_ascii_lowercase().replace(['_', '-', '/'], " ");
    let mut cities: Vec<City> = zones
        .names()
        .into_iter()
        .filter_map(|name| {
            let (area, _) = name.split_once('/')?;
            let short = plain(name.rsplit('/').next()?);
            AREAS.contains(&area).then(|| City {
                short,
                whole: plain(&name),
                name,
            })
        })
        .collect();
    cities.sort_by(|a, b| (&a.short, a.name.len()).cmp(&(&b.short, b.name.len())));
    cities
}

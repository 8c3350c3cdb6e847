//! Every holiday there are data for, one a line: country, region or -, date. For comparing them
//! with other sources by hand.

use std::io::{self, Write as _};

use muster_scheduling::holidays;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (country, regions) in holidays::countries() {
        let regions = regions.into_iter().map(Some).chain([None]);
        for region in regions {
            for year in holidays::YEARS {
                for (date, name) in holidays::on(country, region, year).days {
                    writeln!(out, "{country} {} {date} {name}", region.unwrap_or("-"))?;
                }
            }
        }
    }
    Ok(())
}

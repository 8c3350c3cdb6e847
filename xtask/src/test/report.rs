//! The steps of a run, as they go, and the summary at the end.

use std::collections::HashSet;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::counts::Counts;

/// What came of one step.
pub enum Outcome {
    /// It ran; its tests are counted one by one.
    Counted(Counts),
    /// It was one check, and it passed.
    Passed,
    /// It could not run; the text says why.
    Skipped(String),
    /// It prepared something and is no test.
    Prepared,
}

struct Line {
    name: &'static str,
    counts: Counts,
    took: Duration,
    note: String,
}

/// Runs steps in order and remembers what came of them.
pub struct Report {
    selected: Vec<String>,
    known: HashSet<&'static str>,
    failed: HashSet<&'static str>,
    lines: Vec<Line>,
}

impl Report {
    /// A run of the named steps; of all steps when none is named.
    pub fn new(selected: Vec<String>) -> Self {
        Self {
            selected,
            known: HashSet::new(),
            failed: HashSet::new(),
            lines: Vec::new(),
        }
    }

    /// Runs one step, unless it was not asked for. A failure never stops the run: an `Err` is
    /// one failure and its text is shown. Where a step in `needs` failed, this one is skipped.
    pub fn step(
        &mut self,
        name: &'static str,
        needs: &[&'static str],
        run: impl FnOnce() -> Result<Outcome, String>,
    ) {
        self.known.insert(name);
        if !self.selected.is_empty() && !self.selected.iter().any(|asked| asked == name) {
            return;
        }
        println!("\n==> {name}");
        let began = Instant::now();
        let blocked = needs.iter().find(|needed| self.failed.contains(*needed));
        let outcome = match blocked {
            Some(needed) => Ok(Outcome::Skipped(format!("{needed} failed"))),
            None => run(),
        };
        let took = began.elapsed();
        let (counts, note) = match outcome {
            Ok(Outcome::Counted(counts)) => (counts, String::new()),
            Ok(Outcome::Passed) => (Counts::ONE_PASSED, String::new()),
            Ok(Outcome::Prepared) => (Counts::default(), String::new()),
            Ok(Outcome::Skipped(reason)) => (Counts::ONE_SKIPPED, reason),
            Err(reason) => (Counts::ONE_FAILED, reason),
        };
        if counts.failed > 0 || blocked.is_some() {
            self.failed.insert(name);
        }
        let line = Line {
            name,
            counts,
            took,
            note,
        };
        println!("{}", line.text());
        self.lines.push(line);
    }

    /// Prints the summary, its last line alone, and gives the exit code.
    pub fn finish(self, on_build_machine: bool) -> ExitCode {
        let unknown: Vec<_> = self
            .selected
            .iter()
            .filter(|asked| !self.known.contains(asked.as_str()))
            .collect();
        println!("\n==> summary");
        for line in &self.lines {
            println!("{}", line.text());
        }
        for name in &unknown {
            println!("There is no step named {name}.");
        }
        let total = self
            .lines
            .iter()
            .fold(Counts::default(), |sum, line| sum.and(line.counts));
        if on_build_machine && total.skipped > 0 {
            println!("A skipped test fails the run here, because CI is set.");
        }
        let succeeded = succeeds(total, on_build_machine) && unknown.is_empty();
        println!("{}", closing_line(total));
        if succeeded {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

impl Line {
    fn text(&self) -> String {
        let Counts {
            passed,
            failed,
            skipped,
        } = self.counts;
        let verdict = match (failed, skipped, passed) {
            (1.., ..) => "FAILED",
            (0, 1.., 0) => "skipped",
            (0, 1.., 1..) => "ok, some skipped",
            (0, 0, _) => "ok",
        };
        let numbers = if passed + failed + skipped > 1 {
            format!("  {passed} passed, {failed} failed, {skipped} skipped;")
        } else {
            String::new()
        };
        let note = self.note.lines().next().unwrap_or_default();
        let seconds = self.took.as_secs_f64();
        format!(
            "    {:<10} {verdict:<8}{numbers} {seconds:.1} s  {note}",
            self.name
        )
        .trim_end()
        .to_owned()
    }
}

/// Whether the run as a whole succeeded. A run of no test is no success, and on a build machine
/// neither is one that left a test out.
fn succeeds(total: Counts, on_build_machine: bool) -> bool {
    total.failed == 0 && total.passed > 0 && !(on_build_machine && total.skipped > 0)
}

/// The last line of a run.
fn closing_line(total: Counts) -> String {
    format!(
        "{} passed, {} failed, {} skipped",
        total.passed, total.failed, total.skipped
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_test_fails_the_run_on_a_build_machine_only() {
        let total = Counts {
            passed: 9,
            failed: 0,
            skipped: 1,
        };
        assert!(!succeeds(total, true));
        assert!(succeeds(total, false));
        assert!(succeeds(
            Counts {
                skipped: 0,
                ..total
            },
            true
        ));
    }

    #[test]
    fn a_failure_or_no_test_at_all_fails_the_run_everywhere() {
        for on_build_machine in [true, false] {
            assert!(!succeeds(
                Counts {
                    passed: 9,
                    failed: 1,
                    skipped: 0
                },
                on_build_machine
            ));
            assert!(!succeeds(Counts::default(), on_build_machine));
        }
    }

    #[test]
    fn a_step_whose_ground_is_gone_is_skipped_and_the_next_still_runs() {
        let mut report = Report::new(Vec::new());
        report.step("build", &[], || Err("it does not compile".to_owned()));
        report.step("rust", &["build"], || Ok(Outcome::Passed));
        report.step("desktop", &["rust"], || Ok(Outcome::Passed));
        report.step("fmt", &[], || Ok(Outcome::Passed));
        let counts: Vec<_> = report.lines.iter().map(|line| line.counts).collect();
        assert_eq!(
            counts,
            [
                Counts::ONE_FAILED,
                Counts::ONE_SKIPPED,
                Counts::ONE_SKIPPED,
                Counts::ONE_PASSED
            ]
        );
    }

    #[test]
    fn only_the_named_steps_run() {
        let mut report = Report::new(vec!["fmt".to_owned()]);
        report.step("deny", &[], || Err("it must not run".to_owned()));
        report.step("fmt", &[], || Ok(Outcome::Passed));
        assert_eq!(report.lines.len(), 1);
        assert_eq!(report.finish(true), ExitCode::SUCCESS);
    }

    #[test]
    fn a_misspelt_step_is_no_success() {
        let mut report = Report::new(vec!["fmt".to_owned(), "dney".to_owned()]);
        report.step("fmt", &[], || Ok(Outcome::Passed));
        assert_eq!(report.finish(false), ExitCode::FAILURE);
    }

    #[test]
    fn the_closing_line_is_the_usual_one() {
        let total = Counts {
            passed: 12,
            failed: 0,
            skipped: 3,
        };
        assert_eq!(closing_line(total), "12 passed, 0 failed, 3 skipped");
    }
}

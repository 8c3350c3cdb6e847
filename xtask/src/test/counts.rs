//! How many tests ran, read from what the runners print.

use serde_json::Value;

/// Numbers of tests by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that ran and passed.
    pub passed: u64,
    /// Tests that failed, crashed or ran out of time.
    pub failed: u64,
    /// Tests that exist and did not run.
    pub skipped: u64,
}

impl Counts {
    /// One check that passed.
    pub const ONE_PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// One check that failed.
    pub const ONE_FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };
    /// One check that could not run.
    pub const ONE_SKIPPED: Self = Self {
        passed: 0,
        failed: 0,
        skipped: 1,
    };

    /// The sum.
    pub fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }

    /// Without inner tests, which the runners count as skipped.
    pub fn without_inner(self, inner: u64) -> Self {
        Self {
            skipped: self.skipped.saturating_sub(inner),
            ..self
        }
    }

    /// A runner that ends with an error although it counted no failure (a crash, a build error,
    /// a suite that could not be loaded) still failed once.
    pub fn with_exit(self, success: bool) -> Self {
        if success || self.failed > 0 {
            self
        } else {
            Self { failed: 1, ..self }
        }
    }
}

/// The closing line of cargo-nextest:
/// `Summary [   0.19s] 3 tests run: 2 passed (1 slow), 1 failed, 1 timed out, 1 skipped`.
pub fn nextest(output: &str) -> Option<Counts> {
    let (_, numbers) = output
        .lines()
        .rev()
        .find(|line| line.trim_start().starts_with("Summary ["))?
        .split_once(" run: ")?;
    let mut counts = Counts::default();
    for part in without_parentheses(numbers).split(',') {
        let (number, word) = part.trim().split_once(' ')?;
        let number: u64 = number.parse().ok()?;
        match word.trim() {
            "passed" => counts.passed += number,
            "skipped" => counts.skipped += number,
            // failed, timed out, exec failed: whatever else it names did not pass.
            _ => counts.failed += number,
        }
    }
    Some(counts)
}

/// The closing lines of Rust's own runner, one for each test binary, summed:
/// `test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; …`.
pub fn libtest(output: &str) -> Option<Counts> {
    output
        .lines()
        .filter_map(|line| line.split_once("test result: "))
        .try_fold(None, |sum, line| {
            let mut counts = Counts::default();
            for part in line.1.split(['.', ';']) {
                match part.trim().split_once(' ') {
                    Some((number, "passed")) => counts.passed = number.parse().ok()?,
                    Some((number, "failed")) => counts.failed = number.parse().ok()?,
                    Some((number, "ignored")) => counts.skipped = number.parse().ok()?,
                    _ => {}
                }
            }
            Some(Some(counts.and(sum.unwrap_or_default())))
        })?
}

/// Whether this is the name of an inner test: one that another test runs in a process of its own,
/// such as inside a private session. It is marked `#[ignore]` so that no runner starts it by
/// itself, its name begins with `inside_`, and it is no skipped test.
pub fn is_inner(name: &str) -> bool {
    name.rsplit("::")
        .next()
        .is_some_and(|last| last.starts_with("inside_"))
}

/// How many inner tests Rust's own runner lists as ignored: `test inside_a_bus ... ignored, why`.
pub fn libtest_inner(output: &str) -> u64 {
    let inner = output.lines().filter(|line| {
        line.strip_prefix("test ")
            .and_then(|line| line.split_once(" ... ignored"))
            .is_some_and(|(name, _)| is_inner(name))
    });
    inner.map(|_| 1).sum()
}

/// How many inner tests `cargo nextest list --message-format oneline` lists, as
/// `package::binary name` or `package name`.
pub fn nextest_inner(listing: &str) -> u64 {
    let inner = listing.lines().filter(|line| {
        line.split_once(' ')
            .is_some_and(|(_, name)| is_inner(name.trim()))
    });
    inner.map(|_| 1).sum()
}

/// The JSON report of Vitest. A file that could not be loaded holds no test and counts as one
/// failure.
pub fn vitest(report: &str) -> Option<Counts> {
    let report: Value = serde_json::from_str(report).ok()?;
    let number = |key: &str| report.get(key).and_then(Value::as_u64);
    let counts = Counts {
        passed: number("numPassedTests")?,
        failed: number("numFailedTests")?,
        skipped: number("numPendingTests")? + number("numTodoTests").unwrap_or(0),
    };
    Some(counts.with_exit(report.get("success").and_then(Value::as_bool)?))
}

/// The closing lines of node's test runner in TAP: `# pass 3`, `# fail 0`, `# cancelled 0`, ….
pub fn node_tap(output: &str) -> Option<Counts> {
    let number = |name: &str| -> Option<u64> {
        output.lines().rev().find_map(|line| {
            line.strip_prefix("# ")?
                .strip_prefix(name)?
                .trim()
                .parse()
                .ok()
        })
    };
    Some(Counts {
        passed: number("pass ")?,
        failed: number("fail ")? + number("cancelled ")?,
        skipped: number("skipped ")? + number("todo ")?,
    })
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|character| {
            match character {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn reads_nextest() {
        let output = "    Starting 3 tests across 3 binaries (1 test skipped)\n\
                      ────────────\n     Summary [   0.026s] 3 tests run: 3 passed, 1 skipped\n";
        assert_eq!(nextest(output), Some(counts(3, 0, 1)));
    }

    #[test]
    fn reads_every_way_in_which_nextest_says_that_a_test_did_not_pass() {
        let output = "     Summary [  61.190s] 9/12 tests run: 5 passed (1 slow, 1 flaky), \
                      2 failed, 1 exec failed, 1 timed out, 4 skipped\n\
                      \x20       FAIL [   0.188s] (3/3) store open::locked\n";
        assert_eq!(nextest(output), Some(counts(5, 4, 4)));
    }

    #[test]
    fn sums_the_binaries_of_the_rust_runner_and_counts_ignored_ones() {
        let output = "running 3 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            \x20  Doc-tests a\n\
            test result: FAILED. 1 passed; 3 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.10s\n";
        assert_eq!(libtest(output), Some(counts(3, 3, 2)));
    }

    #[test]
    fn tests_that_another_test_runs_are_not_skipped() {
        let listing = "muster-vault::keyring inside_first_start_seals\n\
                       muster-vault tests::inside_next_start\nmuster-vault seals_inside_out\n";
        assert_eq!(nextest_inner(listing), 2);
        let output = "test inside_first_start_seals ... ignored, runs inside a private session\n\
                      test slow_one ... ignored\ntest inside_out ... ok\n";
        assert_eq!(libtest_inner(output), 1);
        assert_eq!(counts(3, 0, 2).without_inner(1), counts(3, 0, 1));
    }

    #[test]
    fn no_summary_is_not_zero_tests() {
        assert_eq!(nextest("error: could not compile"), None);
        assert_eq!(libtest("error: could not compile"), None);
        assert_eq!(vitest(""), None);
        assert_eq!(node_tap("TAP version 13\n"), None);
    }

    #[test]
    fn reads_vitest() {
        let report = r#"{"numTotalTests":6,"numPassedTests":3,"numFailedTests":1,
            "numPendingTests":1,"numTodoTests":1,"success":false}"#;
        assert_eq!(vitest(report), Some(counts(3, 1, 2)));
    }

    #[test]
    fn a_vitest_file_that_cannot_be_loaded_is_a_failure() {
        let report = r#"{"numTotalTests":3,"numPassedTests":3,"numFailedTests":0,
            "numPendingTests":0,"numTodoTests":0,"numFailedTestSuites":1,"success":false}"#;
        assert_eq!(vitest(report), Some(counts(3, 1, 0)));
    }

    #[test]
    fn reads_the_runner_of_node() {
        let output = "1..2\n# tests 5\n# suites 0\n# pass 2\n# fail 1\n# cancelled 1\n\
                      # skipped 1\n# todo 0\n# duration_ms 12.5\n";
        assert_eq!(node_tap(output), Some(counts(2, 2, 1)));
    }

    #[test]
    fn an_error_without_a_counted_failure_is_one_failure() {
        assert_eq!(counts(4, 0, 0).with_exit(false), counts(4, 1, 0));
        assert_eq!(counts(4, 2, 0).with_exit(false), counts(4, 2, 0));
        assert_eq!(counts(4, 0, 0).with_exit(true), counts(4, 0, 0));
    }
}

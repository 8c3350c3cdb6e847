//! The few flags that the subcommands take.

use std::collections::VecDeque;

/// What stands after `cargo xtask`. Each subcommand takes out what it knows and then calls
/// [`Arguments::finish`], so that a misspelt flag is an error and never ignored.
pub struct Arguments {
    rest: VecDeque<String>,
}

impl Arguments {
    /// The arguments of this process, without its own name.
    pub fn from_command_line() -> Self {
        Self {
            rest: std::env::args().skip(1).collect(),
        }
    }

    /// No arguments: everything as usual.
    pub fn none() -> Self {
        Self {
            rest: VecDeque::new(),
        }
    }

    /// Takes the first word.
    pub fn subcommand(&mut self) -> Option<String> {
        self.rest.pop_front()
    }

    /// Takes `name` out and tells whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|word| word != name);
        self.rest.len() != before
    }

    /// Takes every `name VALUE` and `name=VALUE` out, in order.
    ///
    /// # Errors
    /// When the last `name` has no value.
    pub fn values(&mut self, name: &str) -> Result<Vec<String>, String> {
        let mut found = Vec::new();
        let mut kept = VecDeque::new();
        while let Some(word) = self.rest.pop_front() {
            if word == name {
                let value = self.rest.pop_front();
                found.push(value.ok_or_else(|| format!("{name} needs a value after it."))?);
            } else if let Some(value) = word
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('='))
            {
                found.push(value.to_owned());
            } else {
                kept.push_back(word);
            }
        }
        self.rest = kept;
        Ok(found)
    }

    /// Takes the one value of `name` out; of several, the last one counts.
    ///
    /// # Errors
    /// When `name` has no value.
    pub fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        Ok(self.values(name)?.pop())
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    /// Names the first word that nobody took.
    pub fn finish(self) -> Result<(), String> {
        match self.rest.front() {
            None => Ok(()),
            Some(word) => Err(format!(
                "{word} is not known here. `cargo xtask help` lists the flags."
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Arguments {
        Arguments {
            rest: words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    #[test]
    fn takes_flags_and_values_in_any_order() {
        let mut given = arguments(&["test", "--step", "fmt", "--core", "--step=deny"]);
        assert_eq!(given.subcommand().as_deref(), Some("test"));
        assert!(given.flag("--core"));
        assert_eq!(given.values("--step").unwrap(), ["fmt", "deny"]);
        assert!(given.finish().is_ok());
    }

    #[test]
    fn a_misspelt_flag_is_an_error() {
        let message = arguments(&["--cores"]).finish().unwrap_err();
        assert!(message.contains("--cores"), "{message}");
    }

    #[test]
    fn a_value_may_not_be_missing() {
        assert!(arguments(&["--filter"]).value("--filter").is_err());
    }
}

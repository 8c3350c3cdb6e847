//! What stands behind `Exec=` in a desktop file (Desktop Entry Specification 1.5, "The Exec key").

use std::io;
use std::path::PathBuf;

/// This program, as a desktop file should name it.
pub fn program() -> io::Result<PathBuf> {
    match std::env::var_os("APPIMAGE") {
        Some(image) => Ok(image.into()),
        None => std::env::current_exe(),
    }
}

/// A path as one word. It is quoted only when it must be: plain `xdg-open` 1.1.3 cannot start a
/// quoted one.
pub fn exec(program: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/-_.+@".contains(c);
    if program.chars().all(plain) {
        return program.to_owned();
    }
    // A second round of escaping, because the value is a string.
    let mut quoted = String::from("\"");
    for c in program.chars() {
        match c {
            '\\' => quoted.push_str(r"\\\\"),
            '"' | '`' | '$' => quoted.extend(['\\', '\\', c]),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_path_is_not_quoted() {
        assert_eq!(exec("/usr/bin/muster-desktop"), "/usr/bin/muster-desktop");
    }

    #[test]
    fn a_path_with_spaces_and_signs_stays_one_word() {
        assert_eq!(
            exec("/home/ana/My $Apps/100%/muster"),
            "\"/home/ana/My \\\\$Apps/100%%/muster\""
        );
    }
}

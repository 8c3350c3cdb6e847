//! Where one JSON value ends and the next may begin (RFC 8259).

/// Where a value ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    More,
    /// This byte is the last of the value.
    End,
    /// The value ended before this byte.
    EndBefore,
    /// A line break inside a string, which JSON forbids (RFC 8259 section 7).
    BrokenString,
}

/// Finds the end of a JSON value by counting brackets outside of strings.
#[derive(Default)]
pub(super) struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    begun: bool,
}

impl Scan {
    /// Looks at the next byte of the value.
    pub fn step(&mut self, byte: u8) -> Step {
        if self.in_string {
            return self.step_in_string(byte);
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 {
                    return Step::End;
                }
            }
            b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 && self.begun => {
                return Step::EndBefore;
            }
            _ => {}
        }
        self.begun = true;
        Step::More
    }

    fn step_in_string(&mut self, byte: u8) -> Step {
        match byte {
            b'\n' | b'\r' => return Step::BrokenString,
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => {
                self.in_string = false;
                if self.depth == 0 {
                    return Step::End;
                }
            }
            _ => {}
        }
        Step::More
    }

    /// Whether the file may end here: only a bare word or number may.
    pub fn is_whole(&self) -> bool {
        self.depth == 0 && !self.in_string && self.begun
    }
}

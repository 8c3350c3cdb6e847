//! Tests that drive the built `muster` command as a user would; see `tests/`.

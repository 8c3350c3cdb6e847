//! Secrets: a master key in the OS keyring and values sealed under it.

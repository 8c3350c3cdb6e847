//! The desktop shell.
use tauri as _;

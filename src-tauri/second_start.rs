//! A second start hands its command line to the Muster that is open, before it makes anything of a
//! window.
//!
//! The single-instance plugin does the same, but only once GTK and WebKit have started, which takes
//! longer, and ending a process just then has been seen to crash it. What cannot be handed over
//! here is left to the plugin.

use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;
use zbus::names::BusName;

/// The plugin's name on the session bus: the identifier of `tauri.conf.json` and a word of its own.
const NAME: &str = "app.muster.desktop.SingleInstance";
const PATH: &str = "/app/muster/desktop/SingleInstance";
const INTERFACE: &str = "org.SingleInstance.DBus";

/// Whether another Muster of this session was open and has taken the command line.
pub fn handed_over() -> bool {
    match hand_over() {
        Ok(taken) => taken,
        Err(error) => {
            tracing::info!(%error, "no other Muster was asked");
            false
        }
    }
}

fn hand_over() -> zbus::Result<bool> {
    let bus = Connection::session()?;
    if !DBusProxy::new(&bus)?.name_has_owner(BusName::try_from(NAME)?)? {
        return Ok(false);
    }
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let folder = std::env::current_dir().unwrap_or_default();
    let folder = folder.to_string_lossy();
    let message = &(words, folder.as_ref());
    bus.call_method(
        Some(NAME),
        PATH,
        Some(INTERFACE),
        "ExecuteCallback",
        message,
    )?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_the_one_that_the_plugin_takes() {
        let config = include_str!("../tauri.conf.json");
        let identifier = NAME.strip_suffix(".SingleInstance").unwrap_or_default();
        assert!(config.contains(&format!("\"identifier\": \"{identifier}\"")));
        assert_eq!(PATH, format!("/{}", NAME.replace('.', "/")));
    }
}

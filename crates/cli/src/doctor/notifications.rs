//! Whether something on this computer shows notifications.

use super::Found;

/// Asks the desktop's notification service who it is (freedesktop.org Desktop Notifications
/// Specification, `GetServerInformation`).
#[cfg(all(unix, not(target_os = "macos")))]
pub async fn look() -> Found {
    /// A service may have to be started first; a broken one never answers.
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

    if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none()
        && std::env::var_os("XDG_RUNTIME_DIR").is_none()
    {
        return Found::missing("there is no session bus, so nothing can show notifications");
    }
    let (tell, told) = tokio::sync::oneshot::channel();
    // Not spawn_blocking: the runtime would wait for an answer that may never come.
    std::thread::spawn(move || {
        let _ = tell.send(ask());
    });
    match tokio::time::timeout(PATIENCE, told).await {
        Ok(Ok(Ok(name))) => Found::present(format!("{name} shows them")),
        Ok(Ok(Err(error))) => Found::missing(format!("nothing shows them: {error}")),
        Ok(Err(_)) => Found::unknown("the question broke off"),
        Err(_) => Found::unknown("the notification service does not answer"),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn ask() -> zbus::Result<String> {
    let bus = zbus::blocking::Connection::session()?;
    let reply = bus.call_method(
        Some("org.freedesktop.Notifications"),
        "/org/freedesktop/Notifications",
        Some("org.freedesktop.Notifications"),
        "GetServerInformation",
        &(),
    )?;
    let (name, _vendor, version, _spec): (String, String, String, String) =
        reply.body().deserialize()?;
    Ok(format!("{name} {version}").trim().to_owned())
}

/// macOS and Windows show notifications themselves; whether the person allows ours is asked by the
/// desktop window.
#[cfg(any(not(unix), target_os = "macos"))]
pub async fn look() -> Found {
    Found::unknown("the system shows them, if it is allowed in its settings")
}

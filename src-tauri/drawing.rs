//! How the web view draws. On Linux, WebKit composes every frame with OpenGL; where no graphics
//! card can be used (virtual machines, remote desktops) that is OpenGL in software, which takes
//! several times the processor time and twice the memory of drawing without it. So without a card,
//! and in safe mode, the web view draws without OpenGL.
//!
//! WebKit reads how to draw from the environment when it starts, so it is set before the process
//! begins: Muster replaces itself, once. Whoever sets one of the variables decides instead.

#[cfg(target_os = "linux")]
use std::ffi::OsString;

/// What turns off the parts of WebKitGTK that draw through the graphics card.
pub const WITHOUT_GRAPHICS_CARD: [(&str, &str); 2] = [
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
];

/// What the log tells about drawing, at every start.
const TOLD: [&str; 6] = [
    "XDG_SESSION_TYPE",
    "XDG_CURRENT_DESKTOP",
    "GDK_BACKEND",
    "WEBKIT_DISABLE_DMABUF_RENDERER",
    "WEBKIT_DISABLE_COMPOSITING_MODE",
    "LIBGL_ALWAYS_SOFTWARE",
];

/// Makes sure that the environment says how to draw. Returns only when there is nothing to do, or
/// when Muster could not replace itself; it goes on as it is then.
///
/// # Errors
/// Why Muster could not replace itself.
pub fn prepare(safe_mode: bool) -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    if is_to_be_set(safe_mode, graphics_card, |name| std::env::var_os(name)) {
        use std::os::unix::process::CommandExt as _;
        let error = std::process::Command::new(std::env::current_exe()?)
            .args(std::env::args_os().skip(1))
            .envs(WITHOUT_GRAPHICS_CARD)
            .exec();
        return Err(error);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = safe_mode;
    Ok(())
}

/// Writes down what decides how the window is drawn.
pub fn log() {
    for name in TOLD {
        if let Some(value) = std::env::var_os(name) {
            tracing::info!(name, value = %value.to_string_lossy(), "drawing");
        }
    }
}

/// Safe mode wants both variables; without it, anything that was set is left as it is.
#[cfg(target_os = "linux")]
fn is_to_be_set(
    safe_mode: bool,
    graphics_card: impl Fn() -> bool,
    variable: impl Fn(&str) -> Option<OsString>,
) -> bool {
    let mut variables = WITHOUT_GRAPHICS_CARD.iter();
    if safe_mode {
        !variables.all(|(name, value)| variable(name).is_some_and(|set| set == *value))
    } else {
        variables.all(|(name, _)| variable(name).is_none()) && !graphics_card()
    }
}

/// Whether this user may draw with a graphics card: the kernel's render nodes can be opened.
#[cfg(target_os = "linux")]
fn graphics_card() -> bool {
    let Ok(devices) = std::fs::read_dir("/dev/dri") else {
        return false;
    };
    devices.flatten().any(|device| {
        let node = device.file_name().to_string_lossy().starts_with("renderD");
        let mut open = std::fs::OpenOptions::new();
        node && open.read(true).write(true).open(device.path()).is_ok()
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn set(names: &[(&'static str, &'static str)]) -> impl Fn(&str) -> Option<OsString> {
        move |name| {
            let mut found = names.iter().filter(|(set, _)| *set == name);
            found.next().map(|(_, value)| value.into())
        }
    }

    #[test]
    fn without_a_card_the_web_view_draws_by_itself() {
        assert!(is_to_be_set(false, || false, set(&[])));
        assert!(!is_to_be_set(false, || true, set(&[])));
    }

    #[test]
    fn whoever_set_a_variable_decides() {
        let chosen = [("WEBKIT_DISABLE_COMPOSITING_MODE", "0")];
        assert!(!is_to_be_set(false, || false, set(&chosen)));
    }

    #[test]
    fn safe_mode_never_uses_the_card() {
        let chosen = [("WEBKIT_DISABLE_COMPOSITING_MODE", "0")];
        assert!(is_to_be_set(true, || true, set(&chosen)));
    }

    #[test]
    fn a_prepared_process_does_not_replace_itself_for_ever() {
        for safe_mode in [true, false] {
            assert!(!is_to_be_set(
                safe_mode,
                || false,
                set(&WITHOUT_GRAPHICS_CARD)
            ));
        }
    }
}

#!/usr/bin/env bash
# Runs a command in a desktop session of its own: private D-Bus, unlocked keyring, notifications
# that are shown and written down, virtual screen. Nothing of the user's session is seen or
# touched, and everything ends with the command.
#
#   tests/desktop/session.sh [--headless] COMMAND [ARGUMENT]…
#
# --headless leaves out the screen and the notifications (tests of the vault need only the keyring).
# The command finds: XDG_RUNTIME_DIR, XDG_DATA_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME (empty,
# mode 700), DBUS_SESSION_BUS_ADDRESS, DISPLAY, MUSTER_PRIVATE_SESSION=1, and
# MUSTER_NOTIFICATION_LOG, a file with every D-Bus message about notifications.
# Its exit code is the command's.
set -euo pipefail

# The script calls itself for each layer, so that no argument is ever read as shell text.
self=$(realpath "${BASH_SOURCE[0]}")

await() { # NAME: until somebody owns it on the private bus
  for _ in $(seq 100); do
    if dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
      org.freedesktop.DBus.GetNameOwner "string:$1" >/dev/null 2>&1; then return; fi
    sleep 0.1
  done
  echo "Nobody owns $1 on the private bus after 10 s." >&2
  return 1
}

outside() { # MODE COMMAND…
  # A short path: that of a socket may have at most 107 bytes.
  private=$(mktemp -d "${TMPDIR:-/tmp}/muster-XXXXXX")
  trap 'rm -rf "$private"' EXIT
  for part in run data config cache; do mkdir -m 700 "$private/$part"; done
  export XDG_RUNTIME_DIR=$private/run XDG_DATA_HOME=$private/data
  export XDG_CONFIG_HOME=$private/config XDG_CACHE_HOME=$private/cache
  export MUSTER_NOTIFICATION_LOG=$private/notifications.log MUSTER_PRIVATE_SESSION=1
  unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL SSH_AUTH_SOCK
  # A bus that starts nothing by itself: what a test meets must not depend on which services
  # (portals, indexers) this machine has. Its own messages would drown those of the test.
  cat >"$private/bus.conf" <<CONF
<busconfig>
  <type>session</type>
  <listen>unix:dir=$private/run</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
  export NO_AT_BRIDGE=1
  dbus-run-session --config-file="$private/bus.conf" -- bash "$self" --layer-bus "$@" \
    3>&2 2>"$private/bus.log"
}

on_the_bus() { # MODE COMMAND…
  exec 2>&3 3>&-
  local mode=$1
  shift
  printf 'the private session' | gnome-keyring-daemon --unlock --components=secrets \
    >/dev/null 2>"$XDG_RUNTIME_DIR/keyring.log"
  await org.freedesktop.secrets
  if [[ $mode == headless ]]; then exec "$@"; fi
  dbus-monitor --session "interface='org.freedesktop.Notifications'" \
    >"$MUSTER_NOTIFICATION_LOG" 2>/dev/null &
  local monitor=$!
  trap 'kill '"$monitor"' 2>/dev/null || true' EXIT
  xvfb-run -a -s "-screen 0 1280x900x24" bash "$self" --layer-screen "$@"
}

on_the_screen() { # COMMAND…
  dunst >"$XDG_RUNTIME_DIR/dunst.log" 2>&1 &
  local dunst=$!
  trap 'kill '"$dunst"' 2>/dev/null || true' EXIT
  await org.freedesktop.Notifications
  "$@"
}

case ${1:-} in
  --layer-bus) on_the_bus "${@:2}" ;;
  --layer-screen) on_the_screen "${@:2}" ;;
  --headless) outside headless "${@:2}" ;;
  '' | -*)
    echo "usage: $0 [--headless] COMMAND [ARGUMENT]…" >&2
    exit 2
    ;;
  *) outside screen "$@" ;;
esac

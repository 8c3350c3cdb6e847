#!/usr/bin/env bash
# Installs the .deb on this computer, starts it, opens links, and removes it again. As root, inside
# a private session:
#
#   tests/desktop/session.sh bash tests/package/deb.sh FILE.deb
#
# `cargo xtask package --check` does this. Pictures and lists go to $MUSTER_SCRATCH.
set -euo pipefail

deb=$(realpath "$1")
scratch=${MUSTER_SCRATCH:-$(mktemp -d)}
log=$XDG_DATA_HOME/muster/logs/muster-desktop.log
workspace=$XDG_DATA_HOME/muster/workspace

fail() {
  echo "FAILED: $1" >&2
  [[ -f $log ]] && tail -40 "$log" >&2
  exit 1
}
step() { echo "== $1"; }

await() { # SECONDS WHAT COMMAND…
  for _ in $(seq "$(($1 * 5))"); do
    if "${@:3}"; then return; fi
    sleep 0.2
  done
  fail "$2"
}
log_says() { grep -q "$1" "$log" 2>/dev/null; } # TEXT
log_counts() { [[ $(grep -c "$1" "$log" 2>/dev/null) -ge $2 ]]; } # TEXT NUMBER
# Only those of this session: others may run on this computer.
windows() {
  local pid
  for pid in $(pgrep -x muster-desktop); do
    # One that is ending has no environment any more.
    if { tr '\0' '\n' <"/proc/$pid/environ"; } 2>/dev/null | grep -qx "XDG_RUNTIME_DIR=$XDG_RUNTIME_DIR"; then
      echo "$pid"
    fi
  done
}
none_open() { [[ -z $(windows) ]]; }
# What an installation may change. The caches of the desktop belong to their own packages.
files() {
  find /etc /opt /usr -not -name mimeinfo.cache -not -name icon-theme.cache \
    -not -path '/usr/share/doc/muster' | sort
}

[[ ${MUSTER_PRIVATE_SESSION:-} == 1 ]] || fail "this needs tests/desktop/session.sh around it"
[[ $(id -u) == 0 ]] || fail "installing needs root"
if dpkg-query -W muster >/dev/null 2>&1; then
  fail "Muster is installed here already; remove it first"
fi

step "what the package says"
dpkg-deb --info "$deb" | tee "$scratch/info.txt"
dpkg-deb --contents "$deb" >"$scratch/contents.txt"
for file in usr/bin/muster usr/bin/muster-desktop usr/share/doc/muster/LICENSE-MIT; do
  grep -qE "[ /]$file\$" "$scratch/contents.txt" || fail "$file is not in it"
done

step "installing"
files >"$scratch/before.txt"
removed=
# Whatever happens, this computer is left as it was.
trap '[[ -n $removed ]] || dpkg --purge muster >/dev/null 2>&1 || true' EXIT
dpkg --install "$deb" || fail "dpkg did not install it"
entry=$(dpkg-query --listfiles muster | grep '/applications/.*\.desktop$') || fail "no desktop file"
grep -qE '^Exec=muster-desktop %u$' "$entry" || fail "$entry loses the link: $(grep Exec "$entry")"
grep -q '^MimeType=x-scheme-handler/muster;$' "$entry" || fail "$entry takes no links"
desktop-file-validate "$entry" || fail "$entry is not valid"

step "the command line"
muster --version
if muster host --help >/dev/null 2>&1; then fail "it holds the loopback host"; fi
muster demo >/dev/null
id_of() { muster call "$1" '{"limit":1}' | grep -oE '"id": ?"[0-9a-f-]{36}"' | head -1 | grep -oE '[0-9a-f-]{36}'; }
candidate=$(id_of candidate_list)
job=$(id_of job_list)

step "a link starts Muster"
gio open "muster://candidate/$candidate" || fail "nothing opens muster:// links"
await 60 "the window did not show its data" log_says "the first screen is ready"
await 20 "the link did not reach the window" log_counts "the window is asked for a place" 1
import -window root "$scratch/cold.png"

step "a link reaches the Muster that is open"
gio open "muster://job/$job" || fail "nothing opens muster:// links"
await 20 "the second link did not reach the window" log_counts "the window is asked for a place" 2
[[ $(windows | wc -l) == 1 ]] || fail "$(windows | wc -l) of them are open"
import -window root "$scratch/warm.png"
log_says "the window shows nothing" && echo "note: the watchdog spoke up; this machine is slow"

step "removing"
for pid in $(windows); do kill "$pid"; done
await 20 "Muster did not end" none_open
dpkg --purge muster || fail "dpkg did not remove it"
removed=1
files >"$scratch/after.txt"
diff "$scratch/before.txt" "$scratch/after.txt" || fail "removing left something behind"
if grep -rqs x-scheme-handler/muster /usr/share/applications; then
  fail "the desktop still knows the links"
fi
[[ -n $(ls "$workspace") ]] || fail "the workspace is gone"

echo "The package installs, starts, opens links and leaves nothing but the user's data."

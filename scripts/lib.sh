# shellcheck shell=bash
# What scripts/run, scripts/test, scripts/fonts and .ci/run share: sourced, never run.
# It looks for what a script needs, installs what is missing, and says so in plain sentences on standard error.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/hiroba
TOOLS=$CACHE/tools

# Everything compiled lies outside the clone, so that run, test and CI share it and the clone stays small.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
# Fontconfig is loaded at run time: building needs no -dev package of it. ALSA is linked.
# Cargo finds its subcommands here: those built by need_cargo_tool, after any that the machine has.
RUSTUP_BIN=${CARGO_HOME:-$HOME/.cargo}/bin
export PATH=$PATH:$RUSTUP_BIN:$TOOLS/bin

# The sourcing scripts choose among these lists.
# shellcheck disable=SC2034
{
  BUILD_PACKAGES=(gcc libc6-dev libasound2-dev pkg-config ca-certificates)
  RUN_PACKAGES=(libfontconfig1 libx11-6 libx11-xcb1 libxcb1 libxcb-xkb1 libxcursor1 libxi6 libxrender1
    libxkbcommon0 libxkbcommon-x11-0 libasound2 fonts-dejavu-core)
  # Reads aloud in other languages than Japanese.
  SPEECH_PACKAGES=(espeak-ng)
  VIRTUAL_DISPLAY_PACKAGES=(xvfb openbox)
  # Pages are set in the letters of the machine: without these a browser measures empty boxes.
  PAGE_PACKAGES=(fonts-noto-cjk)
  TEST_PACKAGES=("${VIRTUAL_DISPLAY_PACKAGES[@]}" procps chromium chromium-driver xdotool zbar-tools x11-utils imagemagick at-spi2-core libglib2.0-bin
    gir1.2-atspi-2.0 python3-gi python3-venv dbus postgresql poppler-utils "${PAGE_PACKAGES[@]}")
  # Visitors of scripts/torture and scripts/measure: eyes, hands, a reader of codes, and an ear to learn by.
  VISITOR_PACKAGES=("${VIRTUAL_DISPLAY_PACKAGES[@]}" x11-utils libxtst6 libzbar0 python3 python3-gi gir1.2-atspi-2.0 at-spi2-core
    libglib2.0-bin dbus)
}

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# usage: prints the comment at the head of the script that sourced this.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; }

# A newer Debian calls libraries that it built for times after 2038 by another name: libasound2t64.
installed() { { dpkg-query -W -f '${db:Status-Status}\n' "$1" "${1}t64" 2>/dev/null || true; } | grep -qx installed; }

# need "WHAT FOR" PACKAGE...: sees to it that these Debian packages are there. Asks for rights only when one is missing.
need() {
  local what_for=$1 package missing=()
  shift
  if ! command -v dpkg-query >/dev/null; then
    say "$what_for needs what Debian calls: $*. This is not a Debian system, so nothing was checked or installed."
    return
  fi
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  local as_root=(env) with=apt-get by_hand="apt-get install ${missing[*]}"
  command -v apt-get >/dev/null ||
    die "$what_for needs packages that are not here: ${missing[*]}. There is no apt-get; please install them by hand."
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      die "$what_for needs packages that are not here, and there is no sudo. Please run this as root: $by_hand"
    as_root=(sudo env) with="sudo apt-get"
  fi
  say "$what_for needs packages that are not here yet: ${missing[*]}. Installing them now with $with."
  # Nothing is ever removed to make room. The lists of packages are fetched only when they are missing or too old.
  local get=(apt-get -q --no-install-recommends --no-remove install "${missing[@]}")
  local install=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive "${get[@]}" -y)
  local update=("${as_root[@]}" apt-get update -q)
  if ! "${get[@]}" --simulate >/dev/null 2>&1; then
    "${update[@]}" >&2 || true
  fi
  "${install[@]}" >&2 || { "${update[@]}" >&2 && "${install[@]}" >&2; } ||
    die "That did not work; the lines above say why. By hand, as root, it would be: $by_hand"
}

# The oldest Rust that may be used is the one that Cargo.toml names.
wanted_rust() { sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' "$ROOT/Cargo.toml"; }

rust_is_new_enough() {
  local have wanted
  have=$(cargo --version 2>/dev/null | awk '{print $2}')
  wanted=$(wanted_rust)
  [ -n "$have" ] && [ "$(printf '%s\n' "$wanted" "${have%%-*}" | sort -V | head -n 1)" = "$wanted" ]
}

# need_rust: sees to a cargo that is new enough.
need_rust() {
  local wanted
  wanted=$(wanted_rust)
  if ! rust_is_new_enough; then
    # The system's own may be too old and stand before rustup's.
    PATH=$RUSTUP_BIN:$PATH
    hash -r
    ! rust_is_new_enough || return 0
    if ! command -v rustup >/dev/null; then
      [ -n "$(apt-cache search --names-only '^rustup$' 2>/dev/null)" ] ||
        die "Building hiroba needs Rust $wanted or newer, and this system's package lists have no rustup." \
          "Please install rustup as the Rust project's own page says, run \"rustup default stable\", and start this again." \
          "(On a newer Debian: apt-get install rustup && rustup default stable.)"
      need "Building hiroba with Rust $wanted or newer" rustup
    fi
    say "Building hiroba needs Rust $wanted or newer; fetching the current one with rustup. This happens once."
    rustup toolchain install stable --profile minimal >&2 || die "rustup could not fetch it; the lines above say why."
    rustup default stable >&2 || die "rustup could not make it the default; the lines above say why."
    hash -r
    rust_is_new_enough ||
      die "The cargo found first, $(command -v cargo), is older than $wanted. Please put rustup's before it in PATH."
  fi
}

# need_rust_component NAME...: sees to rustup's components clippy and rustfmt.
need_rust_component() {
  local component
  for component in "$@"; do
    cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 && continue
    command -v rustup >/dev/null || die "cargo ${component/rustfmt/fmt} is not here; please install $component."
    say "Adding $component with rustup."
    rustup component add "$component" >&2 || die "rustup could not add $component; the lines above say why."
  done
}

# need_cargo_tool NAME: sees to a subcommand of cargo. Built once, into the cache, and found there from then on.
need_cargo_tool() {
  command -v "$1" >/dev/null && return
  say "Building $1 from crates.io, once, into $TOOLS. This takes some minutes."
  # In a target directory of its own that is thrown away: it shares nothing with hiroba.
  CARGO_TARGET_DIR=$TOOLS/build cargo install --quiet --locked --root "$TOOLS" "$1" >&2 || {
    say "$1 could not be built; the lines above say why."
    return 1
  }
  rm -rf "$TOOLS/build"
}

# with_postgres COMMAND...: runs a command beside a PostgreSQL server of its own and stops that again. The server lies in a
# temporary folder, is reached by a socket in it alone, and does not wait for the disk: it is for tests. The command finds it
# by HIROBA_TEST_POSTGRES.
with_postgres() (
  bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$bin" ] || die "There is no PostgreSQL server in /usr/lib/postgresql."
  folder=$(mktemp -d) as=()
  # It refuses to work as root.
  if [ "$(id -u)" -eq 0 ]; then
    chown postgres: "$folder"
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
  fi
  server() { (cd "$folder" && ${as[@]+"${as[@]}"} "$bin/$1" "${@:2}") >>"$folder/said" 2>&1; }
  # shellcheck disable=SC2317 # called by the trap
  stop() {
    server pg_ctl stop --pgdata "$folder/data" --mode immediate || true
    rm -rf "$folder"
  }
  trap stop EXIT
  settings="-c listen_addresses= -c unix_socket_directories=$folder -c max_connections=200 -c fsync=off -c full_page_writes=off"
  { server initdb --pgdata "$folder/data" --username hiroba --auth trust --encoding UTF8 --locale C --no-sync &&
    server pg_ctl start --pgdata "$folder/data" --log "$folder/log" --wait --options "$settings"; } || {
    cat "$folder/said" "$folder/log" >&2
    die "PostgreSQL could not be started; the lines above say why."
  }
  HIROBA_TEST_POSTGRES=postgres://hiroba@$(printf %s "$folder" | sed 's,/,%2F,g')/postgres "$@"
)

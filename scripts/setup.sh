#!/usr/bin/env bash
# Installs what runtilt needs on Debian 12 and fetches the models. Safe to repeat; quick when all is there.
# With --tests also the browser that the page is tested in.
set -euo pipefail
cd "$(dirname "$0")/.."

PACKAGES=(scripts/apt-packages.txt)
[ "${1:-}" = --tests ] && PACKAGES+=(scripts/apt-packages-tests.txt)
MINIMUM_RUST=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

say() { printf '==> %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# Names of the lists that are not installed. An npm or a node from elsewhere serves as well as Debian's, and cannot be installed
# beside it.
missing_packages() {
    local package
    cat "${PACKAGES[@]}" | grep -v '^#' | while read -r package; do
        [ "$package" = npm ] && command -v npm >/dev/null && continue
        dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed \
            || printf '%s\n' "$package"
    done
}

install_packages() {
    local packages as_root=()
    mapfile -t packages < <(missing_packages)
    [ ${#packages[@]} -eq 0 ] && return
    command -v apt-get >/dev/null \
        || fail "this is not Debian or Ubuntu; install what ${PACKAGES[*]} list under their names here"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "as root, run: apt-get install --no-install-recommends ${packages[*]}"
        as_root=(sudo)
    fi
    say "installing ${packages[*]}"
    "${as_root[@]}" apt-get update --quiet
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --quiet --no-install-recommends "${packages[@]}"
}

check_rust() {
    local found
    # rustup puts cargo here; a shell that was open before does not know yet.
    [ -f "$HOME/.cargo/env" ] && . "$HOME/.cargo/env"
    command -v cargo >/dev/null \
        || fail "Rust is missing. Install it with rustup (see the Rust project's site), open a new shell and repeat"
    found=$(cargo --version | cut -d' ' -f2)
    printf '%s\n' "$MINIMUM_RUST" "$found" | sort --version-sort --check=quiet \
        || fail "cargo $found is too old: runtilt needs $MINIMUM_RUST. With rustup: rustup update stable. Debian's own
  cargo is older; install Rust with rustup (see the Rust project's site)"
}

install_packages
check_rust
say "building and fetching the models"
if [ ${#PACKAGES[@]} -gt 1 ]; then
    # Tests build the program with features of their own: built without them first, half of the dependencies would be built twice.
    cargo test --release --workspace --quiet --no-run
    target/release/runtilt models fetch
else
    cargo run --release --quiet -- models fetch
fi
say "fetching the body of the synthetic runner"
scripts/fetch_body.sh
say "ready"

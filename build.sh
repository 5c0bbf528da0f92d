#!/usr/bin/env bash
# All that is done with this project from a command line. Run it without a word
# to be told which there are.
set -eu
cd "$(dirname "$0")"

# Ebitengine needs neither a C compiler nor headers on Linux without cgo.
export CGO_ENABLED=0

usage() {
  cat <<'END'
./build.sh build [-base /path/]   write the guide into dist/
./build.sh serve [address]        build it and show it at 127.0.0.1:8080
./build.sh test                   check everything, with a display and a browser
./build.sh check                  check what needs Go alone
./build.sh others                 use the guide in Firefox ESR and in WebKitGTK
./build.sh train [-eval]          train the model of the guide, or examine it
./build.sh golden                 write anew what the golden tests compare with
./build.sh clean                  remove what was built
END
}

say() { echo "build.sh: $*" >&2; }
die() { say "$*"; exit 1; }

# Go, in the version that go.mod asks for or a later one.
find_go() {
  local want have dir
  want=$(sed -n 's/^go //p' go.mod)
  for dir in "" /usr/local/go/bin /usr/lib/go/bin "$HOME/go/bin" "$HOME/.local/go/bin"; do
    [ -z "$dir" ] || PATH=$dir:$PATH
    have=$(go env GOVERSION 2>/dev/null | sed 's/^go//; s/[^0-9.].*//') || have=""
    if [ -n "$have" ] && [ "$(printf '%s\n' "$want" "$have" | sort -V | head -n 1)" = "$want" ]; then
      export PATH
      return
    fi
  done
  die "needs Go $want or later: install it from https://go.dev/dl/ and put its bin folder into PATH"
}

# The toolchain's part of the page goes with the toolchain.
copy_wasm_exec() {
  local from
  from=$(go env GOROOT)/lib/wasm/wasm_exec.js
  cmp -s "$from" wasm_exec.js || cp "$from" wasm_exec.js
}

build() {
  copy_wasm_exec
  go run ./cmd/site -out dist "$@"
}

serve() {
  copy_wasm_exec
  go run ./cmd/site -out dist -serve "${1:-127.0.0.1:8080}"
}

# Ctrl-C saves the training; the next call goes on with it.
train() {
  go build -o .cache/train ./cmd/train
  exec .cache/train "$@"
}

static_checks() {
  local badly
  badly=$(find . -name '*.go' -not -path '*/node_modules/*' -exec gofmt -l {} +)
  [ -z "$badly" ] || die "not formatted with gofmt:"$'\n'"$badly"
  go vet ./...
  GOOS=js GOARCH=wasm go vet ./...
}

check() {
  static_checks
  go test -short ./...
}

has() { command -v "$1" >/dev/null 2>&1; }
has_library() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q "$1"; }

# The Debian packages that the tests with a display and a browser lack here.
missing_packages() {
  has chromium || has chromium-browser || has google-chrome || echo chromium
  has node || echo nodejs
  [ "$(uname)" = Linux ] || return 0
  has xvfb-run || echo xvfb
  has xauth || echo xauth
  has_library libGL.so.1 || echo libgl1
  compgen -G '/usr/lib*/*/dri/swrast_dri.so' >/dev/null || has_library libgallium || echo libgl1-mesa-dri
  has_library libX11.so.6 || echo libx11-6
  has_library libXrandr.so.2 || echo libxrandr2
  has_library libXcursor.so.1 || echo libxcursor1
  has_library libXinerama.so.1 || echo libxinerama1
  has_library libXi.so.6 || echo libxi6
  has_library libXxf86vm.so.1 || echo libxxf86vm1
}

# The packages of the other browsers and what drives them, and of what makes the
# sites that embeds are tried in.
missing_browsers() {
  has firefox-esr || echo firefox-esr
  has WebKitWebDriver || echo webkit2gtk-driver
  has npm || echo npm
  has mkdocs || echo mkdocs
  has hugo || echo hugo
  [ -d /usr/lib/python3/dist-packages/IPython ] || echo python3-ipython
}

# install takes the names of Debian packages, and none if there is nothing to do.
install() {
  local packages="$*" root=""
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    root="sudo -n"
    $root true 2>/dev/null || root=none
  fi
  if [ "$root" = none ] || ! has apt-get; then
    die "the tests need these packages (Debian's names), please install them: $packages"
  fi
  say "installing $packages"
  $root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $packages
}

# failures shows of a log of go test -v what is not of a test that has passed.
failures() {
  awk '
    /^=== / { test = $3; next }
    /^ *--- PASS/ { delete said[$3]; test = ""; next }
    /^ *--- FAIL/ { printf "%s\n%s", $0, said[$3]; delete said[$3]; test = ""; next }
    /^(PASS|ok .*|\?  .*)$/ { next }
    test == "" || /^FAIL/ { print; next }
    { said[test] = said[test] $0 "\n" }
    END { for (test in said) printf "in %s:\n%s", test, said[test] }' "$1"
}

# run_tests runs all tests and refuses that one is skipped.
run_tests() {
  local log status=0 display=""
  log=$(mktemp)
  [ "$(uname)" != Linux ] || display="xvfb-run -a"
  ZEROTOAI_ALL=1 $display go test -timeout 40m -v ./... >"$log" 2>&1 || status=$?
  if [ "$status" != 0 ]; then
    failures "$log"
  elif grep -E '^ *--- SKIP' "$log"; then
    say "these tests were skipped, and here none may be"
    status=1
  else
    grep -E '^ok' "$log"
  fi
  rm -f "$log"
  return "$status"
}

# others leaves pictures in .cache/others, to be looked at.
others() {
  local out=.cache/others server guide
  install $(missing_packages) $(missing_browsers)
  mkdir -p "$out"
  cp cmd/measure/others/* "$out"
  (cd "$out" && npm install --silent --no-package-lock)
  copy_wasm_exec
  go build -o "$out/site" ./cmd/site
  "$out/site" -out dist -serve 127.0.0.1:0 >"$out/address" & # at a port that is free
  server=$!
  trap "kill $server" EXIT # server is not known there
  until guide=$(grep -m 1 '^http' "$out/address"); do kill -0 "$server"; sleep 1; done
  on_display node "$out/others.mjs" dist "$guide" "$out"
  on_display node "$out/sites.mjs" README.md "$guide" "$out/sites"
}

on_display() { LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a -s "-screen 0 1280x1024x24" "$@"; }

tests() {
  install $(missing_packages)
  copy_wasm_exec
  static_checks
  run_tests
}

# Packages whose tests take -update: they declare it, or uitest does for them.
golden_packages() {
  go list -f '{{.Dir}} {{join .TestImports " "}} {{join .XTestImports " "}}' ./... | while read -r dir imports; do
    if grep -qs '"update"' "$dir"/*_test.go || [ "${imports#*zerotoai/widgets/ui/uitest}" != "$imports" ]; then
      echo "$dir"
    fi
  done
}

golden() {
  local packages
  packages=$(golden_packages)
  [ -n "$packages" ] || die "no package has golden tests"
  go test $packages -update
  git diff --stat
}

word=${1:-}
[ $# = 0 ] || shift
case $word in
  build | serve | train | check | golden | others) find_go; "$word" "$@" ;;
  test) find_go; tests ;;
  clean) rm -rf dist ;;
  *) usage; [ -z "$word" ] || exit 2 ;;
esac

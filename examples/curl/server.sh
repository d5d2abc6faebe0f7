# Read by the other scripts: where the server is and the token for it, and how it is asked. From ASTERISM_URL and
# ASTERISM_TOKEN; else what "asterism login" keeps.
login="${XDG_CONFIG_HOME:-$HOME/.config}/asterism/login.json"
kept() { [ ! -r "$login" ] || sed -n 's/.*"'"$1"'": "\([^"]*\)".*/\1/p' "$login"; }
url=${ASTERISM_URL:-$(kept url)}
token=${ASTERISM_TOKEN:-$(kept token)}
: "${url:?Set ASTERISM_URL and ASTERISM_TOKEN, or run \"asterism login\".}" "${token:?Set ASTERISM_TOKEN.}"
url=${url%/graphql}

# curl, with the token where the list of processes does not show it: in a file that printf writes and nobody keeps.
call() { curl --silent --show-error --fail-with-body --config <(printf 'header = "authorization: Bearer %s"\n' "$token") "$@"; }

# ask QUERY VARIABLES [OPTION OF curl ...]: prints the answer. The query must be without double quotes; what changes goes
# into the variables, which are JSON.
ask() {
  local query=${1//$'\n'/ } variables=$2
  shift 2
  printf '{"query":"%s","variables":%s}' "$query" "$variables" |
    call "$@" --header 'content-type: application/json' --data-binary @- "$url/graphql"
}

# field NAME: the text of the first field of that name in the answer on standard input; jq reads whole answers.
field() { grep -o '"'"$1"'":"[^"]*"' | head -n 1 | cut -d '"' -f 4; }

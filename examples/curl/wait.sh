#!/usr/bin/env bash
# Waits until an experiment is over, and ends with 0 where it succeeded.
#   examples/curl/wait.sh ID
set -euo pipefail
id=${1:?Name the experiment by its id.}
. "$(dirname "$0")/server.sh"

while :; do
  answer=$(ask 'query ($id: ID!) { experiment(id: $id) { status } }' "{\"id\":\"$id\"}")
  status=$(printf '%s' "$answer" | field status || true)
  case $status in
    QUEUED | RUNNING) sleep 1 ;;
    SUCCEEDED) echo "$status" && exit 0 ;;
    *) echo "${status:-There is no experiment $id that you may see.}" >&2 && exit 1 ;;
  esac
done

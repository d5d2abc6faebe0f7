#!/usr/bin/env bash
# Starts an experiment over the newest data set and prints its id. Whoever runs it again with the same key, because the
# answer was lost on the way, gets the same experiment and not a second one.
#   examples/curl/start-experiment.sh KEY [WORKSPACE]        as in: start-experiment.sh nightly-2026-01-31
set -euo pipefail
key=${1:?Name a key, one for each experiment that is to be made.}
workspace=${2:-demo}
. "$(dirname "$0")/server.sh"

version=$(ask 'query ($workspace: String!) {
  datasets(workspace: $workspace, first: 1) { edges { node { latestVersion { version: id } } } }
}' "{\"workspace\":\"$workspace\"}" | field version) || {
  echo "There is no data set in $workspace that you may see." >&2
  exit 1
}

answer=$(ask 'mutation ($input: CreateExperimentInput!) {
  createExperiment(input: $input) { experiment { experiment: id } problems { code message path } }
}' "{\"input\":{
  \"workspace\":\"$workspace\",
  \"datasetVersionId\":\"$version\",
  \"model\":{\"kind\":\"CONV\",\"epochs\":2},
  \"clustering\":{\"algorithm\":\"KMEANS\",\"scanFrom\":2,\"scanTo\":5}
}}" --header "idempotency-key: $key")

if ! printf '%s' "$answer" | field experiment | grep .; then
  # What was wrong, with the place of each problem in the input.
  printf '%s\n' "$answer" >&2
  exit 1
fi

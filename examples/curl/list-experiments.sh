#!/usr/bin/env bash
# The finished experiments of a workspace, the best silhouette first, as JSON.
#   examples/curl/list-experiments.sh [WORKSPACE] [HOW MANY]
set -euo pipefail
. "$(dirname "$0")/server.sh"

ask 'query ($workspace: String!, $first: Int) {
  experiments(
    workspace: $workspace, first: $first,
    filter: { status: [SUCCEEDED] }, orderBy: [{ field: SILHOUETTE, direction: DESC }]
  ) {
    edges { node { id number name model { kind } metrics { silhouette clusterCount } } }
    pageInfo { hasNextPage endCursor }
  }
}' "{\"workspace\":\"${1:-demo}\",\"first\":${2:-20}}"
echo

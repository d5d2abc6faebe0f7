#!/usr/bin/env bash
# Writes what an experiment found: labels.npy (a cluster a sample, -1 is noise), latents.npy (a row a sample), and
# first.f32, the latent of the first sample alone.
#   examples/curl/download.sh ID FOLDER
set -euo pipefail
id=${1:?Name the experiment by its id.}
folder=${2:?Name a folder to write to.}
. "$(dirname "$0")/server.sh"
mkdir -p "$folder"

answer=$(ask 'query ($id: ID!) { experiment(id: $id) { latents { latents: url shape } labels { labels: url } } }' "{\"id\":\"$id\"}")
labels=$(printf '%s' "$answer" | field labels)
latents=$(printf '%s' "$answer" | field latents)
size=$(printf '%s' "$answer" | sed 's/.*"shape":\[[0-9]*,\([0-9]*\)\].*/\1/')

# fetch NAME PATH: nothing is sent again that is there already, by the ETag of what was fetched before.
fetch() {
  local etag="$folder/.$1.etag"
  touch "$etag"
  call --etag-compare "$etag" --etag-save "$etag" --output "$folder/$1" \
    --write-out "$1: status %{http_code}, %{size_download} bytes\n" "$url$2&format=npy"
}
fetch labels.npy "$labels"
fetch latents.npy "$latents"

# As they are stored, without the head of .npy: 4 bytes a number, little-endian. A part of them by its bytes.
call --range "0-$((4 * size - 1))" --output "$folder/first.f32" \
  --write-out "first.f32: status %{http_code}, %{size_download} bytes\n" "$url$latents"

#!/bin/sh
# The root of a day seal, from the files alone: docs/format.md, "The day seal and its words".
#   sh seal-root.sh LOG-FOLDER SEAL-FILE
# Needs awk, sort, and sha256sum or shasum. Prints how many leaves there are, and the root.
[ "$#" -eq 2 ] && [ -r "$2" ] || { echo "usage: seal-root.sh LOG-FOLDER SEAL-FILE" >&2; exit 2; }
sha() { if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -c 1-64; }
hash_of() {  # the digest of the bytes that these hexadecimal digits stand for
  printf "$(echo "$1" | awk '{ for (i = 1; i < length($0); i += 2) {
    value = 16 * index("0123456789abcdef", substr($0, i, 1)) + index("0123456789abcdef", substr($0, i + 1, 1)) - 17
    printf "\\%03o", value } }')" | sha
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
for file in "$1"/*.toml; do
  awk -v digest="$(sha < "$file")" '
    /^\[facts\]$/ { exit }
    $1 == "kind" { kind = $3 }
    $1 == "log" { log_name = $3 }
    $1 == "sequence" { sequence = $3 }
    $1 == "previous" || /^".*sha256:/ { cited = cited " " substr($0, index($0, "sha256:") + 7, 64) }
    END { gsub(/"/, "", kind); gsub(/"/, "", log_name); print digest, kind, log_name, sequence, cited }' "$file"
done > "$work/records"
awk -v seal="$(sha < "$2")" '
  { kind[$1] = $2; place[$1] = $3 " " $4; n[$1] = NF; for (i = 5; i <= NF; i++) cited[$1, i] = $i }
  function behind(start, seen,   list, count, at, i, one) {   # every ancestor of one record into seen
    list[count = 1] = start
    for (at = 1; at <= count; at++)
      for (i = 5; i <= n[list[at]]; i++) {
        one = cited[list[at], i]
        if (one !~ /^0+$/ && !(one in seen)) { seen[one] = 1; list[++count] = one }
      }
  }
  END {
    behind(seal, all)
    for (one in all) if (!(one in kind)) { print "missing: " one > "/dev/stderr"; exit 1 }
    for (one in all) if (kind[one] == "day-seal") behind(one, earlier)
    for (one in all) if (!(one in earlier)) print place[one], one
  }' "$work/records" > "$work/unsorted" || exit 1
LC_ALL=C sort -k1,1 -k2,2n -k3,3 "$work/unsorted" | cut -d ' ' -f 3 > "$work/leaves"
echo "leaves $(wc -l < "$work/leaves")"
while read -r leaf; do hash_of "00$leaf"; done < "$work/leaves" > "$work/level"
while [ "$(wc -l < "$work/level")" -gt 1 ]; do
  while read -r left; do
    if read -r right; then hash_of "01$left$right"; else echo "$left"; fi
  done < "$work/level" > "$work/next"
  mv "$work/next" "$work/level"
done
echo "root sha256:$(cat "$work/level")"

#!/bin/sh
# Check one Show Clear record with tools that every system has. It needs nothing of ours; docs/format.md explains it.
#   sh check-record.sh RECORD.toml ALLOWED_SIGNERS
# Exit 0: everyone whom the record asks for signed every byte. 1: altered. 2: nobody has to sign it, so it only claims.
set -eu
export LC_ALL=C
record=$1 allowed=$2 awk=${AWK:-awk} open="sshsig = '''" close="'''"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "ALTERED: $1"; exit 1; }

# The name holds the start of the digest. A CR means that a sync tool converted line ends; the last line ends too. A byte 0
# would be a line feed for one awk and the end of a line for another.
sum=$({ sha256sum 2>/dev/null || shasum -a 256; } < "$record" | cut -c 1-32)
case ${record##*/} in *-"$sum".toml) ;; *) fail "the name is not that of this content ($sum)" ;; esac
tr -d '\r' < "$record" | cmp -s - "$record" || fail "newline conversion"
tr -d '\000' < "$record" | cmp -s - "$record" || fail "a byte 0"
[ -z "$(tail -c 1 "$record")" ] || fail "the last line does not end"

# Who must sign, from the head; who did, from the blocks. They must be the same, in the same order, and nothing else.
$awk '/^signers = \[$/ { on = 1; next } on && /^\]$/ { exit } on { gsub(/[",]/, ""); print }' "$record" > "$work/wanted"
$awk -v open="$open" -v close_="$close" '
  /^# ======== Signatures\. / { cut = 1; next }
  !cut { next }
  { tail++ }
  /^(person|role|meaning) = / { gsub(/"/, ""); said[$1] = $3 }
  $0 == open { print said["person"], said["role"], said["meaning"]; split("", said) }
  $0 == close_ { tail = 0 }
  END { if (!cut) print "no cut line"; if (tail) print "lines below the last signature" }' "$record" > "$work/present"
diff "$work/wanted" "$work/present" || fail "those who must sign (<) are not those who signed (>)"
[ -s "$work/wanted" ] || { echo "UNSIGNED: nobody has to sign this record; it only claims."; exit 2; }

# Each signature covers everything above the line that opens it.
n=0
while read -r person role meaning; do
  n=$((n + 1))
  $awk -v n=$n -v open="$open" '$0 == open && ++i == n { exit } { print }' "$record" > "$work/covered"
  $awk -v n=$n -v open="$open" -v close_="$close" \
    '$0 == close_ && i == n { exit } i == n { print } $0 == open { i++ }' "$record" > "$work/sig"
  ssh-keygen -Y verify -f "$allowed" -I "$person" -n showclear-record-1 -s "$work/sig" < "$work/covered" \
    > "$work/said" 2>&1 || fail "the signature of $person: $(cat "$work/said")"
  echo "GOOD: $person ($role, $meaning)"
done < "$work/wanted"

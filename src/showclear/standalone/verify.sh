#!/bin/sh
# Verify Show Clear records with what every Unix system has: sh, awk, ssh-keygen and sha256sum (or shasum, or openssl).
#   sh verify.sh FOLDER         every record of a production or a bundle: its folder, or log/ or records/ in it
#   sh verify.sh RECORD.toml    one record by itself
# It follows docs/format.md, uses nothing of Show Clear, and writes only into a folder of its own that it takes away again.
# The numbers of the steps are those of that page. Step 15 needs the laptop that saw the files; step 20, the root in a day
# seal, is not done here: verify.py does it, and docs/seal-root.sh. Any awk will do: AWK=mawk, AWK=gawk.
# Exit codes: 0 intact, 10 incomplete, 11 unverifiable, 12 altered, 2 called wrongly or something cannot be read.
set -eu
export LC_ALL=C
awk=${AWK:-awk}
largest=32768   # in blocks of 512 bytes; no record comes near

[ $# = 1 ] && [ -e "$1" ] || { echo "usage: sh verify.sh FOLDER or RECORD.toml" >&2; exit 2; }
command -v ssh-keygen > /dev/null || { echo "verify.sh: ssh-keygen is missing" >&2; exit 2; }
alone=0 given=$1
if [ -f "$given" ]; then alone=1; elif [ -d "$given/log" ]; then given=$given/log
elif [ -d "$given/records" ] && ! ls "$given" | grep -Eq '^[a-z0-9-]+-[0-9]{6}-[0-9a-f]{32}[.]toml$'; then given=$given/records; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$work/files" "$work/signatures"
: > "$work/found"; : > "$work/holds"; : > "$work/odd"

sums() {
  if command -v sha256sum > /dev/null; then xargs sha256sum
  elif command -v shasum > /dev/null; then xargs shasum -a 256
  else xargs openssl dgst -sha256 -r
  fi
}

# Copies under numbers, because a name may be anything.
count=0
take() {
  if [ ! -f "$1" ]; then
    # What is named like a record and is a folder, a pipe or a link to nothing is told as an empty file, and never
    # opened: a pipe would be waited for.
    printf '%s\n' "${1##*/}" | grep -Eqx '[a-z0-9-]+-[0-9]{6}-[0-9a-f]{32}[.]toml' || return 0
  fi
  count=$((count + 1)) name=${1##*/}
  case $name in *[!a-z0-9.-]*) name=$(printf '%s' "$name" | tr -c '[:alnum:]._ ()-' '?') ;; esac
  if [ ! -f "$1" ] || { [ -n "$large" ] && [ -n "$(find "$1" -prune -size +$largest)" ]; }; then : > "$work/files/$count"
  else cat < "$1" > "$work/files/$count" || { echo "verify.sh: $name cannot be read" >&2; exit 2; }
  fi
  printf '%s %s\n' "$count" "$name" >> "$work/names"
}
: > "$work/names"
large=$(find "$given" -type f -size +$largest)
if [ $alone = 1 ]; then take "$given"; else for path in "$given"/*; do take "$path"; done; fi
[ "$count" -gt 0 ] || { echo "verify.sh: there is no file in it, so there is nothing to verify" >&2; exit 2; }
(cd "$work/files" && ls | sums) > "$work/sums"
(cd "$work/files" && ls | xargs wc -c) > "$work/sizes"
# Files with anything but printable ASCII are read byte by byte: is it UTF-8, and may it stand in a record?
{ (cd "$work/files" && ls | xargs grep -l '[^ -~]' /dev/null) || :; } | while read -r file; do
  od -An -v -tu1 "$work/files/$file" | $awk -v file="$file" '
    function odd(what) { print file, what; told = 1; exit }
    function forbidden(point) {
      return point < 10 || (point > 10 && point < 32) || (point > 126 && point < 160) || point == 173 ||
        point == 1564 || point == 4447 || point == 4448 || point == 6158 || (point > 8202 && point < 8208) ||
        (point > 8231 && point < 8239) || (point > 8287 && point < 8304) || point == 12644 ||
        (point > 65023 && point < 65040) || point == 65279 || point == 65440 || (point > 65519 && point < 65536) ||
        (point > 55295 && point < 63744) || point > 917503
    }
    { for (i = 1; i <= NF; i++) {
        byte = $i + 0
        if (more) {
          if (byte < 128 || byte > 191) odd("It is not UTF-8.")
          point = point * 64 + byte - 128
          if (--more) continue
          if (point < least) odd("It is not UTF-8.")
        }
        else if (byte < 128) point = byte
        else if (byte > 193 && byte < 224) { more = 1; point = byte - 192; least = 128; continue }
        else if (byte > 223 && byte < 240) { more = 2; point = byte - 224; least = 2048; continue }
        else if (byte > 239 && byte < 245) { more = 3; point = byte - 240; least = 65536; continue }
        else odd("It is not UTF-8.")
        if (point == 13 || (point == 65279 && ++seen == 1)) odd("Newline conversion by a sync tool or an editor.")
        if (forbidden(point)) odd("It holds a character that no record may hold.")
      } }
    END { if (more && !told) print file, "It is not UTF-8." }' >> "$work/odd"
done

# A byte 0 no awk is asked about: one takes it for a line feed, and another for the end of a line.
if [ $(cd "$work/files" && ls | xargs cat | tr -dc '\000' | wc -c) -gt 0 ]; then
  for file in "$work/files"/*; do
    tr -d '\000' < "$file" | cmp -s - "$file" || echo "${file##*/} It holds a character that no record may hold." >> "$work/odd"
  done
fi

# Steps 1 to 8 and 19: what each file shows by itself. Writes what was found, the facts that the next program needs, and
# for each signature the bytes that it covers.
$awk -v work="$work" -v alone=$alone -v open="sshsig = '''" -v shut="'''" '
function emit(step, verdict, where, what) { print step "\t" verdict "\t" where "\t" what "\t" n > (work "/found") }
function fault(step, at, what) {
  if (!bad) emit(step, "altered", name (at ? ", line " at : ""), what)
  bad = 1
  return 0
}
function note(text) { print text > (work "/facts") }

# The words of the grammar
function slug(text,   part, count, i) {
  count = split(text, part, "-")
  if (count < 1 || count > 4 || part[1] !~ /^[a-z][a-z0-9]*$/ || length(part[1]) > 16) return 0
  for (i = 2; i <= count; i++) if (part[i] !~ /^[a-z0-9]+$/ || length(part[i]) > 15) return 0
  return 1
}
function word(text) { return text ~ /^[a-z-]+$/ && length(text) <= 32 }
function meaning_(text) { return text ~ /^[a-z]+$/ && length(text) <= 16 }
function cited(text,   at) {
  at = index(text, "/")
  return at && slug(substr(text, 1, at - 1)) && substr(text, at + 1, 6) ~ /^[0-9][0-9][0-9][0-9][0-9][0-9]$/ &&
    substr(text, at + 7, 8) == " sha256:" && hex(substr(text, at + 15), 64)
}
function hex(text, digits) { return text ~ /^[0-9a-f]+$/ && length(text) == digits }
function key_name(text) { return text ~ /^[a-z_]+$/ && length(text) <= 40 }
function when(text) {
  return length(text) == 20 && text ~ /^[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$/ &&
    substr(text, 6, 2) >= "01" && substr(text, 6, 2) <= "12" && substr(text, 9, 2) >= "01" &&
    substr(text, 9, 2) <= "31" && substr(text, 12, 2) <= "23"
}
# A one before digits that may begin with zeros, and off again: busybox awk takes 000010 for eight.
function day(text,   year, month, last) {
  year = ("1" substr(text, 1, 4)) - 10000; month = substr(text, 6, 2) + 0
  last = month == 2 ? 28 + (year % 4 == 0 && (year % 100 || year % 400 == 0)) : 30 + (month + (month > 7)) % 2
  return year > 0 && substr(text, 9, 2) + 0 <= last
}
function between(text, before, after,   length_) {
  # What stands between the two; ok is 0 where they do not.
  length_ = length(text) - length(before) - length(after)
  if (length_ < 0 || substr(text, 1, length(before)) != before || substr(text, length(text) - length(after) + 1) != after) {
    ok = 0; return ""
  }
  return substr(text, length(before) + 1, length_)
}
function quoted(text, key) { return between(text, key " = \"", "\"") }

# Step 2
function read_head(   at, row, part, place, count, before, version) {
  ok = 1
  if (line[1] != "# Show Clear record. Read it freely; never edit it. How to check it by hand: docs/format.md")
    return fault(2, 1, "The first line is another.")
  schema = quoted(line[2], "schema"); version = between(schema, "showclear-record/", "")
  if (!ok || version !~ /^[1-9][0-9]*$/ || length(version) > 4) return fault(2, 2, "The schema is no schema.")
  kind = quoted(line[3], "kind"); if (!ok || !word(kind)) return fault(2, 3, "The kind is no kind.")
  id = quoted(line[4], "id"); if (!ok || !hex(id, 32)) return fault(2, 4, "The id is no id.")
  production = between(line[5], "production = \"sha256:", "\"")
  if (!ok || !hex(production, 64)) return fault(2, 5, "The production is no digest.")
  log_ = quoted(line[6], "log"); if (!ok || !slug(log_)) return fault(2, 6, "The log is no log.")
  sequence = between(line[7], "sequence = ", "")
  if (!ok || sequence !~ /^[1-9][0-9]*$/ || length(sequence) > 6) return fault(2, 7, "The sequence is no number.")
  previous = between(line[8], "previous = \"sha256:", "\"")
  if (!ok || !hex(previous, 64)) return fault(2, 8, "The record before is no digest.")
  made_at = between(line[9], "made_at = ", ""); if (!ok || !when(made_at)) return fault(2, 9, "made_at is no time.")
  if (line[10] != "after = [") return fault(2, 10, "The line `after = [` is missing.")
  afters = 0; before = ""
  for (at = 11; at <= lines && line[at] != "]"; at++) {
    row = between(line[at], "\"", "\","); count = split(row, part, " sha256:"); split(part[1], place, "/")
    if (!ok || count != 2 || !hex(part[2], 64) || part[1] != place[1] "/" place[2] || !slug(place[1]) ||
      place[2] !~ /^[0-9]+$/ || length(place[2]) != 6) return fault(2, at, "That is no line of `after`.")
    if ("x" before >= "x" row) return fault(2, at, "The lines of `after` are not sorted, or one stands there twice.")
    if (place[1] == log_ || place[2] == "000000") return fault(2, at, "`after` names its own log, or the number 0.")
    before = row; after_log[++afters] = place[1]; after_number[afters] = ("1" place[2]) - 1000000; after_digest[afters] = part[2]
  }
  if (line[++at] != "signers = [") return fault(2, at, "The line `signers = [` is missing.")
  signers = 0
  for (at++; at <= lines && line[at] != "]"; at++) {
    row = between(line[at], "\"", "\","); count = split(row, part, " ")
    if (!ok || count != 3 || row != part[1] " " part[2] " " part[3] || !slug(part[1]) || !word(part[2]) ||
      !meaning_(part[3])) return fault(2, at, "That is no line of `signers`.")
    signer[++signers] = row; signer_person[signers] = part[1] ""; signer_role[signers] = part[2] ""
  }
  if (line[++at] != "[facts]") return fault(2, at, "The line `[facts]` is missing.")
  if (!day(made_at)) return fault(2, 9, "made_at is no day.")
  if ((sequence == 1) != (previous == zeros)) return fault(2, 8, "Zeros as `previous` belong to number 1.")
  if ((kind == "production") != (production == zeros)) return fault(2, 5, "Zeros as `production` belong to the first record.")
  return at + 1
}

# Step 3: values are taken off the front of `rest`; `got` is what was taken, `type` its type.
function string_end(text,   at, c) {
  for (at = 2; match(substr(text, at), /["\\]/); at += 2) {
    at += RSTART - 1
    if (substr(text, at, 1) == "\"") return at
    c = substr(text, at + 1, 1)
    if (c != "\"" && c != "\\" && c != "n" && c != "t") return 0
  }
  return 0
}
function taken(count) { got = substr(rest, 1, count); rest = substr(rest, count + 1); return 1 }
function scalar(   end, digits) {
  if (substr(rest, 1, 1) == "\"") {
    end = string_end(rest); type = "text"
    if (!end) return 0
    taken(end); got = substr(got, 2, end - 2)
    return 1
  }
  if (when(substr(rest, 1, 20))) { type = "time"; return taken(20) }
  type = "truth"
  if (substr(rest, 1, 4) == "true") return taken(4)
  if (substr(rest, 1, 5) == "false") return taken(5)
  type = "number"
  if (!match(rest, /^-?[0-9]+/) || substr(rest, RLENGTH + 1, 1) ~ /[0-9-]/) return 0
  digits = substr(rest, 1, RLENGTH)
  if (digits != "0" && digits !~ /^-?[1-9]/) return 0
  taken(RLENGTH); sub(/^-/, "", digits)
  return length(digits) < 16 || (length(digits) == 16 && "x" digits <= "x9007199254740991")
}
function key_before(   key) {
  # The key at the front of `rest`, with the ` = ` behind it.
  if (!match(rest, /^[a-z_]+ = /)) return ""
  key = substr(rest, 1, RLENGTH - 3)
  if (!key_name(key) || index(head_keys, " " key " ")) return ""
  rest = substr(rest, RLENGTH + 1)
  return key
}
function value(where,   key) {
  if (substr(rest, 1, 2) != "{ ") {
    if (!scalar()) return 0
    keep(where); return 1
  }
  rest = substr(rest, 3); fact_type[where] = "row"
  while (1) {
    key = key_before()
    if (key == "" || !scalar()) return 0
    if ((where, key) in fact) unread("The key " key " stands twice in a row.")
    fact_type[where, key] = type; keep(where SUBSEP key)
    if (substr(rest, 1, 2) == " }") { rest = substr(rest, 3); return 1 }
    if (substr(rest, 1, 2) != ", ") return 0
    rest = substr(rest, 3)
  }
}
function keep(where) {
  fact[where] = got; fact_type[where] = type
  if (type == "time" && !day(got)) unread(got " is no day.")
}
function unread(what) { if (!cannot_read) cannot_read = what }
function read_facts(at,   table, key, list, items) {
  split("", fact); split("", fact_type); split("", tables); cannot_read = ""; table = ""; list = ""
  for (; at <= lines; at++) {
    rest = line[at]
    if (list != "") {
      if (rest == "]") { list = ""; continue }
      if (!value(list SUBSEP (++items)) || rest != ",") return fault(3, at, "That is no row of a list.")
      fact[list] = items
    } else if (rest == cut) return at
    else if (substr(rest, 1, 7) == "[facts.") {
      ok = 1; table = between(rest, "[facts.", "]")
      if (!ok || !key_name(table)) return fault(3, at, "That is no header.")
      if ((table in tables) || ("", table) in fact_type) unread("The table " table " stands there twice.")
      tables[table] = "table"
    } else if (substr(rest, 1, 8) == "[[facts.") {
      ok = 1; table = between(rest, "[[facts.", "]]")
      if (!ok || !key_name(table)) return fault(3, at, "That is no header.")
      if (tables[table] == "table" || ("", table) in fact_type) unread("The table " table " stands there twice.")
      tables[table] = "array"; table = table "#" at
    } else {
      key = key_before()
      if (key == "") return fault(3, at, "That is neither a fact nor the line above the signatures.")
      if (((table, key) in fact_type) || (table == "" && key in tables)) unread("The key " key " stands there twice.")
      if (rest == "[") { list = table SUBSEP key; fact[list] = items = 0; fact_type[list] = "list" }
      else if (!value(table SUBSEP key) || rest != "") return fault(3, at, "That is no fact.")
    }
  }
  return list != "" ? fault(3, lines, "A list does not end.") : fault(4, lines, "The line above the signatures is missing.")
}
function find_cut(at,   i, found) {
  # A later schema: its facts are not read, but where they end must be beyond doubt.
  found = 0
  for (i = at; i <= lines; i++) {
    if (line[i] == open && !found) return fault(4, 0, "It is not clear where the facts end.")
    if (line[i] == cut) { if (found) return fault(4, 0, "It is not clear where the facts end."); found = i }
  }
  return found ? found : fault(4, lines, "The line above the signatures is missing.")
}

# Step 5
function read_blocks(at,   first, width) {
  for (blocks = 0; at <= lines; at++) {
    ok = 1; first = at; blocks++
    block_line[blocks] = at
    if (line[at++] != "[[signature]]") return fault(5, at - 1, "A signature block does not begin as it must.")
    person[blocks] = quoted(line[at++], "person"); if (!ok || !slug(person[blocks])) return fault(5, at - 1, "No person.")
    rest = between(line[at++], "name = ", ""); if (!ok || substr(rest, 1, 1) != "\"" || !scalar() || rest != "")
      return fault(5, at - 1, "No name.")
    block_name[blocks] = got
    role[blocks] = quoted(line[at++], "role"); if (!ok || !word(role[blocks])) return fault(5, at - 1, "No role.")
    means[blocks] = quoted(line[at++], "meaning"); if (!ok || !meaning_(means[blocks])) return fault(5, at - 1, "No meaning.")
    key[blocks] = quoted(line[at++], "key")
    if (!ok || key[blocks] !~ "^SHA256:[A-Za-z0-9+/]+$" || length(key[blocks]) != 50) return fault(5, at - 1, "No key.")
    if (quoted(line[at++], "with") !~ /^(touch|pin|passphrase)$/) return fault(5, at - 1, "No `with`.")
    signed_at[blocks] = between(line[at++], "signed_at = ", "")
    if (!ok || !when(signed_at[blocks]) || !day(signed_at[blocks])) return fault(5, at - 1, "signed_at is no time.")
    if (line[at++] != open || line[at++] != "-----BEGIN SSH SIGNATURE-----") return fault(5, at - 1, "No signature.")
    text64[blocks] = ""; wrapped[blocks] = 1
    for (width = 0; line[at] ~ "^[A-Za-z0-9+/=]+$" && length(line[at]) <= 70; at++) {
      if (width++ && length(line[at - 1]) != 70) wrapped[blocks] = 0
      text64[blocks] = text64[blocks] line[at]
    }
    if (width < 1 || width > 64 || line[at] != "-----END SSH SIGNATURE-----" || line[++at] != shut)
      return fault(5, at, "A signature does not stand as it must.")
  }
  return 1
}

# Step 7
function check_signers(   i, j, before, differ) {
  differ = blocks != signers
  for (i = 1; i <= blocks; i++) if (person[i] " " role[i] " " means[i] != signer[i]) differ = 1
  if (differ) emit(7, "altered", name, "Those who must sign are not those who signed.")
  for (i = 2; i <= signers; i++) for (j = 1; j < i; j++)
    if (signer_person[i] == signer_person[j]) emit(7, "altered", name, "The person " signer_person[i] " signs twice.")
  for (i = 2; i <= blocks; i++) for (j = 1; j < i; j++)
    if (key[i] == key[j]) emit(7, "altered", name, "The key " key[i] " signs twice.")
  before = made_at
  for (i = 1; i <= blocks; i++) {
    if (signed_at[i] < before) emit(7, "altered", name, person[i] " signed before what stands above it.")
    before = signed_at[i]
  }
}

# Step 8: base64 to bytes, and the SSH wire format in them.
function decode(text,   i, pad, bits, count, digit, length_) {
  length_ = length(text); pad = text ~ /==$/ ? 2 : text ~ /=$/ ? 1 : 0; bytes = 0; count = bits = 0
  if (length_ % 4 || index(substr(text, 1, length_ - pad), "=")) return 0
  for (i = 1; i <= length_ - pad; i++) {
    digit = index(digits64, substr(text, i, 1)) - 1
    if (digit < 0) return 0
    bits = bits * 64 + digit; count += 6
    if (count >= 8) { count -= 8; byte[++bytes] = int(bits / power[count]); bits %= power[count] }
  }
  return bits == 0
}
function encode(from, to,   i, text, bits, left) {
  text = ""
  for (i = from; i <= to; i += 3) {
    left = to - i
    bits = byte[i] * 65536 + (left > 0 ? byte[i + 1] : 0) * 256 + (left > 1 ? byte[i + 2] : 0)
    text = text substr(digits64, int(bits / 262144) + 1, 1) substr(digits64, int(bits / 4096) % 64 + 1, 1) \
      (left > 0 ? substr(digits64, int(bits / 64) % 64 + 1, 1) : "=") (left > 1 ? substr(digits64, bits % 64 + 1, 1) : "=")
  }
  return text
}
function number(   found) {
  if (at_byte + 4 > ends) { short = 1; return 0 }
  found = ((byte[at_byte + 1] * 256 + byte[at_byte + 2]) * 256 + byte[at_byte + 3]) * 256 + byte[at_byte + 4]
  at_byte += 4
  return found
}
function field(   size) {
  # The next field with a length before it: from `from` to `to`.
  size = number()
  if (short || at_byte + size > ends) { short = 1; from = 1; to = 0; return }
  from = at_byte + 1; to = at_byte + size; at_byte += size
}
function ascii(   i, text) {
  text = ""
  for (i = from; i <= to && i < from + 80; i++) text = text ((byte[i] in letter) ? letter[byte[i]] : "?")
  return text
}
function backwards(first, last, mask,   i, text) {
  # A number with its lowest byte first, as digits with the highest first; `mask`: without its highest bit.
  text = ""
  for (i = last; i >= first; i--) text = text hex_of[mask && i == last ? byte[i] % 128 : byte[i]]
  return text
}
function check_key(   stop, ended) {
  # A public key in bytes from..to. Gives what is wrong with it; sets key_type.
  stop = ends; ends = to; at_byte = from - 1; ended = to; short = 0
  field(); key_type = ascii()
  if (short) { ends = stop; return "has a damaged key" }
  if (key_type != ed && key_type != sk_ed && key_type != sk_ec) { ends = stop; return "unknown" }
  if (key_type == sk_ec) { field(); if (ascii() != "nistp256") { ends = stop; return "has a key on another curve" } }
  field()
  if (key_type == sk_ec) {
    if (to - from != 64 || byte[from] != 4) { ends = stop; return "has a key that is no uncompressed point" }
  } else {
    if (to - from != 31) { ends = stop; return "has a key of another length" }
    if ("x" backwards(from, to, 1) >= "x" field_p) { ends = stop; return "has a key that is not in its one proper form" }
    if (backwards(from, to, 1) in small) { ends = stop; return "has a key of small order: anybody could sign for it" }
  }
  if (key_type != ed) {
    field()
    for (; from <= to; from++) if (byte[from] == 0) { ends = stop; return "has a key with a byte 0 in its application" }
  }
  ends = stop
  return short || at_byte != ended ? "has a damaged key" : ""
}
function check_form(i,   what, key_from, key_to, inner_to, j) {
  # What is wrong with the form of signature i; sets blob and flags.
  flags = 0
  if (!decode(text64[i])) return "has damaged base64"
  if (!wrapped[i]) return "is not in its one proper form"
  ends = bytes; at_byte = 6; short = 0; from = 1; to = 6
  if (bytes < 6) return "is damaged"
  if (ascii() != "SSHSIG") return "unknown"
  if (number() != 1) return short ? "is damaged" : "unknown"
  field(); key_from = from; key_to = to; field(); namespace = ascii(); field(); reserved = to >= from; field(); hash = ascii()
  field(); inner_to = to; j = from
  if (short || at_byte != bytes) return "is damaged"
  from = key_from; to = key_to; what = check_key(); if (what != "") return what
  if (namespace != "showclear-record-1" || reserved || hash != "sha512") return "was made for another purpose"
  blob = encode(key_from, key_to); ends = inner_to; at_byte = j - 1
  field(); if (ascii() != key_type) return "is of another kind than its key"
  field(); key_from = from; key_to = to
  if (key_type != ed) {
    if (at_byte + 5 > ends) return "ends too early"
    flags = byte[at_byte + 1]; at_byte += 5
    if (flags % 2 == 0) return "was made by a key that nobody touched"
  }
  if (short || at_byte != ends) return "is damaged"
  if (key_type == sk_ec) {
    ends = key_to; at_byte = key_from - 1
    for (j = 1; j <= 2; j++) {
      field()
      if (short || to < from || to - from > 32 || byte[from] > 127 || (byte[from] == 0 && (to == from || byte[from + 1] < 128)))
        return "has a number that is not written in its one proper form"
    }
    return at_byte == ends ? "" : "is damaged"
  }
  if (key_to - key_from != 63) return "has another length than an Ed25519 signature"
  if ("x" backwards(key_from + 32, key_to, 0) >= "x" order_l) return "has a second half that is too large"
  weak_r = (backwards(key_from, key_from + 31, 1) in small)
  return ""
}
function write_signature(i,   j, path) {
  path = work "/signatures/" n "-" i
  for (j = 1; line[j] != open || j < block_line[i]; j++) print line[j] > (path ".covered")
  close(path ".covered")
  for (j++; line[j] != shut; j++) print line[j] > (path ".sig")
  close(path ".sig")
}

# Step 19: what TOML forbids, people and seals. What is wrong with it is told by the next program, where everything else holds.
function text_at(where, what) {
  if (fact_type[where, what] != "text") unread("The text " what " is missing.")
  return fact[where, what]
}
function read_person(where, founding,   person, name_, role_, key_line, part, count, blob_, until) {
  person = text_at(where, "person"); name_ = text_at(where, "name"); role_ = text_at(where, "role")
  key_line = text_at(where, "key"); blob_ = "-"
  if (!slug(person) || name_ == "" || !index(roles, " " role_ " ")) unread("The person, name or role is none.")
  if (key_line != "" || founding) {
    count = split(key_line, part, " "); blob_ = part[2]
    if (count < 2 || key_line ~ /(^|[^\\])(\\\\)*\\n/ || length(blob_) - (blob_ ~ /=$/) - (blob_ ~ /==$/) > 2000 || key_line !~ "^[a-z0-9@.-]+ [A-Za-z0-9+/]+=?=?( |$)" || !decode(blob_)) unread("The public key is damaged.")
    else { from = 1; to = ends = bytes; if (check_key() != "" || key_type != part[1]) unread("The public key is not taken.") }
  }
  if ((where, "requires_uv") in fact && fact_type[where, "requires_uv"] != "truth") unread("requires_uv is no truth.")
  until = !founding && (where, "until") in fact ? fact[where, "until"] : "-"
  if (until != "-" && fact_type[where, "until"] != "time") unread("`until` is no time.")
  note("E\t" n "\t" person "\t" name_ "\t" role_ "\t" blob_ "\t" (fact[where, "requires_uv"] == "true") "\t" founding + 0 "\t" until)
}
function read_people(   i, list) {
  list = kind == "day-seal" ? "seal" : kind
  if (kind != "production" && kind != "enrolment" && kind != "revocation" && kind != "day-seal") list = ""
  else if (tables[list] != "table") unread("The table [facts." list "] is missing.")
  else if (kind == "production") {
    list = "production" SUBSEP "founders"
    if (fact_type[list] != "list") unread("The founders are missing.")
    for (i = 1; i <= fact[list] + 0; i++)
      if (fact_type[list, i] == "row") read_person(list SUBSEP i, 1); else unread("A founder is none.")
  }
  else if (kind == "enrolment") read_person("enrolment", 0)
  else if (kind == "revocation") {
    note("V\t" n "\t" text_at("revocation", "person") "\t" text_at("revocation", "key"))
    list = "revocation" SUBSEP "trusted"
    if ((list in fact_type) && fact_type[list] != "list") unread("`trusted` is no list.")
    for (i = 1; i <= fact[list] + 0; i++) {
      if (fact_type[list, i] != "text") unread("`trusted` is no list of records.")
      if (cited(fact[list, i])) note("T\t" n "\t" substr(fact[list, i], length(fact[list, i]) - 63))
    }
  }
  else {
    list = "seal" SUBSEP "heads"
    if (fact_type[list] != "list") unread("The heads of the logs are missing.")
    for (i = 1; i <= fact[list] + 0; i++) if (fact_type[list, i] != "text") unread("A head of a log is none.")
    if (fact_type["seal", "leaves"] != "number" || fact_type["seal", "root"] != "text" ||
      substr(fact["seal", "root"], 1, 7) != "sha256:" || !hex(substr(fact["seal", "root"], 8), 64)) unread("The root is missing.")
  }
  if (cannot_read) note("U\t" n "\t" cannot_read)
}

BEGIN {
  zeros = "0000000000000000000000000000000000000000000000000000000000000000"
  cut = "# ======== Signatures. Each one covers every byte of this file above the line that opens it. ========"
  head_keys = " schema kind id production log sequence previous made_at after signers "
  roles = " armorer handler assistant-director safety-officer producer performer medic crew "
  digits64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
  ed = "ssh-ed25519"; sk_ed = "sk-ssh-ed25519@openssh.com"; sk_ec = "sk-ecdsa-sha2-nistp256@openssh.com"
  field_p = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed"
  order_l = "1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed"
  # The y of the points of small order, and the two that are these in another form.
  small[zeros]; small["0" substr(zeros, 3) "1"]
  small["7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"]
  small["05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"]
  small["7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7"]
  power[0] = 1; for (i = 1; i < 9; i++) power[i] = power[i - 1] * 2
  for (i = 32; i < 127; i++) letter[i] = sprintf("%c", i)
  for (i = 0; i < 256; i++) hex_of[i] = sprintf("%02x", i)
  while ((getline < (work "/sums")) > 0) { sub(/^\*/, "", $2); sha[$2] = $1 }
  while ((getline < (work "/sizes")) > 0) size[$2] = $1
  while ((getline text < (work "/odd")) > 0) odd[substr(text, 1, index(text, " ") - 1)] = substr(text, index(text, " ") + 1)
  printf "" > (work "/facts"); printf "" > (work "/wanted")
  while ((getline text < (work "/names")) > 0) {
    n = substr(text, 1, index(text, " ") - 1); name = substr(text, index(text, " ") + 1)
    if (!named(name) && !alone) { note("X\t" n "\t" sha[n] "\t" name); continue }
    read_record()
  }
}
function named(name,   length_) {
  length_ = length(name)
  return length_ > 45 && slug(substr(name, 1, length_ - 45)) && substr(name, length_ - 44, 1) == "-" &&
    substr(name, length_ - 43, 6) ~ /^[0-9]+$/ && substr(name, length_ - 43, 6) != "000000" &&
    substr(name, length_ - 37, 1) == "-" && hex(substr(name, length_ - 36, 32), 32) && name ~ /\.toml$/
}
function read_record(   at, path, total, i, what) {
  bad = 0; path = work "/files/" n; lines = total = 0; split("", line)
  strange = 0
  while ((getline text < path) > 0) {
    line[++lines] = text; total += length(text) + 1
    if (text ~ /[^ -~\200-\377]/) strange = 1
  }
  close(path)
  note("N\t" n "\t" sha[n] "\t" name)
  if (size[n] == 0) fault(1, 0, "The file is empty, or larger than any record.")
  else if (n in odd) fault(1, 0, odd[n])
  else if (strange) fault(1, 0, "It holds a character that no record may hold.")
  else if (total != size[n]) fault(1, 0, "The last line does not end; the file was cut short.")
  if (bad) return
  at = read_head(); if (bad) return
  at = schema == "showclear-record/1" ? read_facts(at) : find_cut(at); if (bad) return
  read_blocks(at + 1); if (bad) return
  note("R\t" n "\t" kind "\t" id "\t" production "\t" log_ "\t" sequence "\t" previous "\t" made_at)
  for (i = 1; i <= afters; i++) note("A\t" n "\t" after_log[i] "\t" after_number[i] "\t" after_digest[i])
  for (i = 1; i <= signers; i++) note("S\t" n "\t" signer_person[i] "\t" signer_role[i])
  if (!named(name)) emit(6, "altered", name, "That is not the name of a record.")
  else if (substr(name, length(name) - 36, 32) != substr(sha[n], 1, 32))
    emit(6, "altered", name, "Its SHA-256 is not the one that its name promises.")
  else if (substr(name, 1, length(name) - 38) != log_ "-" substr("00000" sequence, length(sequence)))
    emit(6, "altered", name, "It is another record, put in this place.")
  if (schema != "showclear-record/1") emit(3, "unverifiable", name, "It is written in a schema that this script cannot read.")
  check_signers()
  for (i = 1; i <= blocks; i++) {
    what = check_form(i)
    if (what == "unknown") emit(8, "unverifiable", name ", line " block_line[i], "A signature of a kind that is not used here.")
    else if (what != "") emit(8, "altered", name ", line " block_line[i], "The signature of " person[i] " " what ".")
    else if (key_type != sk_ec && weak_r)
      emit(9, "altered", name ", line " block_line[i], "The signature of " person[i] " does not fit these bytes.")
    else {
      write_signature(i)
      print n, i, block_line[i], key[i], person[i], name > (work "/wanted")
      note("B\t" n "\t" i "\t" block_line[i] "\t" person[i] "\t" block_name[i] "\t" role[i] "\t" key[i] "\t" blob "\t" \
        (int(flags / 4) % 2) "\t" (key_type != ed) "\t" signed_at[i])
    }
  }
  read_people()
}'

# Step 9, by ssh-keygen, which also says which key it was.
while read -r n i at key person name; do
  file=$work/signatures/$n-$i
  if said=$(ssh-keygen -Y check-novalidate -n showclear-record-1 -s "$file.sig" < "$file.covered" 2> /dev/null); then
    case $said in
      *" key $key") echo "$n $i" >> "$work/holds" ;;
      *) printf '8\taltered\t%s, line %s\tThe block of %s names another key than the one that signed.\t%s\n' \
          "$name" "$at" "$person" "$n" >> "$work/found" ;;
    esac
  else
    printf '9\taltered\t%s, line %s\tThe signature of %s does not fit the bytes above it.\t%s\n' \
      "$name" "$at" "$person" "$n" >> "$work/found"
  fi
done < "$work/wanted"

# Steps 10 to 14 and 16 to 19: what the folder shows. One line for each finding: step, rank, where, what, verdict.
$awk -F '\t' -v work="$work" -v alone=$alone '
function say(step, verdict, where, what) {
  print step "\t" rank[verdict] "\t" where "\t" what "\t" (verdict == "intact" ? "warning" : verdict)
}
function add_to(set, one) { return index(set, " " one " ") ? set : set one " " }
function has(set, one) { return index(set, " " one " ") > 0 }

# The order: every record after what it cites
function sort_all(   digest, i, done, waiting, ready, readies, child, list, count) {
  for (digest in own) {
    waiting[digest] = 0
    for (i = 1; i <= parents[digest]; i++) if (parent[digest, i] in own) {
      waiting[digest]++; children[parent[digest, i]] = children[parent[digest, i]] digest " "
    }
    if (!waiting[digest]) ready[++readies] = digest
  }
  for (done = 1; done <= readies; done++) {
    digest = order[++ordered] = ready[done]
    if (!whole(digest)) broken[digest]
    known[digest] = " "
    for (i = 1; i <= parents[digest]; i++) join_known(digest, parent[digest, i])
    count = split(children[digest], list, " ")
    for (i = 1; i <= count; i++) if (!--waiting[child = list[i]]) ready[++readies] = child
  }
}
function join_known(digest, from,   i, count, list) {
  # Which records about people are behind a record, as a set of their numbers; and the latest time that a signed one claims.
  if (!(from in own)) return
  if (latest[from] > latest[digest]) latest[digest] = latest[from]
  if (signers[own[from]] && made_at[own[from]] > latest[digest]) latest[digest] = made_at[own[from]]
  if (known[digest] == " ") known[digest] = known[from]
  else if (known[digest] != known[from]) {
    count = split(known[from], list, " ")
    for (i = 1; i <= count; i++) known[digest] = add_to(known[digest], list[i])
  }
  if (about_people(kind[own[from]])) known[digest] = add_to(known[digest], own[from])
}
function about_people(kind_) { return kind_ == "production" || kind_ == "enrolment" || kind_ == "revocation" }
function whole(digest,   i) {
  for (i = 1; i <= parents[digest]; i++) if (!(parent[digest, i] in own) || (parent[digest, i] in broken)) return 0
  return 1
}
function is_ancestor(earlier, later,   waiting, count, digest, i, n) {
  if (!(earlier in own) || !(later in own) || earlier == later) return 0
  # Nearly always both are of one log and few records apart.
  for (n = own[later]; log_[n] == log_[own[earlier]] && sequence[n] > sequence[own[earlier]] && (previous[n] in own); n = own[previous[n]])
    if (previous[n] == earlier) return 1
  if (has_behind[later] == "") {
    waiting[count = 1] = later; has_behind[later] = 1
    while (count) {
      digest = waiting[count--]
      for (i = 1; i <= parents[digest]; i++) if ((parent[digest, i] in own) && !((later, parent[digest, i]) in behind)) {
        behind[later, parent[digest, i]]; waiting[++count] = parent[digest, i]
      }
    }
  }
  return (later, earlier) in behind
}

# Step 11
function two(n, one, other,   i, j) {
  for (i = 1; i <= signers[n]; i++) for (j = 1; j <= signers[n]; j++)
    if (signer_role[n, i] == one && signer_role[n, j] == other && signer_person[n, i] != signer_person[n, j]) return 1
  return 0
}
function signed_as(n, role, but,   i) {
  for (i = 1; i <= signers[n]; i++) if (signer_role[n, i] == role && signer_person[n, i] != but) return 1
  return 0
}
function people(n,   i, set, count) {
  set = " "
  for (i = 1; i <= signers[n]; i++) if (!has(set, signer_person[n, i])) { count++; set = add_to(set, signer_person[n, i]) }
  return count + 0
}
function quorum(n, k) {
  if (k == "custody" || k == "hold" || k == "stand-down" || k == "restriction" || k == "concern") return 1
  if (k == "revocation" || k == "shift" || k == "approval" || k == "correction" || k == "review") return people(n) >= 1
  if (k == "procedure" || k == "late-entry") return people(n) >= 2
  if (k == "production" || k == "removal") return two(n, officer, producer)
  if (k == "unit" || k == "delegation") return two(n, director, officer)
  if (k == "definitions") return two(n, officer, armorer)
  if (k == "hold-lifted" || k == "day-seal") return two(n, armorer, director)
  if (k == "transfer") return two(n, armorer, armorer)
  if (k == "departure") return people(n) >= 2 && signed_as(n, armorer, "")
  if (k == "enrolment") return people(n) >= 2 && signed_as(n, officer, "")
  if (k == "release") return two(n, officer, armorer) || two(n, officer, producer)
  return -1
}
function signed_by(n, person,   i) {
  for (i = 1; i <= signers[n]; i++) if (signer_person[n, i] == person) return 1
  return 0
}
function signed_with(n, person, role, key_,   i) {
  for (i = 1; i <= blocks[n]; i++) if (b_person[n, i] == person && b_role[n, i] == role && b_blob[n, i] == key_) return 1
  return 0
}
function people_fault(n,   i, e) {
  for (i = 1; i <= enrols[n]; i++) {
    e = enrol[n, i]
    if (e_key[e] != "-" && !signed_with(n, e_person[e], e_role[e], e_key[e]))
      return "Who is enrolled by it did not sign it with that key."
    if (founding[e]) continue
    if (e_key[e] == "-" && index(key_roles, " " e_role[e] " ")) return "Somebody is enrolled without a key in a role that signs."
    if (!signed_as(n, e_role[e] == officer ? producer : officer, e_person[e])) return "No officer signed it beside the person enrolled."
    if (e_key[e] == "-" && !signed_as(n, producer, e_person[e])) return "No producer signed it."
  }
  if ((n in v_person) && !signed_as(n, officer, "") && !signed_as(n, producer, "") && !signed_by(n, v_person[n]))
    return "Neither an officer nor the person signed it."
  return ""
}
function quorum_fault(n,   found) {
  found = quorum(n, kind[n])
  if (found < 0) return "unknown"
  return found ? people_fault(n) : "A record of the kind " kind[n] " must be signed by others."
}

# Step 12
function known_to(digest, n) { return digest == sha[n] || has(known[digest], own[sha[n]]) }
function key_fault(n, b,   i, e, digest, mine, enrolled, fitting, needs, until, revoked, trusted, t, hole) {
  # The verdict and what is wrong with signature b of a record; empty where it counts.
  digest = sha[n]
  for (i = 1; i <= members + enrols[n]; i++) {
    e = i <= members ? member[i] : enrol[n, i - members]
    if (e_key[e] != b_blob[n, b] || e_key[e] == "-") continue
    mine = 1
    if (!known_to(digest, e_record[e])) continue
    enrolled = 1
    if (e_person[e] == b_person[n, b] && e_name[e] == b_name[n, b] && e_role[e] == b_role[n, b]) {
      fitting = 1; if (e_pin[e]) needs = 1
      if (e_until[e] == "-" || until == "-") until = "-"; else if (e_until[e] > until) until = e_until[e]
    }
  }
  if (!mine) return "unverifiable\tThe key of " b_person[n, b] " is not on the roster."
  if (!enrolled && !whole(digest)) return "incomplete\tFiles before it are missing, so the enrolment cannot be followed to it."
  if (!enrolled) return "unverifiable\tThe key of " b_person[n, b] " was not enrolled when this was signed."
  if (!fitting) return "altered\t" b_person[n, b] " is signed for with the key of somebody else, or in another role or name."
  if (b_sk[n, b] && needs && !b_pin[n, b]) return "altered\tThe key did not ask for its PIN, as the enrolment demands."
  if (until != "-" && b_at[n, b] > until) return "unverifiable\t" b_person[n, b] " is enrolled until " until ", and signed this later."
  if (until != "-" && latest[digest] > until)
    return "unverifiable\t" b_person[n, b] " is enrolled until " until "; what is behind this came later."
  for (i = 1; i <= revocations; i++) {
    revoked = revocation[i]
    if (v_key[revoked] != b_key[n, b]) continue
    trusted = digest == sha[revoked] || is_ancestor(digest, sha[revoked])
    for (t = 1; t <= trusts[revoked]; t++)
      if ((trust[revoked, t] in own) && (digest == trust[revoked, t] || is_ancestor(digest, trust[revoked, t]))) trusted = 1
    if (trusted) continue
    if (whole(sha[revoked])) return "unverifiable\tThe key of " b_person[n, b] " is revoked; nothing shows that this was signed before."
    hole = 1
  }
  return hole ? "incomplete\tThe key is revoked, and files before the revocation are missing." : ""
}
function accepted(n,   i) {
  for (i = 1; i <= blocks[n]; i++) if (((n, i) in holds) && key_fault(n, i) != "") return 0
  return 1
}
function may_end(n,   i, j, e, m) {
  # An officer or producer ends any key, everybody else only one of their own. The SHA-256 of a key is in the blocks
  # that it signed, and with every key its own enrolment is signed.
  if (signed_as(n, officer, "") || signed_as(n, producer, "")) return 1
  for (i = 1; i <= members; i++) {
    e = member[i]; m = e_record[e]
    if (e_person[e] != v_person[n] || e_key[e] == "-" || !has(known[sha[n]], m)) continue
    for (j = 1; j <= blocks[m]; j++) if (b_blob[m, j] == e_key[e] && b_key[m, j] == v_key[n]) return 1
  }
  return 0
}
function group(role) {
  return role == armorer || role == "handler" ? 1 : role == director ? 2 : role == officer ? 3 : role == "performer" ? 4 : 0
}
function conflict(e,   i, o) {
  for (i = 1; i <= believers; i++) {
    o = believed[i]
    if (e_record[o] == e_record[e]) {
      if (e_person[o] < e_person[e] || (e_person[o] == e_person[e] && e_role[o] <= e_role[e])) continue
    } else if (has(known[sha[e_record[o]]], e_record[e])) continue
    if (e_key[e] != "-" && e_key[e] == e_key[o] && e_person[e] != e_person[o]) return "It enrols one key under two names."
    if (e_person[e] == e_person[o] && e_name[e] != e_name[o]) return "It enrols one short name for two people."
    if (e_person[e] == e_person[o] && group(e_role[e]) && group(e_role[o]) && group(e_role[e]) != group(e_role[o]))
      return "It enrols somebody in two roles that exclude each other."
  }
  return ""
}
function build_roster(   i, j, n, what) {
  for (i = 1; i <= ordered; i++) {
    n = own[order[i]]
    if (!about_people(kind[n]) || (n in marred) || (n in unread) || elsewhere(n) || quorum_fault(n) != "") continue
    sound[++sounds] = n
    if (!accepted(n)) continue
    for (j = 1; j <= enrols[n]; j++) { member[++members] = enrol[n, j]; believed[++believers] = enrol[n, j] }
    if (n in v_person) {
      if (may_end(n)) later[++laters] = n
      else conflicts[sha[n]] = "It ends a key that is not one of " v_person[n] ", who signed it."
    }
  }
  # First whom anybody enrolled and what was revoked; then, with the revocations, who counts.
  members = 0
  for (i = 1; i <= laters; i++) revocation[++revocations] = later[i]
  for (i = 1; i <= sounds; i++) {
    n = sound[i]; what = ""
    for (j = 1; j <= enrols[n] && what == ""; j++) what = conflict(enrol[n, j])
    if (what != "") { conflicts[sha[n]] = what; continue }
    if (accepted(n)) for (j = 1; j <= enrols[n]; j++) member[++members] = enrol[n, j]
  }
}

# The rest
function elsewhere(n) { return (kind[n] == "production" ? sha[n] : production[n]) != the_production }
function find_production(   digest, n, count, best) {
  for (digest in own) if (production[own[digest]] != zeros) count[production[own[digest]]]++
  for (digest in own) if (kind[own[digest]] == "production" && !(own[digest] in marred) && !(own[digest] in unread))
    if (best == "" || count[digest] + 0 > count[best] + 0 || (count[digest] + 0 == count[best] + 0 && digest < best)) best = digest
  if (best == "") for (digest in count)
    if (best == "" || count[digest] > count[best] || (count[digest] == count[best] && digest < best)) best = digest
  return best
}
function seconds(text,   year, month) {
  # Of a time, counted from one that is the same for all.
  year = ("1" substr(text, 1, 4)) - 10000; month = substr(text, 6, 2) + 0; if (month < 3) { year--; month += 12 }
  return ((365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((153 * month - 457) / 5) + \
    substr(text, 9, 2)) * 24 + substr(text, 12, 2)) * 3600 + substr(text, 15, 2) * 60 + substr(text, 18, 2)
}
function goes_on(log1, number1, digest1, log2, number2, digest2) {
  if (log1 != log2) return 0
  return (digest1 in own) && (digest2 in own) ? is_ancestor(digest1, digest2) : number1 < number2
}
function relate(n,   what, i, j, before, cited, here, found) {
  if (the_production == "") say(10, "unverifiable", name[n], "There is no production record to compare it with.")
  else if (elsewhere(n)) say(10, "unverifiable", name[n], "It belongs to another production.")
  for (i = 1; i <= blocks[n]; i++) if ((n, i) in holds) {
    what = key_fault(n, i)
    if (what != "") say(12, substr(what, 1, index(what, "\t") - 1), name[n] ", line " b_line[n, i], substr(what, index(what, "\t") + 1))
  }
  if (sha[n] in conflicts) say(12, "unverifiable", name[n], conflicts[sha[n]])
  before = previous[n] in own ? own[previous[n]] : 0
  if (previous[n] != zeros) {
    if (!before) say(13, "incomplete", name[n], "The record before it is missing.")
    else if (log_[before] != log_[n] || sequence[before] != sequence[n] - 1)
      say(13, "altered", name[n], "It names another record as the one before it.")
    if (before && made_at[n] < made_at[before]) say(17, "intact", name[n], "It says that it was made before the record before it.")
  }
  here = before || previous[n] == zeros
  for (i = 1; i <= afters[n]; i++) {
    if (!(a_digest[n, i] in own)) { here = 0; say(14, "incomplete", name[n], "It cites a record that is missing: " a_log[n, i] "/" a_number[n, i]) }
    else {
      cited = own[a_digest[n, i]]
      if (log_[cited] != a_log[n, i] || sequence[cited] != a_number[n, i])
        say(14, "altered", name[n], "It cites " a_log[n, i] "/" a_number[n, i] ", but that file is another.")
      if (seconds(made_at[cited]) - seconds(made_at[n]) > 600) say(17, "intact", name[n], "It says that it was made well before what it has seen.")
    }
  }
  if (here && !whole(sha[n])) say(14, "incomplete", name[n], "Something that came before what it cites is missing, and may have been a stop.")
  for (i = 1; before && i <= afters[before]; i++) {
    found = 0
    for (j = 1; j <= afters[n] && !found; j++)
      found = a_digest[before, i] == a_digest[n, j] && a_log[before, i] == a_log[n, j] && a_number[before, i] == a_number[n, j] ||
        goes_on(a_log[before, i], a_number[before, i], a_digest[before, i], a_log[n, j], a_number[n, j], a_digest[n, j])
    if (!found) say(14, "incomplete", name[n], "The record before it had seen more of the log " a_log[before, i] ": a restored or cloned laptop.")
  }
}
function look_at_folder(   i, n, digest, place, list, count, expected, log_here, number) {
  for (digest in own) {
    n = own[digest]; place = log_[n] "\t" sequence[n]
    at_place[place]++; newest[log_[n]] = newest[log_[n]] + 0 < sequence[n] + 0 ? sequence[n] : newest[log_[n]]
    events[id[n]]++
  }
  for (place in at_place) if (at_place[place] > 1) { split(place, list, "\t"); say(13, "unverifiable", list[1], "Number " list[2] " stands there " at_place[place] " times.") }
  for (log_here in newest) {
    split("", list)
    for (place in at_place) if (index(place, log_here "\t") == 1) list[substr(place, length(log_here) + 2)]
    number = 0
    for (i in list) number++
    if (number != newest[log_here] + 0) say(13, "incomplete", log_here, "Numbers of this log are missing: " newest[log_here] - number " below the newest.")
  }
  for (i in stray) {
    if (stray[i] in own) say(16, "intact", name[i], "It is a copy of " name[own[stray[i]]] ".")
    else say(16, "unverifiable", name[i], "It is not a record; perhaps a sync tool left it.")
  }
  for (digest in events) if (events[digest] > 1) {
    place = ""
    for (i in own) if (id[own[i]] == digest && (place == "" || name[own[i]] < place)) place = name[own[i]]
    say(18, "intact", place, "The same event stands in another file too; it counts once.")
  }
}

BEGIN {
  zeros = "0000000000000000000000000000000000000000000000000000000000000000"
  armorer = "armorer"; director = "assistant-director"; officer = "safety-officer"; producer = "producer"
  key_roles = " armorer handler assistant-director safety-officer producer "
  rank["altered"] = 1; rank["unverifiable"] = 2; rank["incomplete"] = 3; rank["intact"] = 4
  while ((getline < (work "/found")) > 0) { say($1, $2, $3, $4); marred[$5] }
  while ((getline text < (work "/holds")) > 0) { split(text, part, " "); holds[part[1], part[2]] }
  while ((getline < (work "/facts")) > 0) {
    n = $2
    # With "" behind it a value is compared as text even where it looks like a number.
    if ($1 == "N") { sha[n] = $3 ""; name[n] = $4 "" }
    else if ($1 == "X") { stray[n] = $3 ""; name[n] = $4 "" }
    else if ($1 == "R") {
      here[++heres] = n; kind[n] = $3 ""; id[n] = $4 ""; production[n] = $5 ""; log_[n] = $6 ""; sequence[n] = $7 + 0
      previous[n] = $8 ""; made_at[n] = $9 ""
      if (!(sha[n] in own) || name[n] == $6 "-" substr("00000" $7, length($7)) "-" substr(sha[n], 1, 32) ".toml") own[sha[n]] = n
    }
    else if ($1 == "A") { afters[n]++; a_log[n, afters[n]] = $3 ""; a_number[n, afters[n]] = $4 + 0; a_digest[n, afters[n]] = $5 "" }
    else if ($1 == "S") { signers[n]++; signer_person[n, signers[n]] = $3 ""; signer_role[n, signers[n]] = $4 "" }
    else if ($1 == "B") {
      if ($3 + 0 > blocks[n] + 0) blocks[n] = $3
      b_line[n, $3] = $4; b_person[n, $3] = $5 ""; b_name[n, $3] = $6 ""; b_role[n, $3] = $7 ""; b_key[n, $3] = $8 ""
      b_blob[n, $3] = $9 ""; b_pin[n, $3] = $10; b_sk[n, $3] = $11; b_at[n, $3] = $12 ""
    }
    else if ($1 == "E") {
      enrol[n, ++enrols[n]] = ++all; e_record[all] = n ""; e_person[all] = $3 ""; e_name[all] = $4 ""; e_role[all] = $5 ""
      e_key[all] = $6 ""; e_pin[all] = $7; founding[all] = $8; e_until[all] = $9 ""
    }
    else if ($1 == "V") { v_person[n] = $3 ""; v_key[n] = $4 "" }
    else if ($1 == "T") trust[n, ++trusts[n]] = $3 ""
    else if ($1 == "U") unread[n] = $3
  }
  for (n in sha) if ((n in marred) || (n in unread)) { enrols[n] = 0; delete v_person[n] }
  for (n in unread) if (!(n in marred)) say(19, "unverifiable", name[n], unread[n])
  for (i = 1; i <= heres; i++) if (own[sha[here[i]]] == here[i]) {
    n = here[i]; digest = sha[n]; parents[digest] = 0
    if (previous[n] != zeros) parent[digest, ++parents[digest]] = previous[n]
    for (j = 1; j <= afters[n]; j++) parent[digest, ++parents[digest]] = a_digest[n, j]
  }
  if (!alone) { sort_all(); the_production = find_production(); build_roster() }
  for (i = 1; i <= heres; i++) {
    n = here[i]; what = quorum_fault(n)
    if (what == "unknown") say(11, "unverifiable", name[n], "This script does not know records of the kind " kind[n] ".")
    else if (what != "") say(11, "altered", name[n], what)
    if (!alone) relate(n)
  }
  if (!alone) look_at_folder()
}' < /dev/null | sort -t "$(printf '\t')" -k 1,1n -k 2,2n -k 3 > "$work/said"

# What was found, step by step, and the verdict.
$awk -F '\t' -v alone=$alone -v count="$count" -v said="$work/said" '
BEGIN {
  sentence[1] = "The file is UTF-8 with line feeds only, the last too, and holds no forbidden character."
  sentence[2] = "The head has its lines in their order and form."
  sentence[3] = "Every line of the facts is a header, a fact, or a row of a list."
  sentence[4] = "One cut line stands between the body and the signatures."
  sentence[5] = "After it stand signature blocks and nothing else."
  sentence[6] = "The file has the name that its log, number and SHA-256 give."
  sentence[7] = "The blocks are those that the head asks for, in order; times rise; nobody signs twice."
  sentence[8] = "Each signature is an SSHSIG in its one proper form, by the key that its block names."
  sentence[9] = "Each signature fits every byte above its own line."
  sentence[10] = "The record belongs to this production."
  sentence[11] = "The signers are those whom this kind of record needs."
  sentence[12] = "Each key was enrolled before for that person, name and role, and not revoked."
  sentence[13] = "The numbers of each log have no gap, one file each, and name the file before."
  sentence[14] = "What the record cites is here, is what it says, and never goes back."
  sentence[15] = "Every file that this laptop has seen is still here."
  sentence[16] = "Nothing lies among the records that is not one."
  sentence[17] = "Claimed times do not run against the order of the records (a warning)."
  sentence[18] = "No event stands in two files (a warning; it counts once)."
  sentence[19] = "The facts can be read, and those of people and of day seals say what they must."
  sentence[20] = "Each day seal states the heads that it cites and the root of the records behind it."
  verdict[1] = "altered"; verdict[2] = "unverifiable"; verdict[3] = "incomplete"; verdict[4] = "intact"
  code[1] = 12; code[2] = 11; code[3] = 10; code[4] = 0; worst = 4
  while ((getline < said) > 0) {
    lines[$1] = lines[$1] sprintf("    %-12s  ", $5) $3 ": " $4 "\n"
    if (!($1 in first)) first[$1] = $5
    if ($2 + 0 < worst) worst = $2 + 0
  }
  for (step = 1; step <= 20; step++) {
    word = step in first ? first[step] : "holds"
    if (step == 15 || step == 20 || (alone && step > 9 && step != 11 && step != 19)) word = "not done"
    printf "%2d  %-12s  %s\n%s", step, word, sentence[step], lines[step]
  }
  print ""
  print count (count == 1 ? " record: " : " files: ") toupper(verdict[worst])
  exit code[worst]
}' < /dev/null

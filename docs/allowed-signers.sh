#!/bin/sh
# List who may sign, from production and enrolment records, in the form that ssh-keygen wants.
#   sh allowed-signers.sh LOG/*.toml > allowed_signers
# It lists what the records say and checks nothing: check those records themselves, oldest first, with check-record.sh.
export LC_ALL=C
exec ${AWK:-awk} -F '"' '
  FNR == 1 { kind = table = "" }
  /^# ======== Signatures\. / { table = "" }
  /^kind = / { kind = $2 }
  /^\[/ { table = $0 }
  kind == "production" && table == "[facts.production]" && /^\{ person = / { show($2, $(NF - 1)) }
  kind == "enrolment" && table == "[facts.enrolment]" && /^person = / { person = $2 }
  kind == "enrolment" && table == "[facts.enrolment]" && /^key = "[^"]/ { show(person, $2) }
  function show(who, key) { print who, "namespaces=\"showclear-record-1\"", key }' "$@"

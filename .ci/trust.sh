# Sourced by scripts that build bundles of a copy of keys/ and policies/: puts public keys whose private halves exist
# in the place of the committed ones.

# replace_text OLD NEW FILE: every OLD becomes NEW; both are base64 or bech32, and fails where OLD does not stand.
replace_text() {
  grep -qF -- "$1" "$3"
  sed -i "s|$1|$2|g" "$3"
}

# replace_signers BITTING ROOT FOLDER: a fresh minisign key FOLDER/signer-N.key for each committed signer.
replace_signers() {
  local old number=0
  for old in $(grep -oE 'RW[A-Za-z0-9+/=]{54}' "$2/policies/project.yaml"); do
    number=$((number + 1))
    replace_text "$old" "$("$1" keygen signer --out "$3/signer-$number.key" 2> /dev/null)" "$2/policies/project.yaml"
  done
}

# replace_recipients BITTING ROOT FOLDER: a fresh identity FOLDER/SERVICE.ENVIRONMENT.identity for the first recipient
# of each service in each environment; a second one keeps its place.
replace_recipients() {
  local service environment old
  while read -r service environment old; do
    replace_text "$old" "$("$1" keygen service --out "$3/$service.$environment.identity" 2> /dev/null)" \
      "$2/policies/services.yaml"
  done < <(first_recipients "$2/policies/services.yaml")
}

# first_recipients FILE: a line `service environment recipient` for each.
first_recipients() {
  awk '
    /^  [a-z-]+:$/ { service = $1; sub(":", "", service) }
    /^      (test|live):/ { environment = $1; sub(":", "", environment); wanted = 1 }
    wanted && match($0, /age1[0-9a-z]+/) { print service, environment, substr($0, RSTART, RLENGTH); wanted = 0 }
  ' "$1"
}

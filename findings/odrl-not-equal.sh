#!/usr/bin/env bash
# @digitalbazaar/odrl-context 1.0.0 (npm) and an exception in terms: "for every purpose but commerce".
#
# The operator "not equal" of ODRL is `neq`, a trade is named by `industry` (ODRL 2.2 Vocabulary). The JSON-LD context that was
# published with it makes `odrl:neg` of the first and `odrl:industry:` of the second, addresses at which there is no term. W3C
# corrected the operator in the copy that it serves in April 2025 (w3c/poe, issue 311); programs do not fetch contexts, they
# bundle them, and this package, made for that, has what was published first. jsonld 9.0.0 expands a permission with
# such an exception without a warning, even if told to be strict (`safe`), and what comes out has no constraint that a
# program for ODRL knows. So one and the same file has its exception or has it not by the age of a copy of the context.
#
# Whoever writes `odrl:neq` for `neq` says the same under both contexts.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --ignore-scripts --no-audit --no-fund @digitalbazaar/odrl-context@1.0.0 jsonld@9.0.0 >/dev/null
cat >try.mjs <<'JS'
import contexts from "@digitalbazaar/odrl-context";
import jsonld from "jsonld";

const [context] = contexts.contexts.values();
const documentLoader = async (url) => ({ document: context, documentUrl: url });
const ODRL = "http://www.w3.org/ns/odrl/2/";

/** What the constraint of a permission is called by when its policy has been expanded. */
async function expanded(leftOperand, operator) {
  const policy = {
    "@context": "http://www.w3.org/ns/odrl.jsonld",
    "@type": "Set",
    uid: "urn:example:terms",
    permission: [
      {
        target: "urn:example:article",
        action: "reproduce",
        constraint: [{ leftOperand, operator, rightOperand: "urn:example:commerce" }],
      },
    ],
  };
  const [{ [`${ODRL}permission`]: [permission] }] = await jsonld.expand(policy, { documentLoader, safe: true });
  const [constraint] = permission[`${ODRL}constraint`];
  return [`${ODRL}leftOperand`, `${ODRL}operator`].map((key) => constraint[key][0]["@id"].replace(ODRL, "odrl:"));
}

const seen = [];
for (const words of [["purpose", "neq"], ["industry", "eq"], ["odrl:industry", "odrl:neq"]]) {
  seen.push((await expanded(...words)).join(" "));
  console.log(`@digitalbazaar/odrl-context 1.0.0: ${words.join(" ")} becomes ${seen.at(-1)}`);
}
const expected = ["odrl:purpose odrl:neg", "odrl:industry: odrl:eq", "odrl:industry odrl:neq"];
process.exitCode = JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1;
JS
node try.mjs

// The grammar of what a program does over its connection by TLS and SSH: `opens TLS 1.3`, `resumes TLS with 16 bytes "GET /"`, `opens SSH`,
// `runs "echo hi" answered by 3 bytes`, `changes keys both ways`.

import type { Call } from "../../simulation/index.ts";
import { BOUNDS } from "../text/block.ts";
import type { Amount } from "./amount.ts";
import { parseAmount } from "./amount.ts";
import type { Deed } from "./deed.ts";
import { given, parsePort } from "./deed.ts";
import type { Phrase } from "./phrase.ts";

type OpenTls = Extract<Call, { readonly kind: "open-tls" }>;
type Version = NonNullable<OpenTls["version"]>;

/** `TLS [1.2|1.3]` or `SSH`, behind `opens`. */
export function parseOpen(phrase: Phrase): Deed | null {
  switch (phrase.word(["TLS", "SSH"])) {
    case null:
      return null;
    case "TLS":
      return parseTls(phrase, {});
    case "SSH": {
      const said = phrase.options<{ port: number }>({ on: () => parsePort(phrase) });
      return said === null ? null : { call: { kind: "open-ssh" }, ...said };
    }
  }
}

/** `TLS [1.2|1.3] [with N bytes "…"]`, behind `resumes`. */
export function parseResume(phrase: Phrase): Deed | null {
  if (phrase.word(["TLS"]) === null) return null;
  return parseTls(phrase, { with: () => given<Amount, { early: Amount }>(parseAmount(phrase), (early) => ({ early })) });
}

function parseTls(phrase: Phrase, more: Readonly<Record<string, () => { readonly early: Amount } | null>>): Deed | null {
  const said = phrase.options<{ version: Version; early: Amount; port: number }>({
    "1.3": () => given<Version, { version: Version }>(phrase.word(["1.3", "1.2"]), (version) => ({ version })),
    ...more,
    on: () => parsePort(phrase),
  });
  if (said === null) return null;
  const { port, ...how } = said;
  const call: OpenTls = { kind: "open-tls", ...("with" in more ? { resume: true } : {}), ...how };
  return port === undefined ? { call } : { call, port };
}

/** `keys [both ways] [on port N]`, behind `changes`. */
export function parseChange(phrase: Phrase): Deed | null {
  if (phrase.word(["keys"]) === null) return null;
  const said = phrase.options<{ both: true; port: number }>({
    both: () => (phrase.word(["ways"]) === null ? null : { both: true }),
    on: () => parsePort(phrase),
  });
  if (said === null) return null;
  const { port, ...how } = said;
  const call: Call = { kind: "change-keys", ...how };
  return port === undefined ? { call } : { call, port };
}

/** `"command" [answered by N bytes]`, behind `runs`. */
export function parseRun(phrase: Phrase): Deed | null {
  const command = phrase.quoted();
  if (command === null) return null;
  if (command === undefined || command === "") return phrase.fail(['"echo hi"']);
  const said = phrase.options<{ answer: number; port: number }>({
    answered: () => (phrase.word(["by"]) === null ? null : given(phrase.quantity("size", 0, BOUNDS.sendBytes), (answer) => ({ answer }))),
    on: () => parsePort(phrase),
  });
  if (said === null) return null;
  const { answer = 0, port } = said;
  const call: Call = { kind: "run", command, answer };
  return port === undefined ? { call } : { call, port };
}

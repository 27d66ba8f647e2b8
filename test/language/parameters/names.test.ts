import { describe, expect, it } from "vitest";

import { PARAMETERS, edit, formatValue } from "../../../src/language/index.ts";
import type { HostSpec } from "../../../src/simulation/index.ts";
import { problems, scenario, value, values } from "../reading.ts";

const block = (settings: string, host = "server"): string => `${host}: { ${settings} }\nscenario: lost-syn`;

/** What a host is set to beyond its TCP. */
function spec(settings: string, host: "client" | "server" = "server"): Pick<HostSpec, "tls" | "ssh"> {
  const { tls, ssh } = scenario(block(settings, host)).hosts[host === "client" ? 0 : 1] ?? {};
  return { ...(tls === undefined ? {} : { tls }), ...(ssh === undefined ? {} : { ssh }) };
}

describe("a list of names", () => {
  it.each<[string, string]>([
    ["tls-groups: [x25519, secp256r1]", "x25519, secp256r1"],
    ["tls-groups: X25519", "x25519"],
    ["tls-groups: 'x25519,secp256r1'", "x25519, secp256r1"],
    ["tls-groups: auto", "auto"],
    ["tls-groups: [secp384r1]", "secp384r1"],
  ])("is read from %j", (settings, expected) => {
    expect(value(block(settings), "server.tls-groups")).toBe(expected);
  });

  it("may be empty where it may be", () => {
    expect(value(block("ssh-authorized-keys: []"), "server.ssh-authorized-keys")).toBe("none");
    expect(problems(block("ssh-host-keys: []"))).toEqual(['1:26 wrong-type "[]"']);
  });

  it.each([
    ["tls-groups: [x25519, secp265r1]", '1:32 unknown-choice "secp265r1"'],
    ["tls-groups: { x25519: on }", '1:23 wrong-type "{ x25519: on }"'],
    ["tls-groups: [[x25519]]", '1:23 wrong-type "[[x25519]]"'],
    ["tls-alpn: ['a,b']", "1:21 wrong-type \"['a,b']\""],
    ["certificate-chain: [500, many]", '1:36 wrong-type "many"'],
    ["certificate-chain: [0]", '1:31 out-of-range "0"'],
    ["ssh-work: [5ms]", '1:22 wrong-type "5ms"'],
    ["ssh-work: { SSH_MSG_KEXINIT: soon }", '1:40 wrong-type "soon"'],
  ])("is refused where it is none: %s", (settings, expected) => {
    expect(problems(block(settings))).toEqual([expected]);
  });

  it("tells what was probably meant", () => {
    expect(values(block("tls-groups: [secp265r1]"))).toMatchObject({ key: "server.tls-groups", found: "secp265r1", suggestion: "secp256r1" });
  });

  it("is written so that it is read as the same", () => {
    for (const [text, expected] of [
      ["scenario: lost-syn\n", "scenario: lost-syn\nserver: { tls-groups: \"x25519, secp256r1\" }\n"],
      ["server:\n  tls-groups: x448\nscenario: lost-syn\n", "server:\n  tls-groups: x25519, secp256r1\nscenario: lost-syn\n"],
    ] as const) {
      expect(edit(text, "server.tls-groups", "x25519, secp256r1")).toMatchObject({ kind: "edited", text: expected });
    }
    expect(edit("server: { tls-groups: [x448] }", "server.tls-groups", "x25519")).toEqual({ kind: "refused", why: "unparsable" });
    expect(edit("scenario: lost-syn", "server.tls-groups", "nonsense")).toEqual({ kind: "refused", why: "bad-value" });
  });

  it("has a default that is read as itself", () => {
    for (const row of PARAMETERS.filter(({ kind }) => kind === "names")) {
      const [host = "", name = ""] = row.key.split(".");
      expect([row.key, value(block(`${name}: ${formatValue(row, row.default)}`, host), row.key)]).toEqual([row.key, row.default]);
    }
  });
});

describe("TLS and SSH of a host", () => {
  it("are left to themselves where nothing is said", () => {
    expect(spec("mss: 700")).toEqual({});
    expect(spec("certificate-name: a.test, certificate-key: none", "client")).toEqual({});
    expect(spec("tls-groups: auto, ssh-kex: auto, certificate-chain: auto")).toEqual({});
  });

  it.each<[string, HostSpec["tls"]]>([
    ["tls-versions: [1.2]", { versions: ["1.2"] }],
    ["tls-groups: [secp384r1], tls-suites: tls_aes_128_gcm_sha256", { groups: ["secp384r1"], suites: ["TLS_AES_128_GCM_SHA256"] }],
    ["tls-alpn: [h2, http/1.1]", { alpn: ["h2", "http/1.1"] }],
    ["certificate-key: rsa-2048, certificate-name: www.test, certificate-chain: [1 kB, 1200]", { certificate: { subject: "www.test", key: "rsa-2048", chain: [1000, 1200] } }],
    ["certificate-problem: expired, certificate-forged: on, signature-size: 72", { certificate: { problem: "expired", forged: true, signature: 72 } }],
    ["certificate-problem: none, certificate-forged: off", { certificate: { forged: false } }],
    ["client-certificate: required, client-authorities: [Root CA]", { clientCertificate: "required", authorities: ["Root CA"] }],
    ["tls-tickets: 1, tls-ticket: stored, session-tickets: off", { tickets: 1, stateless: false, ticketExtension: false }],
    ["early-data: 16 kB, early-data-refused: on", { maxEarlyData: 16_000, refusesEarlyData: true }],
  ])("TLS: %s", (settings, expected) => {
    expect(spec(settings)).toEqual({ tls: expected });
  });

  it.each<["client" | "server", string, HostSpec["ssh"]]>([
    ["client", "ssh-user: ann, ssh-tries: [password], ssh-passwords: [wrong, right], ssh-keys: []", { user: "ann", tries: ["password"], keys: [], passwords: ["wrong", "right"] }],
    ["client", "ssh-known-host: changed, ssh-guess: on, ssh-version: SSH-2.0-x", { identification: "SSH-2.0-x", knownHost: "changed", guesses: true }],
    ["server", "ssh-host-keys: [rsa, ecdsa], ssh-methods: [publickey], ssh-authorized-keys: none, ssh-password: secret, ssh-max-tries: 3", { hostKeys: ["rsa", "ecdsa"], methods: ["publickey"], authorizedKeys: [], password: "secret", maxTries: 3 }],
    ["server", "ssh-kex: [curve25519-sha256], ssh-ciphers: [aes128-ctr], ssh-macs: [hmac-sha2-256]", { kex: ["curve25519-sha256"], ciphers: ["aes128-ctr"], macs: ["hmac-sha2-256"] }],
    ["server", "ssh-work: { SSH_MSG_KEXINIT: 5ms, identification: 1s }", { work: { SSH_MSG_KEXINIT: 5, identification: 1000 } }],
    ["server", "ssh-work: [SSH_MSG_KEXINIT 5ms]", { work: { SSH_MSG_KEXINIT: 5 } }],
  ])("SSH of the %s: %s", (host, settings, expected) => {
    expect(spec(settings, host)).toEqual({ ssh: expected });
  });
});

// Negotiation: of each list the first name of the client's that the server has.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Proposal } from "../../../src/simulation/ssh/messages.ts";
import { guessedRight, negotiate } from "../../../src/simulation/ssh/negotiation.ts";
import { clientProposal, HOST_KEY_ALGORITHMS, PREFERENCES, serverProposal } from "../../../src/simulation/ssh/proposals.ts";

const client = clientProposal(PREFERENCES, HOST_KEY_ALGORITHMS);
const server = serverProposal(PREFERENCES, ["rsa", "ecdsa", "ed25519"]);

function agreed(ours: Proposal, theirs: Proposal): Extract<ReturnType<typeof negotiate>, { readonly kind: "agreed" }>["agreement"] {
  const negotiation = negotiate(ours, theirs);
  if (negotiation.kind === "failed") throw new Error(`no ${negotiation.missing}`);
  return negotiation.agreement;
}

describe("Negotiation (RFC 4253 §7.1)", () => {
  it("agrees between two of OpenSSH on what the client likes best", () => {
    const { kex, hostKey, toServer, toClient, strict } = agreed(client, server);
    expect([kex.name, hostKey.name, toServer.cipher.name, toServer.mac, toClient.cipher.name, strict])
      .toEqual(["sntrup761x25519-sha512", "ssh-ed25519", "chacha20-poly1305@openssh.com", null, "chacha20-poly1305@openssh.com", true]);
  });

  it("takes the first of the client's that the server has, whatever the server likes better", () => {
    const names = ["aes128-ctr", "aes192-ctr", "aes256-ctr", "aes128-gcm@openssh.com"];
    fc.assert(fc.property(fc.shuffledSubarray(names, { minLength: 1 }), fc.shuffledSubarray(names, { minLength: 1 }), (ours, theirs) => {
      const negotiation = negotiate({ ...client, ciphersToServer: ours }, { ...server, ciphersToServer: theirs });
      const expected = ours.find((name) => theirs.includes(name));
      if (expected === undefined) expect(negotiation).toEqual({ kind: "failed", missing: "cipher" });
      else expect(negotiation.kind === "agreed" ? negotiation.agreement.toServer.cipher.name : null).toBe(expected);
    }));
  });

  it("may choose another cipher for each direction", () => {
    const { toServer, toClient } = agreed({ ...client, ciphersToClient: ["aes256-ctr"] }, server);
    expect([toServer.cipher.name, toClient.cipher.name, toClient.mac?.name]).toEqual(["chacha20-poly1305@openssh.com", "aes256-ctr", "umac-64-etm@openssh.com"]);
  });

  it("needs no common MAC where the cipher authenticates by itself", () => {
    expect(negotiate({ ...client, macsToServer: ["x"], macsToClient: ["x"] }, server).kind).toBe("agreed");
    const plain = { ...client, ciphersToServer: ["aes128-ctr"], macsToServer: ["x"] };
    expect(negotiate(plain, server)).toEqual({ kind: "failed", missing: "MAC" });
  });

  it("names what is missing, in the order of the lists", () => {
    expect(negotiate({ ...client, kex: ["x"], hostKeys: ["x"] }, server)).toEqual({ kind: "failed", missing: "key exchange method" });
    expect(negotiate({ ...client, hostKeys: ["x"] }, server)).toEqual({ kind: "failed", missing: "host key type" });
    expect(negotiate({ ...client, compressionToServer: ["zlib"] }, server)).toEqual({ kind: "failed", missing: "compression" });
  });

  it("does not take an announcement for a method", () => {
    expect(negotiate({ ...client, kex: ["ext-info-c"] }, { ...server, kex: ["ext-info-c"] })).toEqual({ kind: "failed", missing: "key exchange method" });
  });

  it("keeps strictly to the order only where both sides announce it (OpenSSH PROTOCOL §1.10)", () => {
    expect(agreed({ ...client, kex: PREFERENCES.kex }, server).strict).toBe(false);
    expect(agreed(client, { ...server, kex: PREFERENCES.kex }).strict).toBe(false);
  });
});

describe("A guess (RFC 4253 §7)", () => {
  it("is right where both sides prefer the same method and the same host key", () => {
    expect(guessedRight({ ...client, hostKeys: ["ssh-ed25519"] }, { ...server, hostKeys: ["ssh-ed25519"] })).toBe(true);
    expect(guessedRight(client, server)).toBe(false);
    expect(guessedRight({ ...client, hostKeys: ["ssh-ed25519"], kex: ["curve25519-sha256"] }, { ...server, hostKeys: ["ssh-ed25519"] })).toBe(false);
  });
});

// SSH as a program of a host.

import type { Ssh, SshCall, SshSettings } from "../ssh/index.ts";
import { createSsh, step as stepSsh } from "../ssh/index.ts";
import type { Session, SessionCall, SessionEffect, SessionInput } from "./session.ts";

export class SshProgram implements Session {
  readonly protocol = "ssh";
  private readonly state: Ssh;

  constructor(settings: SshSettings) {
    this.state = createSsh(settings);
  }

  step(input: SessionInput): readonly SessionEffect[] {
    if (input.kind !== "call") return stepSsh(this.state, input);
    const call = sshCall(input.call);
    return call === null ? [{ kind: "abort", rule: "host.abort" }] : stepSsh(this.state, { kind: "call", call });
  }
}

/** SSH knows no way to abort a connection. */
function sshCall(call: SessionCall): SshCall | null {
  switch (call.kind) {
    case "send":
      return { kind: "send", bytes: call.bytes, text: call.text };
    case "run":
      return { kind: "run", command: call.command, answer: call.answer };
    case "change-keys":
      return { kind: "rekey" };
    case "close":
      return { kind: "close" };
    case "abort":
      return null;
  }
}

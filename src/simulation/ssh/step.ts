// One step of SSH: bytes, a call or the end of work comes in, effects come out. Client and server are told apart by settings.

import type { StreamInput } from "../kernel/index.ts";
import type { Arrived, ReadContent, Ssh, SshCall, SshEffect } from "./connection.ts";
import { drain, stop } from "./output.ts";
import { arrivals } from "./reading.ts";
import { pursue } from "./session-client.ts";
import { serveWanted } from "./session-server.ts";
import { badLength, introduce, takeLine, takePacket } from "./transport.ts";

/** Takes one input in. While this end works, what arrives waits, as before a program that does not read. */
export function step(ssh: Ssh, input: StreamInput<ReadContent, SshCall>): readonly SshEffect[] {
  const effects: SshEffect[] = [];
  switch (input.kind) {
    case "opened":
      introduce(ssh);
      break;
    case "received":
      ssh.inbox.push(...input.pieces.flatMap((piece) => arrivals(ssh, piece)));
      break;
    case "ended":
      ssh.inbox.push({ kind: "ended" });
      break;
    case "reset":
      ssh.queue.length = 0;
      ssh.draft = null;
      if (!ssh.over) effects.push({ kind: "status", status: "failed", why: "Connection reset by peer", rule: "ssh.stream.ended" });
      ssh.over = true;
      break;
    case "woken":
      ssh.busy = false;
      break;
    case "call":
      if (!ssh.over) {
        ssh.wanted.push(input.call);
        doWanted(ssh);
      }
      break;
  }
  drain(ssh, effects);
  for (let next = ready(ssh); next !== undefined; next = ready(ssh)) {
    if (!ssh.over) react(ssh, next);
    drain(ssh, effects);
  }
  return effects;
}

function ready(ssh: Ssh): Arrived | undefined {
  return ssh.busy ? undefined : ssh.inbox.shift();
}

function doWanted(ssh: Ssh): void {
  if (ssh.settings.role === "server") serveWanted(ssh);
  else pursue(ssh);
}

function react(ssh: Ssh, arrived: Arrived): void {
  switch (arrived.kind) {
    case "unit":
      if (ssh.peer === null) takeLine(ssh, arrived.content);
      else takePacket(ssh, arrived.content);
      return;
    case "garbage":
      badLength(ssh);
      return;
    case "ended":
      // A peer that leaves says DISCONNECT first; one that does not may have been cut off (RFC 4251 §9.3.4).
      stop(ssh, "failed", "Connection closed by remote host", "ssh.stream.ended");
      return;
  }
}

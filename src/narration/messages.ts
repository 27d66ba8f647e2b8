// Tells the messages of the programs that speak over a connection, each by the words of its own protocol.

import type { TraceEvent } from "../simulation/index.ts";
import type { Memory } from "./memory.ts";
import { tellSsh, tellSshFailure } from "./ssh.ts";
import type { CaptionKey, Step } from "./step.ts";
import { tellTls, tellTlsFailure } from "./tls.ts";

/** The step that a message, or the end of a session, is worth; or null. */
export function tellMessages(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "write-message": {
      const message = memory.trace.messages?.[event.message];
      if (message === undefined) return null;
      return message.protocol === "ssh" ? tellSsh(event, message, memory) : tellTls(event, message, memory);
    }
    case "session":
      return event.protocol === "ssh" ? tellSshFailure(event, memory) : tellTlsFailure(event, memory);
    default:
      return null;
  }
}

/** What TCP does for every piece of data. Where the data are messages that are told themselves, only mishaps are told besides. */
const CARRYING: readonly CaptionKey[] = [
  "first-data-sent", "data-sent", "data-held-back", "data-received", "data-delivered", "ack-received", "delayed-ack-sent",
];

/** Whether a step only says again what the messages of its connection have said. */
export function isCarriage(told: Step, event: TraceEvent, memory: Memory): boolean {
  return CARRYING.includes(told.key) && event.endpoint !== null && memory.speaks(event.endpoint);
}

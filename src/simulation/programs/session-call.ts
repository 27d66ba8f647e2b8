// What a script asks of the program that speaks TLS or SSH over a connection.

import type { Call } from "../contract/index.ts";
import type { Endpoint, StreamHost } from "../hosts/index.ts";

/** A call to it. */
export type ProgramCall = Extract<Call, { readonly kind: "open-tls" | "open-ssh" | "run" }>;

/** Makes the call. Returns its event, or null where no program speaks that could run anything. */
export function callSession(programs: StreamHost, endpoint: Endpoint, call: ProgramCall, cause: number | null, statement: number): number | null {
  switch (call.kind) {
    case "run":
      return programs.request(endpoint, call, cause, statement);
    case "open-ssh":
      return programs.openSsh(endpoint, cause, statement);
    case "open-tls":
      return programs.openTls(endpoint, call, cause, statement);
  }
}

// An endpoint as it comes to be: what is recorded of it, and what its host keeps of it.

import type { HostId } from "../contract/index.ts";
import type { Recorder } from "../recording/index.ts";
import type { Tcb } from "../tcp/index.ts";
import type { Cover, Endpoint, HostView, ListenerView } from "./world.ts";

/** Whom an endpoint is with and how it came to be; a listener is with nobody. */
export interface Origin {
  readonly peer: HostId | null;
  readonly cover: Cover | null;
  /** The listener that it came to, with its endpoint's id and whether its program takes connections at once; or null. */
  readonly listener: (ListenerView & { readonly endpoint: { readonly id: number }; readonly takesAtOnce: boolean }) | null;
  readonly recorder: Recorder;
}

/** Makes an endpoint of a block. One that nobody has accepted yet is not read from. */
export function createEndpoint(host: HostView, tcb: Tcb, { peer, cover, listener, recorder }: Origin): Endpoint {
  const id = recorder.endpoint({
    protocol: "tcp",
    host: host.id,
    open: tcb.open,
    localPort: tcb.localPort,
    remote: peer === null ? null : { host: peer, port: tcb.remotePort },
    listener: listener === null ? null : listener.endpoint.id,
  });
  const accepted = listener === null || listener.takesAtOnce;
  if (!accepted) tcb.reading = false;
  return {
    id, host, tcb, peer, cover: cover ?? {}, listener, place: null, timeouts: 0, accepted, recorder, established: null,
    progress: { received: 0, receivedBy: null, fin: null, closed: null },
    timers: new Map(),
  };
}

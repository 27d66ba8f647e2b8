// A connection of an earlier day, played through between two ends without a network, for the session that it leaves behind.

import type { StreamPiece } from "../kernel/index.ts";
import type { TlsContent } from "./record.ts";
import type { Session, TlsSettings } from "./settings.ts";
import type { TlsInput, TlsState } from "./state.ts";
import { createTls } from "./state.ts";
import { stepTls } from "./step.ts";

/** More flights than any handshake has. */
const FLIGHTS = 20;

/** The session that a client of these settings has from a server of those, or null where they do not come together. */
export function rehearse(client: TlsSettings, server: TlsSettings): Session | null {
  const ends: readonly [TlsState, TlsState] = [createTls(client), createTls(server)];
  let inputs: readonly [TlsInput[], TlsInput[]] = [[{ kind: "opened" }], [{ kind: "opened" }]];
  for (let flight = 0; flight < FLIGHTS && inputs.some((list) => list.length > 0); flight += 1) {
    const [toClient, toServer] = inputs;
    inputs = [heard(ends[1], toServer), heard(ends[0], toClient)];
  }
  return ends[0].sessions.at(-1) ?? null;
}

/** What the other end hears of an end that takes these inputs. */
function heard(end: TlsState, inputs: readonly TlsInput[]): TlsInput[] {
  return inputs.flatMap((input) => stepTls(end, input)).flatMap((effect): TlsInput[] =>
    effect.kind === "write" ? [{ kind: "received", pieces: effect.units.map((unit): StreamPiece<TlsContent> => ({ unit, from: 0, length: unit.size })) }] : []);
}

// The calls of UDP as a script has them (RFC 768): a socket opened or closed, a datagram sent.

import type { Call } from "../contract/index.ts";
import type { DatagramHost } from "../hosts/index.ts";

/** A call about datagrams. */
export type DatagramCall = Extract<Call, { readonly kind: "open-udp" | "close-udp" | "send-datagram" }>;

/** Makes the call. Returns its event. */
export function callDatagrams(datagrams: DatagramHost, call: DatagramCall, asked: Parameters<DatagramHost["close"]>[1]): number {
  switch (call.kind) {
    case "open-udp":
      return datagrams.open(call.port ?? null, call.to ?? null, asked);
    case "close-udp":
      return datagrams.close(call.port ?? null, asked);
    case "send-datagram": {
      const { to, bytes, text = null, fromPort = null, toPort = null } = call;
      return datagrams.send({ to, bytes, text, fromPort, toPort, frame: null }, asked);
    }
  }
}

// From a packet of a run to the scripted fault that would befall it: what a click on a segment puts into the block.

import type { FaultSpec, Milliseconds, PacketMatch, Trace, TracePacket } from "../../simulation/index.ts";
import { flagLabel } from "../../simulation/index.ts";
import { HOSTS } from "../parameters/parameters.ts";
import { PROXY } from "../study/syn-proxy.ts";

/** Who sends packets to pick from. */
const SENDERS: readonly string[] = [...HOSTS, PROXY];

/**
 * The fault of this kind for one packet, by the narrowest words that fit it; null when the trace has no such packet, and for
 * one that no host of the block and no proxy has sent (nothing befalls what is injected, and a flood is too large to pick from) or whose number
 * the trace does not tell.
 */
export function faultForPacket(trace: Trace, packet: number, kind: FaultSpec["kind"], by?: Milliseconds): FaultSpec | null {
  const meant = trace.packets[packet];
  if (meant === undefined || meant.injected === true || !SENDERS.some((sender) => sender === meant.from) || isUncounted(trace, meant)) return null;
  const match = matchOf(meant);
  // Faults count what goes to a twin by itself.
  const isTwin = ({ to }: TracePacket): boolean => to === trace.twin?.host;
  const earlier = trace.packets.slice(0, packet).filter((each) => each.injected !== true && each.from === meant.from && isTwin(each) === isTwin(meant) && fits(each, match));
  const fault: FaultSpec = { kind, from: meant.from, match, nth: earlier.length + 1 };
  return by === undefined ? fault : { ...fault, by };
}

/** Whether its sender may have answered SYNs of a flood before that are not among the packets. */
function isUncounted({ floods = [] }: Trace, { from, sentAt }: TracePacket): boolean {
  return floods.some(({ to, entrance = to, count, every, start, told }) => {
    const firstUntold = told.first > 0 ? 0 : told.count;
    return entrance === from && firstUntold < count && sentAt >= start + firstUntold * every;
  });
}

function matchOf(packet: TracePacket): PacketMatch {
  const narrowest = (["SYN", "SYN+ACK", "RST", "FIN", "fragment", "datagram", "ICMP", "data", "ACK"] as const).find((match) => fits(packet, match));
  return narrowest ?? "packet";
}

/** Whether a fault with these words counts the packet; the meaning of the words is that of `PacketMatch`. */
function fits(packet: TracePacket, match: PacketMatch): boolean {
  if (packet.protocol === "udp") {
    const { datagram, fragment } = packet;
    if (match === "packet" || match === "fragment") return match === "packet" || fragment !== undefined;
    return (fragment?.offset ?? 0) === 0 && (match === "datagram" || (match === "data" && datagram.length > 0));
  }
  if (packet.protocol === "icmp") return match === "packet" || match === "ICMP";
  const { segment } = packet;
  const label = flagLabel({ ...segment, flags: segment.flags.filter((flag) => !["PSH", "ECE", "CWR"].includes(flag)) });
  switch (match) {
    case "packet":
      return true;
    case "datagram":
    case "fragment":
    case "ICMP":
      return false;
    case "data":
      return segment.length > 0;
    case "FIN":
    case "RST":
      return segment.flags.includes(match);
    case "ACK":
      return label === "ACK" && segment.length === 0;
    case "SYN":
    case "SYN+ACK":
      return label === match;
  }
}

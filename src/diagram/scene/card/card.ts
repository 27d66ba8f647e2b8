// The card of one packet: every field, and why the seq and ack of a segment have their values (RFC 9293 §3.4).

import { relativeNumbers, type NumberReason, type TcpOption, type TcpPacket, type Trace } from "../../../simulation/index.ts";
import type { Card, Reason, SegmentCard } from "../scene.ts";
import { cardMessages } from "./card-message.ts";
import { numberedTitle, titleOf } from "./notation.ts";
import { isRelative, numberingOf } from "./numbering.ts";
import { outcomesOf } from "./outcomes.ts";

/** The card of a packet, or null when the run has no such packet. */
export function cardOf(trace: Trace, id: number): Card | null {
  const packet = trace.packets[id];
  if (packet === undefined) return null;
  const sending = trace.events.find((event) => event.kind === "send" && event.packet === id);
  const common = {
    packet: id,
    title: titleOf(packet),
    from: titled(nameOf(trace, packet.from), packet.source),
    to: titled(nameOf(trace, packet.to), packet.destination),
    index: id + 1,
    count: trace.packets.length,
    sentAt: packet.sentAt,
    arrivals: packet.arrivals,
    loss: packet.loss?.why ?? null,
    outcomes: outcomesOf(trace).get(id) ?? [],
    retransmissionOf: packet.retransmissionOf,
    rule: sending === undefined ? null : (trace.rules[sending.rule] ?? null),
  };
  switch (packet.protocol) {
    case "tcp":
      return { ...common, protocol: "tcp", ...segmentFields(trace, packet) };
    case "udp": {
      const { sourcePort, destinationPort, length, text = null } = packet.datagram;
      return { ...common, title: numberedTitle(packet), protocol: "udp", sourcePort, destinationPort, length, text, fragment: packet.fragment ?? null };
    }
    case "icmp": {
      const about = trace.packets[packet.message.about];
      return { ...common, protocol: "icmp", type: ICMP_TYPES[packet.message.kind], about: about === undefined ? "" : numberedTitle(about) };
    }
  }
}

/** Type and code of the messages of ICMP that hosts send here (RFC 792). */
const ICMP_TYPES = {
  "destination-unreachable": "3 destination unreachable, 3 port unreachable",
  "time-exceeded": "11 time exceeded, 1 fragment reassembly time exceeded",
} as const;

type SegmentFields = "seq" | "ack" | "flags" | "window" | "options" | "length" | "text" | "messages";

function segmentFields(trace: Trace, packet: TcpPacket): Pick<SegmentCard, SegmentFields> {
  const { id, segment } = packet;
  const numbers = numberingOf(trace)[id];
  const relative = relativeNumbers(trace)[id];
  const ack = numbers?.ack ?? segment.ack;
  return {
    seq: { value: numbers?.seq ?? segment.seq, raw: segment.seq, why: reasonText(trace, relative?.seqReason ?? null) },
    ack: segment.ack === null || ack === null ? null : { value: ack, raw: segment.ack, why: reasonText(trace, relative?.ackReason ?? null) },
    flags: segment.flags,
    window: segment.window,
    options: segment.options.map(optionText).filter((text) => text !== "").join(", "),
    length: segment.length,
    text: segment.text ?? null,
    messages: cardMessages(trace, packet),
  };
}

/** A host with the address that the packet bears instead of the host's own. */
function titled(name: string, address: string | undefined): string {
  return address === undefined ? name : `${name} (${address})`;
}

function nameOf(trace: Trace, host: string): string {
  return trace.hosts.find((each) => each.id === host)?.name ?? host;
}

/** What a number is the sum of: the initial one, one for the SYN, the bytes so far, and one for the FIN (RFC 9293 §3.4). */
function reasonText(trace: Trace, reason: NumberReason | null): Reason | null {
  if (reason === null) return null;
  if (reason.syn === 0) return { kind: "isn", host: reason.isnOf, name: nameOf(trace, reason.isnOf) };
  const counted = [reason.syn, reason.bytes, reason.fin].filter((term) => term > 0);
  const terms = isRelative(trace) ? counted : [reason.isn, ...counted];
  return terms.length > 1 ? { kind: "sum", terms } : null;
}

/** An option in the short notation of the field: `MSS 1460`, `WS 7`. */
export function optionText(option: TcpOption): string {
  switch (option.kind) {
    case "mss": return `MSS ${option.value}`;
    case "window-scale": return `WS ${option.shift}`;
    case "sack-permitted": return "SACK permitted";
    case "sack": return `SACK ${option.blocks.map(([left, right]) => `${left}–${right}`).join(" ")}`;
    case "timestamps": return `TS ${option.value}/${option.echo}`;
    case "fast-open": return option.cookie === "" ? "TFO" : `TFO ${option.cookie}`;
    case "nop": return "";
  }
}

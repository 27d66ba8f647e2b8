// The card of one segment: every field, and why seq and ack have their values (RFC 9293 §3.4).

import { relativeNumbers, type NumberReason, type TcpOption, type Trace } from "../../simulation/index.ts";
import { isRelative, numberingOf } from "./numbering.ts";
import { titleOf } from "./notation.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Card, Reason } from "./scene.ts";

/** The card of a packet, or null when the run has no such packet. */
export function cardOf(trace: Trace, id: number): Card | null {
  const packet = trace.packets[id];
  if (packet?.protocol !== "tcp") return null;
  const numbers = numberingOf(trace)[id];
  const relative = relativeNumbers(trace)[id];
  if (relative === undefined || relative === null || numbers === undefined || numbers === null) return null;
  const { segment } = packet;
  const sending = trace.events.find((event) => event.kind === "send" && event.packet === id);
  return {
    packet: id,
    title: titleOf(packet),
    from: titled(nameOf(trace, packet.from), packet.source),
    to: titled(nameOf(trace, packet.to), packet.destination),
    index: id + 1,
    count: trace.packets.length,
    seq: { value: numbers.seq, raw: segment.seq, why: reasonText(trace, relative.seqReason) },
    ack: segment.ack === null || numbers.ack === null
      ? null
      : { value: numbers.ack, raw: segment.ack, why: reasonText(trace, relative.ackReason) },
    flags: segment.flags,
    window: segment.window,
    options: segment.options.map(optionText).filter((text) => text !== "").join(", "),
    length: segment.length,
    text: segment.text ?? null,
    sentAt: packet.sentAt,
    arrivals: packet.arrivals,
    loss: packet.loss?.why ?? null,
    outcomes: outcomesOf(trace).get(id) ?? [],
    retransmissionOf: packet.retransmissionOf,
    rule: sending === undefined ? null : (trace.rules[sending.rule] ?? null),
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

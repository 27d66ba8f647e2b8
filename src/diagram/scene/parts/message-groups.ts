// The messages of TLS, SSH and HTTP as they travel: those that the same segments carry are told together.

import { tcpPackets, type Milliseconds, type TcpPacket, type Trace, type TraceMessage, type TracePacket } from "../../../simulation/index.ts";
import { FONTS, type Measure } from "../measure/fonts.ts";

/** Messages that were written at one time, and that begin in one packet and are whole with one packet. */
export interface MessageGroup {
  readonly id: number;
  readonly messages: readonly TraceMessage[];
  /** The packet in which they begin, and the one that made them whole; null: they never were. */
  readonly first: number;
  readonly last: number | null;
  /** When the last byte was there, or null. */
  readonly deliveredAt: Milliseconds | null;
}

/** The groups of a run, in order of their writing. A message that no packet carries yet is in none. */
export function messageGroupsOf(trace: Trace): readonly MessageGroup[] {
  const { messages = [] } = trace;
  if (messages.length === 0) return [];
  const sent = new Map<number, TcpPacket[]>();
  for (const packet of tcpPackets(trace)) {
    if (packet.endpoint === null || packet.segment.length === 0) continue;
    const list = sent.get(packet.endpoint);
    if (list === undefined) sent.set(packet.endpoint, [packet]);
    else list.push(packet);
  }
  const groups: { messages: TraceMessage[]; first: number; last: number | null; deliveredAt: Milliseconds | null }[] = [];
  for (const message of messages) {
    const packets = sent.get(message.endpoint) ?? [];
    const first = packets.find(({ segment }) => segment.offset <= message.start && segment.offset + segment.length > message.start);
    if (first === undefined) continue;
    const last = completing(packets, message);
    const { sentAt, deliveredAt } = message;
    const group = groups.findLast(({ messages: [head] }) => head?.endpoint === message.endpoint);
    if (group?.messages[0]?.sentAt === sentAt && group.deliveredAt === deliveredAt && group.first === first.id && group.last === last) {
      group.messages.push(message);
      continue;
    }
    groups.push({ messages: [message], first: first.id, last, deliveredAt });
  }
  return groups.map((group, id) => ({ id, ...group }));
}

/** The packet by whose arrival a message was whole: the first of the latest to come. */
function completing(packets: readonly TcpPacket[], { start, end, deliveredAt }: TraceMessage): number | null {
  if (deliveredAt === null) return null;
  const carriers = packets.filter(({ segment }) => segment.offset < end && segment.offset + segment.length > start);
  return carriers.findLast(({ arrivals }) => arrivals.includes(deliveredAt))?.id ?? carriers.findLast(({ arrivals }) => arrivals.length > 0)?.id ?? null;
}

/** The messages of which a packet carries any byte, in order. */
export function carriedMessages(trace: Trace, packet: TracePacket): readonly TraceMessage[] {
  if (packet.protocol !== "tcp" || packet.segment.length === 0) return [];
  const { offset, length } = packet.segment;
  return (trace.messages ?? []).filter((message) => message.endpoint === packet.endpoint && message.start < offset + length && message.end > offset);
}

/** Their names: `… Certificate` where one began in a packet before. */
export function messagesIn(trace: Trace, packet: TracePacket): string {
  const offset = packet.protocol === "tcp" ? packet.segment.offset : 0;
  return carriedMessages(trace, packet).map(({ name, start }) => (start < offset ? `… ${name}` : name)).join(", ");
}

/** Names as they are short for where there is little room. */
const SHORT: Readonly<Record<string, string>> = {
  ChangeCipherSpec: "CCS", EncryptedExtensions: "EE", Certificate: "Cert", CertificateVerify: "CertVerify", CertificateRequest: "CertRequest",
  NewSessionTicket: "Ticket", ServerKeyExchange: "ServerKeyEx", ClientKeyExchange: "ClientKeyEx", HelloRetryRequest: "HelloRetry",
  application_data: "data", EndOfEarlyData: "EndOfEarly", ServerHelloDone: "HelloDone",
};

/**
 * The ways to write a group, best first: as RFC 8446 §2 does, `{}` under the handshake's keys, `[]` under those for data, `()` under the early
 * ones; then by short names, then only how many there are.
 */
export function groupTexts({ messages }: MessageGroup): readonly string[] {
  const named = (name: (message: TraceMessage) => string): string => stretches(messages).map(({ keys, members }) => enclosed(keys, members.map(name).join(" · "))).join(" · ");
  const plain = (message: TraceMessage): string => message.name.replace(/^SSH_MSG_/, "");
  // An identification of SSH has a comment behind it (RFC 4253 §4.2).
  const short = (message: TraceMessage): string => SHORT[message.name] ?? (message.name.startsWith("SSH-") ? message.name.split(" ")[0] ?? "" : plain(message));
  const [first] = messages;
  if (first === undefined) return [];
  const more = messages.length > 1 ? ` +${String(messages.length - 1)}` : "";
  return [named(plain), named(short), `${enclosed(first.keys, short(first))}${more}`];
}

/** Neighbours under the same keys. */
function stretches(messages: readonly TraceMessage[]): { readonly keys: string | null; readonly members: TraceMessage[] }[] {
  const list: { keys: string | null; members: TraceMessage[] }[] = [];
  for (const message of messages) {
    const last = list.at(-1);
    if (last?.keys === message.keys) last.members.push(message);
    else list.push({ keys: message.keys, members: [message] });
  }
  return list;
}

function enclosed(keys: string | null, text: string): string {
  switch (protectionOf(keys)) {
    case "clear":
      return text;
    case "handshake":
      return `{${text}}`;
    case "early":
      return `(${text})`;
    case "data":
      return `[${text}]`;
  }
}

/** What kind of keys protects a message. */
export type MessageProtection = "clear" | "handshake" | "early" | "data";

/** The kind of these keys by their name. */
export function protectionOf(keys: string | null): MessageProtection {
  if (keys === null) return "clear";
  if (keys.includes("handshake")) return "handshake";
  return keys.includes("early") ? "early" : "data";
}

/** A text with its width. */
export interface MessageText {
  readonly text: string;
  readonly width: number;
}

/** The ways to write a group with their widths, each shorter than the one before. */
export function measuredTexts(group: MessageGroup, measure: Measure): readonly MessageText[] {
  const texts: MessageText[] = [];
  for (const text of groupTexts(group)) {
    const width = Math.ceil(measure(text, FONTS.message)) + 6;
    if (width < (texts.at(-1)?.width ?? Infinity)) texts.push({ text, width });
  }
  return texts;
}

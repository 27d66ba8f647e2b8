// The recorder that keeps everything, and makes the trace of it.

import type { Bytes, Citation, Milliseconds, StreamProtocol, StreamStatus } from "../kernel/index.ts";
import { invariant } from "../kernel/index.ts";
import type { CallError, ConnectionStatus, CounterName, HostId, IcmpPacket, Outcome, PacketLoss, Signal, TcpPacket, TcpState, TimerName, Trace, TraceEndpoint, TraceEvent, TraceMessage, TracePacket, UdpPacket, VariableName } from "../contract/index.ts";
import { Counters } from "../synflood/index.ts";
import type { Segment } from "../tcp/index.ts";
import { toTraceSegment } from "../tcp/index.ts";
import type { Payload } from "./payload.ts";
import { QueueSamples } from "./queue-samples.ts";
import type { FrameVerdict, Marks, Moment, NewEndpoint, NewMessage, Recorder, Stretch } from "./recorder.ts";
import { UNTOLD } from "./recorder.ts";
import { SentSpace } from "./sent-space.ts";

type Carried = Pick<TcpPacket, "protocol" | "segment"> | Pick<UdpPacket, "protocol" | "datagram"> | Pick<IcmpPacket, "protocol" | "message">;

/** A packet of the trace while it is still being written. */
interface Draft {
  packet: TracePacket;
  arrivals: Milliseconds[];
  loss: PacketLoss | null;
  /** Copies that have neither arrived nor been lost. */
  travelling: number;
}

/** Keeps everything. */
export class KeepingRecorder implements Recorder {
  readonly observed = true;
  readonly endpoints: TraceEndpoint[] = [];
  readonly events: TraceEvent[] = [];
  private readonly drafts: Draft[] = [];
  private readonly written: TraceMessage[] = [];
  /** Messages that have been delivered and not yet taken, in order. */
  private readonly untaken: number[] = [];
  private readonly counters = new Map<HostId, Counters>();
  private readonly samples = new QueueSamples();
  /** What each endpoint has sent. */
  private readonly sent = new Map<number, SentSpace>();

  get eventCount(): number {
    return this.events.length;
  }

  get packetCount(): number {
    return this.drafts.length;
  }

  /** The packets as they stand now. */
  packets(): TracePacket[] {
    return this.drafts.map(({ packet, arrivals, loss, travelling }) => ({ ...packet, arrivals, loss, inFlight: travelling > 0 }));
  }

  /** The clause behind each rule that has occurred, in order of rule id. */
  rules(table: Readonly<Record<string, Citation>>): Record<string, Citation> {
    const ids = [...new Set(this.events.map((event) => event.rule))].sort();
    return Object.fromEntries(ids.map((id) => {
      const citation = table[id];
      invariant(citation !== undefined, "a rule without a citation", { id });
      return [id, citation];
    }));
  }

  endpoint(endpoint: NewEndpoint): number {
    const id = this.endpoints.length;
    this.endpoints.push({ id, ...endpoint });
    return id;
  }

  packet(
    from: HostId, to: HostId, endpoint: number | null, at: Milliseconds, payload: Payload, retransmission: boolean, injected: boolean,
    marks: Marks = {},
  ): number {
    const id = this.drafts.length;
    const retransmissionOf = endpoint === null || payload.protocol !== "tcp" ? null : this.follow(endpoint, payload.segment, id, retransmission);
    this.drafts.push({
      packet: {
        id, from, to, endpoint, sentAt: at, ...toTrace(payload), retransmissionOf,
        arrivals: [], loss: null, inFlight: false, ...(injected ? { injected } : {}), ...marks,
      },
      arrivals: [],
      loss: null,
      travelling: 0,
    });
    return id;
  }

  call(moment: Moment, call: string, statement: number | null): number {
    return this.keep({ ...this.head(moment), kind: "call", call, statement });
  }

  result(moment: Moment, call: string, outcome: "ok" | CallError, about: Stretch = {}): number {
    return this.keep({ ...this.head(moment), kind: "result", call, outcome, ...about });
  }

  status(moment: Moment, status: ConnectionStatus): number {
    return this.keep({ ...this.head(moment), kind: "status", status });
  }

  signal(moment: Moment, signal: Signal): number {
    return this.keep({ ...this.head(moment), kind: "signal", signal });
  }

  send(moment: Moment, packet: number, copies: number): number {
    this.draft(packet).travelling += copies;
    return this.keep({ ...this.head(moment), kind: "send", packet });
  }

  receive(moment: Moment, packet: number, outcome: Outcome): number {
    const draft = this.draft(packet);
    draft.arrivals.push(moment.at);
    draft.travelling -= 1;
    return this.keep({ ...this.head(moment), kind: "receive", packet, outcome });
  }

  drop(moment: Moment, packet: number, why: PacketLoss["why"]): number {
    const draft = this.draft(packet);
    draft.loss = { at: moment.at, why };
    draft.travelling -= 1;
    return this.keep({ ...this.head(moment), kind: "drop", packet, why });
  }

  duplicate(moment: Moment, packet: number): number {
    return this.keep({ ...this.head(moment), kind: "duplicate", packet });
  }

  state(moment: Moment, from: TcpState, to: TcpState): number {
    return this.keep({ ...this.head(moment), kind: "state", from, to });
  }

  timerSet(moment: Moment, timer: TimerName, due: Milliseconds): number {
    return this.keep({ ...this.head(moment), kind: "timer-set", timer, due });
  }

  timerCancel(moment: Moment, timer: TimerName): number {
    return this.keep({ ...this.head(moment), kind: "timer-cancel", timer });
  }

  timerFire(moment: Moment, timer: TimerName): number {
    return this.keep({ ...this.head(moment), kind: "timer-fire", timer });
  }

  deliver(moment: Moment, offset: Bytes, bytes: Bytes, fin: boolean): number {
    return this.keep({ ...this.head(moment), kind: "deliver", offset, bytes, fin });
  }

  deliverDatagram(moment: Moment, packet: number, bytes: Bytes): number {
    return this.keep({ ...this.head(moment), kind: "deliver-datagram", packet, bytes });
  }

  frame(moment: Moment, stream: number, number: number, verdict: FrameVerdict): number {
    return this.keep({ ...this.head(moment), kind: "frame", stream, number, ...verdict });
  }

  variable(moment: Moment, name: VariableName, value: number): number {
    return this.keep({ ...this.head(moment), kind: "variable", name, value });
  }

  queue(moment: Moment, queue: "syn" | "accept", length: number, capacity: number | null): number {
    return this.keep({ ...this.head(moment), kind: "queue", queue, length, capacity });
  }

  sample(moment: Moment, queue: "syn" | "accept", length: number, capacity: number | null, within: Milliseconds): number {
    return this.samples.take({ moment, queue, length, capacity }, within) ? this.queue(moment, queue, length, capacity) : UNTOLD;
  }

  /** What was held back until more is known is kept now. */
  close(): void {
    for (const { moment, queue, length, capacity } of this.samples.release()) this.queue(moment, queue, length, capacity);
  }

  count(host: HostId, name: CounterName): void {
    let counters = this.counters.get(host);
    if (counters === undefined) {
      counters = new Counters();
      this.counters.set(host, counters);
    }
    counters.count(name);
  }

  /** What each host has counted, in order of host. */
  counterTables(): Trace["counters"] {
    return Object.fromEntries([...this.counters].map(([host, counters]) => [host, counters.table()] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The messages as they stand now. */
  messages(): readonly TraceMessage[] {
    return this.written;
  }

  message(message: NewMessage): number {
    const id = this.written.length;
    this.written.push({ id, ...message, deliveredAt: null });
    return id;
  }

  messageDelivered(message: number, at: Milliseconds): void {
    const written = this.written[message];
    invariant(written !== undefined, "no such message", { message });
    this.written[message] = { ...written, deliveredAt: at };
    this.untaken.push(message);
  }

  writeMessage(moment: Moment, message: number): number {
    return this.keep({ ...this.head(moment), kind: "write-message", message });
  }

  readMessage(moment: Moment, protocol: StreamProtocol, name: string): number {
    const place = this.untaken.findIndex((id) => {
      const written = this.written[id];
      return written?.to === moment.host && written.protocol === protocol && written.name === name;
    });
    const [message] = place < 0 ? [] : this.untaken.splice(place, 1);
    invariant(message !== undefined, "a message was taken that nobody wrote", { name, host: moment.host });
    return this.keep({ ...this.head(moment), kind: "read-message", message });
  }

  deliverData(moment: Moment, protocol: StreamProtocol, bytes: Bytes, name: string | null): number {
    return this.keep({ ...this.head(moment), kind: "deliver-data", protocol, bytes, name });
  }

  session(moment: Moment, protocol: StreamProtocol, status: StreamStatus, why: string | null): number {
    return this.keep({ ...this.head(moment), kind: "session", protocol, status, why });
  }

  private head(moment: Moment): Moment & { readonly id: number } {
    // Samples that were held back are older than what comes now.
    if (this.samples.waiting) this.close();
    const { at, host, endpoint, cause, rule } = moment;
    return { id: this.events.length, at, host, endpoint: endpoint === UNTOLD ? null : endpoint, cause: cause === UNTOLD ? null : cause, rule };
  }

  private keep(event: TraceEvent): number {
    this.events.push(event);
    return event.id;
  }

  private draft(packet: number): Draft {
    const draft = this.drafts[packet];
    invariant(draft !== undefined, "no such packet", { packet });
    return draft;
  }

  /** Notes what a segment carries, and tells which packet did so before if it is a retransmission. */
  private follow(endpoint: number, segment: Segment, id: number, retransmission: boolean): number | null {
    let sent = this.sent.get(endpoint);
    if (sent === undefined) {
      sent = new SentSpace();
      this.sent.set(endpoint, sent);
    }
    const before = retransmission ? sent.carrierOf(segment) : null;
    sent.add(id, segment);
    return before;
  }
}

/** What a packet carries, as the trace tells it. */
function toTrace(payload: Payload): Carried {
  switch (payload.protocol) {
    case "tcp":
      return { protocol: "tcp", segment: toTraceSegment(payload.segment) };
    case "udp":
      return payload;
    case "icmp":
      return { protocol: "icmp", message: payload.message };
  }
}

// A flood's SYNs that are counted, not told one by one, and the account of all of them (RFC 4987 §2).

import type { Milliseconds } from "../kernel/index.ts";
import { toGrid } from "../kernel/index.ts";
import type { CounterName, Flood, FloodTally, HostId, TraceEvent, TraceFlood, TracePacket } from "../contract/index.ts";
import type { Marks, Moment, Payload, Recorder } from "../recording/index.ts";
import { CountingRecorder, UNTOLD } from "../recording/index.ts";

/** What became of one SYN. */
type Fate = "queued" | "cookies" | "dropped" | "others" | "lost";

/** The most stretches into which a flood is divided. */
const STRETCHES = 400;
/** So many SYNs are told where a flood does not say. */
const TOLD = 1000;
/** The ids of counted SYNs begin below this, one for each. */
const FIRST_ID = UNTOLD - 1;

/** Counts what a flood's untold packets come to, and passes on what is told of hosts and listeners all the same. */
export class Tally extends CountingRecorder {
  private readonly perStretch: number;
  private readonly stretches: Record<"sent" | Fate, Float64Array>;
  /** Which SYNs have met their fate: a copy of one counts no more. */
  private readonly done: Uint8Array;
  private readonly backscatter = { nobody: 0, hosts: 0 };
  private start: Milliseconds = 0;
  private sent = 0;
  private readonly told: NonNullable<Flood["told"]>;

  /** `entrance`: where its SYNs come first, and who answers them. */
  constructor(private readonly flood: Flood, private readonly entrance: HostId, private readonly index: number, private readonly recorder: Recorder) {
    super();
    this.perStretch = Math.max(1, Math.floor((flood.count + STRETCHES - 1) / STRETCHES));
    const count = Math.floor((flood.count + this.perStretch - 1) / this.perStretch);
    const row = (): Float64Array => new Float64Array(count);
    this.stretches = { sent: row(), queued: row(), cookies: row(), dropped: row(), others: row(), lost: row() };
    this.done = new Uint8Array(flood.count);
    this.told = flood.told ?? { first: 0, count: TOLD };
  }

  /** The flood begins. */
  begin(at: Milliseconds): void {
    this.start = at;
  }

  /** The next SYN goes. Returns who is told of it. */
  next(): Recorder {
    const number = this.sent;
    this.sent += 1;
    this.add("sent", number);
    const { first, count } = this.told;
    return number >= first && number < first + count ? this.recorder : this;
  }

  /** What a SYN of this number is called. */
  idOf(number: number): number {
    return FIRST_ID - number;
  }

  /** A SYN is lost on the way. */
  lose(id: number): void {
    this.settle(FIRST_ID - id, "lost");
  }

  /** Whatever answers a SYN is counted by where it goes. */
  override packet(
    from: HostId, _to: HostId, _endpoint: number | null, _at: Milliseconds, _payload: Payload, _again: boolean, _injected: boolean,
    marks: Marks = {},
  ): number {
    if (from === this.entrance) this.countAnswer(marks.destination === undefined);
    return UNTOLD;
  }

  override receive = (moment: Moment, packet: number): number => {
    if (packet <= FIRST_ID) this.settle(FIRST_ID - packet, fateOf(moment.rule));
    return UNTOLD;
  };

  override queue = (moment: Moment, queue: "syn" | "accept", length: number, capacity: number | null): number =>
    this.recorder.sample(moment, queue, length, capacity, toGrid(Math.max(0.001, this.perStretch * this.flood.every)));

  override count = (host: HostId, name: CounterName): void => {
    this.recorder.count(host, name);
  };

  override endpoint(): number {
    return UNTOLD;
  }

  /** Nothing here has a place among the events. */
  protected override event(): number {
    return UNTOLD;
  }

  /** The whole account, the packets that were told among it. */
  account(packets: readonly TracePacket[], events: readonly TraceEvent[]): TraceFlood {
    this.countTold(packets, events);
    const { from, to, every } = this.flood;
    const { perStretch, stretches, start, sent } = this;
    const time = (number: number): Milliseconds => toGrid(start + number * every);
    const tallies = Array.from(stretches.sent.subarray(0, Math.floor((sent + perStretch - 1) / perStretch)), (count, place): FloodTally => ({
      from: time(place * perStretch),
      to: time((place + 1) * perStretch),
      sent: count,
      queued: stretches.queued[place] ?? 0,
      cookies: stretches.cookies[place] ?? 0,
      dropped: stretches.dropped[place] ?? 0,
      others: stretches.others[place] ?? 0,
      lost: stretches.lost[place] ?? 0,
    }));
    const { first, count } = this.told;
    const begin = Math.min(first, sent);
    return {
      from, to, ...(this.entrance === to ? {} : { entrance: this.entrance }), count: sent, every, sources: Math.min(sent, this.flood.sources?.count ?? sent), start, end: time(Math.max(0, sent - 1)), tallies,
      told: { first: begin, count: Math.max(0, Math.min(count, sent - begin)) },
      backscatter: { ...this.backscatter },
    };
  }

  private countTold(packets: readonly TracePacket[], events: readonly TraceEvent[]): void {
    const numbers = new Map<number, number>();
    for (const packet of packets) {
      if (packet.flood !== this.index || packet.protocol !== "tcp") continue;
      if (packet.from === this.flood.from) numbers.set(packet.id, this.told.first + numbers.size);
      else if (packet.from === this.entrance) this.countAnswer(packet.destination === undefined);
    }
    for (const event of events) {
      if (event.kind !== "receive" && event.kind !== "drop") continue;
      const number = numbers.get(event.packet);
      if (number !== undefined) this.settle(number, event.kind === "drop" ? "lost" : fateOf(event.rule));
    }
  }

  private countAnswer(toHost: boolean): void {
    if (toHost) this.backscatter.hosts += 1;
    else this.backscatter.nobody += 1;
  }

  private settle(number: number, fate: Fate): void {
    if (this.done[number] !== 0) return;
    this.done[number] = 1;
    this.add(fate, number);
  }

  private add(what: "sent" | Fate, number: number): void {
    const row = this.stretches[what];
    const place = Math.floor(number / this.perStretch);
    row[place] = (row[place] ?? 0) + 1;
  }
}

/** What the rule by which a host took a SYN in says of its fate. */
function fateOf(rule: string): Fate {
  switch (rule) {
    case "tcp.listen.syn":
      return "queued";
    case "synflood.cookie-sent":
    case "synflood.proxy-cookie-sent":
      return "cookies";
    case "synflood.syn-queue-full":
    case "synflood.accept-queue-full":
    case "synflood.last-quarter":
      return "dropped";
    default:
      return "others";
  }
}

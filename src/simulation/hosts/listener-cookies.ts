// How a listener answers without remembering anything: SYNs by cookies, and the ACKs that bring them back (RFC 4987 §3.6).

import type { Milliseconds } from "../kernel/index.ts";
import type { CounterName, HostSpec } from "../contract/index.ts";
import type { Moment } from "../recording/index.ts";
import type { CookiePolicy, FourTuple } from "../synflood/index.ts";
import { addressBits, asOptions, COOKIE_PERIOD, CookieJar, keptByCookie, offeredSize, recallOptions, rememberInTimestamp } from "../synflood/index.ts";
import type { Segment, Tcb, Turn } from "../tcp/index.ts";
import { advance, answerStatelessly, step, SYN, timestampsOf } from "../tcp/index.ts";
import type { Endpoint, Packet, World } from "./world.ts";

/** What is asked of the host. */
export interface CookieHost {
  readonly spec: HostSpec;
  carryOut(endpoint: Endpoint, turn: Turn, cause: number): void;
  send(packet: Packet, segment: Segment, endpoint: number | null, cause: number, rule: string): void;
  moment(endpoint: number | null, cause: number | null, rule: string): Moment;
}

/** What is asked of the listener. */
export interface CookieListener {
  readonly endpoint: Endpoint;
  readonly acceptQueueFull: boolean;
  /** A block in LISTEN that meets one segment. */
  copy(segment: Segment, iss: number): Tcb;
  /** Any other segment: a copy of the listener answers it. `rule`: the one to tell, where it is not the copy's own. */
  meetOther(packet: Packet, segment: Segment, rule: string | null): void;
  /** Gives a block that has left LISTEN its place among the host's connections. */
  welcome(tcb: Tcb, packet: Packet): Endpoint;
  count(...names: readonly CounterName[]): void;
}

export class ListenerCookies {
  private readonly address: number;
  private readonly jar: CookieJar;
  /** When the latest cookie was sent: without one of late, none can come back. */
  private sentAt: Milliseconds | null = null;

  constructor(
    private readonly listener: CookieListener, private readonly host: CookieHost, private readonly world: World, readonly policy: CookiePolicy,
  ) {
    this.address = addressBits(host.spec.address);
    this.jar = new CookieJar(world.seed, host.spec.id);
  }

  /** Answers a SYN and remembers nothing but what the answer itself holds. */
  answer(packet: Packet, segment: Segment): void {
    const { now } = this.world.scheduler;
    this.sentAt = now;
    const cookie = this.jar.make(this.tupleOf(packet, segment), segment.seq, offeredSize(segment.options), now);
    const offered = keptByCookie(segment.options, this.listener.endpoint.tcb.settings.timestamps);
    const { answer, sack, windowScale } = answerStatelessly(this.listener.endpoint.tcb.settings, segment, offered, cookie, now);
    const options = answer.options.map((option) => (
      option.kind === "timestamps" ? { ...option, value: rememberInTimestamp(option.value, { sack, windowScale }) } : option
    ));
    const rule = "synflood.cookie-sent";
    const event = packet.recorder.receive(this.host.moment(this.listener.endpoint.id, packet.sent, rule), packet.id, "accepted");
    this.host.send(packet, { ...answer, options }, this.listener.endpoint.id, event, rule);
  }

  /** An ACK that belongs to no connection may bring a cookie back; if not, it is answered with a reset like any other. */
  take(packet: Packet, segment: Segment): void {
    const { now } = this.world.scheduler;
    if (this.policy === "off" || this.sentAt === null || now - this.sentAt > 2 * COOKIE_PERIOD) {
      this.listener.meetOther(packet, segment, null);
      return;
    }
    const size = this.jar.read(this.tupleOf(packet, segment), (segment.seq - 1) >>> 0, (segment.ack - 1) >>> 0, now);
    if (size === null) {
      this.listener.count("SyncookiesFailed");
      this.listener.meetOther(packet, segment, "synflood.cookie-failed");
      return;
    }
    this.listener.count("SyncookiesRecv");
    if (this.listener.acceptQueueFull) {
      this.listener.count("ListenOverflows", "ListenDrops");
      packet.recorder.receive(this.host.moment(this.listener.endpoint.id, packet.sent, "synflood.ack-ignored"), packet.id, "ignored");
      return;
    }
    this.openByCookie(packet, segment, size);
  }

  /** The SYN is made again as the cookie remembers it; then the ACK opens the connection as it would have then. */
  private openByCookie(packet: Packet, segment: Segment, size: number): void {
    const { now } = this.world.scheduler;
    const timestamps = timestampsOf(segment.options);
    const recalled = recallOptions(size, timestamps === undefined ? null : timestamps.echo);
    const syn: Segment = {
      ...segment, seq: advance(segment.seq, -1), flags: SYN, options: asOptions(recalled, timestamps?.value ?? 0), length: 0, offset: 0, text: null,
    };
    const tcb = this.listener.copy(syn, (segment.ack - 1) >>> 0);
    const begun = step(tcb, { kind: "segment", segment: syn }, now);
    // Nobody remembers when the SYN+ACK went.
    if (tcb.syn !== null) tcb.syn.transmissions = 0;
    // What the first window was is forgotten as well, and chosen anew by the size alone.
    if (tcb.settings.firstWindow !== null) tcb.rcv.wnd = tcb.settings.firstWindow(size);
    const turn = step(tcb, { kind: "segment", segment }, now);
    const endpoint = this.listener.welcome(tcb, packet);
    const event = packet.recorder.receive(this.host.moment(endpoint.id, packet.sent, "synflood.cookie-received"), packet.id, turn.outcome);
    // Neither was a SYN+ACK sent just now, nor did a timer wait for its acknowledgement.
    const states = begun.effects.filter(({ kind }) => kind === "state");
    const opening = turn.effects.filter((effect) => effect.kind !== "timer-cancel" || effect.timer !== "retransmission");
    this.host.carryOut(endpoint, { ...turn, effects: [...states, ...opening] }, event);
  }

  /** The pair of sockets that a segment belongs to. */
  tupleOf({ bearer }: Packet, { sourcePort, destinationPort }: Segment): FourTuple {
    const source = typeof bearer === "number" ? bearer : addressBits(this.world.host(bearer).spec.address);
    return { source, sourcePort, destination: this.address, destinationPort };
  }
}

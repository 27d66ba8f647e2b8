// A listener on its host: whom it lets in, who waits there, and when the program takes them (RFC 9293 §3.10.7.2, RFC 4987).

import type { Milliseconds } from "../kernel/index.ts";
import { cancelTimer, setTimer, toGrid } from "../kernel/index.ts";
import type { CounterName, TcpState } from "../contract/index.ts";
import type { Recorder } from "../recording/index.ts";
import { admit, ListenQueues } from "../synflood/index.ts";
import type { Segment, Tcb, Turn } from "../tcp/index.ts";
import { ACK, cloneListener, distance, resetFor, RST, step, SYN } from "../tcp/index.ts";
import type { FastOpenCookies } from "./fast-open-cookies.ts";
import type { CookieHost, CookieListener } from "./listener-cookies.ts";
import { ListenerCookies } from "./listener-cookies.ts";
import type { Actor, Alarm, Endpoint, ListenerView, Packet, Peer, World } from "./world.ts";

/** A kernel cuts the backlog that a program asks for to this (`net.core.somaxconn`). */
const SOMAXCONN = 4096;
/** Simplified: no host has memory for more, though its program may ask for no bound. */
const LARGEST_BACKLOG = 65_535;
/** `tcp_max_syn_backlog` of the measured machine. */
const MAX_SYN_BACKLOG = 2048;

/** When the program takes connections: never by itself, whenever one is there, or one at a time with so long between them. */
type Manner = "never" | "at-once" | { readonly every: Milliseconds };

/** What a listener asks of its host. */
export interface ListenerHost extends CookieHost {
  /** The initial sequence number for a connection with a peer. */
  chooseIss(port: number, peer: Peer, remotePort: number): number;
  readonly fastOpen: FastOpenCookies;
  /** The program may use a connection whose handshake is not over. */
  opened(endpoint: Endpoint, event: number): void;
  /** Gives a block that has left LISTEN its place among the host's connections. */
  welcome(tcb: Tcb, packet: Packet, listener: Listener): Endpoint;
  /** Answers a packet that belongs to no connection. */
  answer(packet: Packet, turn: Turn, endpoint: number | null, cause: number): void;
  /** Lets an endpoint go without a word. */
  vanish(endpoint: Endpoint, cause: number, rule: string): void;
  /** The program holds this connection from now on. */
  accepted(endpoint: Endpoint, cause: number): void;
}

export class Listener implements Actor, ListenerView, CookieListener {
  readonly queues: ListenQueues<Endpoint>;
  private readonly cookies: ListenerCookies;
  private readonly alarm: Alarm = { kind: "alarm", actor: this, due: null, queuedAt: null };
  private closed = false;
  /** In order of their coming. */
  private readonly halfOpen = new Set<Endpoint>();
  private manner: Manner;
  private nextAt: Milliseconds = 0;

  /** `told`: whether the lengths of the queues are worth telling. */
  constructor(
    readonly endpoint: Endpoint, private readonly host: ListenerHost, private readonly world: World, backlog: number | null,
    accepts: boolean, private readonly told: boolean,
  ) {
    const { tcp } = host.spec;
    const linux = world.stack === "linux";
    const asked = backlog ?? tcp.backlog ?? (world.isFlooded(host.spec.id) ? LARGEST_BACKLOG : null);
    this.queues = new ListenQueues({
      backlog: linux ? Math.min(asked ?? SOMAXCONN, SOMAXCONN) : asked, oneMore: linux, maxSynBacklog: linux ? tcp.maxSynBacklog ?? MAX_SYN_BACKLOG : null, prunes: linux,
    });
    this.cookies = new ListenerCookies(this, host, world, tcp.synCookies ?? (linux ? "when-full" : "off"));
    this.manner = accepts ? "at-once" : "never";
  }

  /** Whether a connection is the program's own from its beginning. */
  get takesAtOnce(): boolean {
    return this.manner === "at-once";
  }

  get acceptQueueFull(): boolean {
    return this.queues.acceptQueueFull;
  }

  /** Connections that the program could take now. */
  get waiting(): number {
    return this.queues.waiting;
  }

  /** A segment has come that belongs to no connection. */
  meet(packet: Packet, segment: Segment): void {
    const control = segment.flags & (SYN | ACK | RST);
    if (control === SYN) this.meetSyn(packet, segment);
    else if (control === ACK) this.cookies.take(packet, segment);
    else this.meetOther(packet, segment, null);
  }

  /** Whether the last ACK of a handshake finds no room in the accept queue; if so, it has been dealt with. */
  refuses(endpoint: Endpoint, packet: Packet, segment: Segment): boolean {
    const { tcb } = endpoint;
    if (endpoint.place !== "syn-queue" || !this.queues.acceptQueueFull) return false;
    const opens = (segment.flags & (SYN | ACK | RST)) === ACK && segment.ack === tcb.snd.nxt && distance(tcb.rcv.nxt, segment.seq) < tcb.rcv.wnd;
    if (!opens) return false;
    this.count("ListenOverflows", "ListenDrops");
    if (this.host.spec.tcp.abortOnOverflow !== true) {
      packet.recorder.receive(this.host.moment(endpoint.id, packet.sent, "synflood.ack-ignored"), packet.id, "ignored");
      return true;
    }
    this.count("EmbryonicRsts");
    const rule = "synflood.ack-reset";
    const event = packet.recorder.receive(this.host.moment(endpoint.id, packet.sent, rule), packet.id, "reset");
    this.host.send(packet, resetFor(segment), endpoint.id, event, rule);
    this.host.vanish(endpoint, event, rule);
    return true;
  }

  /** The SYN+ACK's timer of a half-open connection has expired. True when the listener gives the connection up before its time. */
  losesPatience(endpoint: Endpoint): boolean {
    const most = endpoint.tcb.settings.synAckRetries;
    const retries = this.queues.retries(most);
    if (retries < most && endpoint.timeouts >= retries) return true;
    if (endpoint.timeouts === 0 && most > 0) this.queues.age();
    endpoint.timeouts += 1;
    return false;
  }

  /** A connection that came from here has entered another state. */
  moved(endpoint: Endpoint, to: TcpState, event: number): void {
    if (endpoint.place === "syn-queue" && to !== "SYN-RECEIVED") {
      endpoint.place = null;
      this.queues.leaveHalfOpen(endpoint.timeouts === 0);
      this.halfOpen.delete(endpoint);
      if (to === "LISTEN") this.count("EmbryonicRsts");
      this.tell("syn", event, endpoint.recorder);
    }
    if (to === "ESTABLISHED") {
      if (endpoint.established === event) this.enterAccept(endpoint, event);
    } else if (to === "CLOSED" && endpoint.place === "accept-queue" && (this.closed || this.world.stack === "textbook")) {
      // The block is deleted, and nothing of it waits. A kernel hands out what is left, so that accept(2) finds a dead connection.
      this.leaveAccept(endpoint, event);
    }
  }

  /** The program takes the connection that has waited longest. Returns the event of the call, or null where none waits. */
  take(cause: number | null, statement: number | null): number | null {
    const endpoint = this.queues.take();
    if (endpoint === undefined) return null;
    endpoint.place = null;
    const rule = "synflood.accepted";
    const event = this.world.recorder.call(this.host.moment(endpoint.id, cause, rule), "accept", statement);
    this.tell("accept", event, this.world.recorder);
    this.host.accepted(endpoint, event);
    return event;
  }

  /** From now on the program takes every connection: at once, or one at a time with so long between them. */
  attend(every: Milliseconds | null, cause: number | null): void {
    this.manner = every === null ? "at-once" : { every };
    this.serve(cause);
  }

  /** The listener is closed: nobody waits here any more. Whoever waited is told so, or vanishes, by the host. */
  close(): void {
    this.closed = true;
    this.manner = "never";
    cancelTimer(this.alarm);
  }

  /** Lets go of a connection that waits to be taken. */
  leaveAccept(endpoint: Endpoint, event: number): void {
    if (!this.queues.remove(endpoint)) return;
    endpoint.place = null;
    this.tell("accept", event, endpoint.recorder);
  }

  proceed(): void {
    // Nothing waits for anything but the alarm.
  }

  /** The program comes back for the next connection. */
  wake(): void {
    this.serve(null);
  }

  private serve(cause: number | null): void {
    const { manner } = this;
    const now = this.world.scheduler.now;
    if (manner === "never") return;
    if (manner === "at-once") {
      // A program that always waits for connections holds each from its beginning: its accept is no event.
      for (let one = this.queues.first(); one !== undefined; one = this.queues.first()) {
        if (one.accepted) this.leaveAccept(one, cause ?? -1);
        else this.take(cause, null);
      }
      return;
    }
    if (now >= this.nextAt && this.take(cause, null) !== null) this.nextAt = toGrid(now + manner.every);
    if (this.queues.waiting > 0) setTimer(this.world.scheduler, this.alarm, this.nextAt);
  }

  private meetSyn(packet: Packet, segment: Segment): void {
    const admission = admit(this.queues, this.cookies.policy, this.host.spec.tcp.recyclesOldest);
    switch (admission.kind) {
      case "drop":
        this.count(...admission.counts);
        packet.recorder.receive(this.host.moment(this.endpoint.id, packet.sent, admission.rule), packet.id, "ignored");
        break;
      case "cookie":
        this.count(...admission.counts);
        this.cookies.answer(packet, segment);
        break;
      case "half-open":
        if (admission.recycles) this.recycle(packet);
        this.beginHalfOpen(packet, segment);
        break;
    }
  }

  /** The oldest half-open connection vanishes, for a new one has come. */
  private recycle(packet: Packet): void {
    for (const oldest of this.halfOpen) {
      this.host.vanish(oldest, packet.sent, "synflood.recycled");
      return;
    }
  }

  /** The listener stays; a copy of it meets the SYN and is remembered. */
  private beginHalfOpen(packet: Packet, segment: Segment): void {
    const tcb = this.copy(segment, this.host.chooseIss(segment.destinationPort, packet.bearer, segment.sourcePort));
    if (tcb.settings.fastOpen) {
      const { source, destination } = this.cookies.tupleOf(packet, segment);
      tcb.fastOpen = this.host.fastOpen.forClient(source, destination);
      // Data of the SYN is read when the program holds the connection.
      tcb.reading = false;
    }
    const turn = step(tcb, { kind: "segment", segment }, this.world.scheduler.now);
    const endpoint = this.welcome(tcb, packet);
    const early = tcb.ends !== null;
    if (!early) {
      endpoint.place = "syn-queue";
      this.queues.enterHalfOpen();
      this.halfOpen.add(endpoint);
    }
    const event = packet.recorder.receive(this.host.moment(endpoint.id, packet.sent, turn.rule), packet.id, turn.outcome);
    if (!early) this.tell("syn", event, packet.recorder);
    this.host.carryOut(endpoint, turn, event);
    if (!early) return;
    // Fast Open: the program may take the connection before the handshake is over (RFC 7413 §4.2.2).
    this.host.opened(endpoint, event);
    this.enterAccept(endpoint, event);
    if (this.takesAtOnce) this.host.accepted(endpoint, event);
  }

  private enterAccept(endpoint: Endpoint, event: number): void {
    this.count("PassiveOpens");
    endpoint.place = "accept-queue";
    this.queues.enterAccept(endpoint);
    this.tell("accept", event, endpoint.recorder);
    this.serve(event);
  }

  meetOther(packet: Packet, segment: Segment, rule: string | null): void {
    const turn = step(this.copy(segment, 0), { kind: "segment", segment }, this.world.scheduler.now);
    const event = packet.recorder.receive(this.host.moment(this.endpoint.id, packet.sent, rule ?? turn.rule), packet.id, turn.outcome);
    this.host.answer(packet, turn, this.endpoint.id, event);
  }

  welcome(tcb: Tcb, packet: Packet): Endpoint {
    return this.host.welcome(tcb, packet, this);
  }

  copy(segment: Segment, iss: number): Tcb {
    return cloneListener(this.endpoint.tcb, segment.sourcePort, iss);
  }

  count(...names: readonly CounterName[]): void {
    for (const name of names) this.world.recorder.count(this.host.spec.id, name);
  }

  private tell(queue: "syn" | "accept", cause: number, recorder: Recorder): void {
    if (!this.told) return;
    const length = queue === "syn" ? this.queues.halfOpen : this.queues.waiting;
    recorder.queue(this.host.moment(this.endpoint.id, cause, "synflood.queue"), queue, length, this.queues.capacity);
  }
}

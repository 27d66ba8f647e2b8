// A host: takes packets to the endpoint that they belong to, and carries out what its endpoints ask for.

import type { Bytes, Milliseconds, StreamStatus } from "../kernel/index.ts";
import type { HostId, HostSpec, TcpState } from "../contract/index.ts";
import type { Moment, Recorder } from "../recording/index.ts";
import type { Segment, Settings, Tcb, TcpCall, Turn } from "../tcp/index.ts";
import { createTcb, settle, step } from "../tcp/index.ts";
import { Connections, coverOf } from "./connections.ts";
import { DatagramHost } from "./datagram-host.ts";
import { createEndpoint } from "./endpoint.ts";
import { FastOpenCookies } from "./fast-open-cookies.ts";
import type { EndingHost } from "./host-end.ts";
import { vanish } from "./host-end.ts";
import { InitialNumbers } from "./initial-numbers.ts";
import type { ListenerHost } from "./listener.ts";
import { Listener } from "./listener.ts";
import { Listeners } from "./listeners.ts";
import type { ArrivalHost } from "./segment-arrival.ts";
import { arriveSegment } from "./segment-arrival.ts";
import type { StreamHostView } from "./stream-host.ts";
import { StreamHost } from "./stream-host.ts";
import type { EffectsHost } from "./tcp-effects.ts";
import { carryOut } from "./tcp-effects.ts";
import type { Audience, Cover, Endpoint, EndpointTimer, Packet, Peer, Progress, World } from "./world.ts";

export class Host implements ArrivalHost, EffectsHost, EndingHost, ListenerHost, StreamHostView {
  readonly id: HostId;
  readonly progress: Progress = { established: null, received: 0, receivedBy: null, datagrams: 0, datagramBy: null, fin: null, closed: null };
  /** The connection that the program's calls are about: the one that was opened or accepted last. */
  connection: Endpoint | null = null;
  audience: Audience | null = null;
  readonly datagrams: DatagramHost;
  readonly programs: StreamHost;
  private readonly settings: Settings;
  /** Whether new connections are read from. */
  private reading = true;
  readonly initialNumbers: InitialNumbers;
  readonly listeners = new Listeners();
  readonly fastOpen: FastOpenCookies;
  readonly connections = new Connections();

  constructor(readonly spec: HostSpec, readonly world: World) {
    this.id = spec.id;
    this.datagrams = new DatagramHost(this, world);
    this.programs = new StreamHost(this, world);
    this.fastOpen = new FastOpenCookies(world.seed, spec.id);
    this.initialNumbers = new InitialNumbers(spec, world);
    this.settings = settle(spec.tcp, world.stack, world.recorder.observed, world.burst);
  }

  /** Passive OPEN: makes a listener with this backlog. On a port that is listened on already it fails (RFC 9293 §3.10.1). */
  listen(accepts: boolean, backlog: number | null, cause: number | null, statement: number | null): number {
    const { port } = this.spec;
    const existing = this.listeners.on(port);
    if (existing !== undefined) return this.call(existing.endpoint, { kind: "listen" }, cause, statement);
    const endpoint = this.register(createTcb(this.settings, "passive", port, 0, 0), null, null, null, this.world.recorder);
    const told = !accepts || backlog !== null || this.world.tellsQueues(this.id);
    this.listeners.add(new Listener(endpoint, this, this.world, backlog, accepts, told));
    return this.call(endpoint, { kind: "listen" }, cause, statement);
  }

  /** Passive OPEN for a connection with one host alone (RFC 9293 §3.9.1.1): a block of its own that waits in LISTEN. */
  expect(to: HostId, cause: number | null, statement: number | null): number {
    const { port } = this.spec;
    const remote = this.world.host(to).spec.port;
    const existing = this.connections.find(to, port, remote) ?? this.listeners.on(port)?.endpoint;
    if (existing !== undefined) return this.call(existing, { kind: "listen" }, cause, statement);
    this.connection = this.register(createTcb(this.settings, "passive", port, remote, this.chooseIss(port, to, remote)), to, null, null, this.world.recorder);
    return this.call(this.connection, { kind: "listen" }, cause, statement);
  }

  /**
   * Active OPEN to the port of another host: from `from`, or else from the host's own port or, if that is taken, the next free one.
   * From a port with a living connection to there it fails (RFC 9293 §3.10.1).
   */
  connect(to: HostId, from: number | null, data: { readonly bytes: Bytes; readonly text: string | null } | null, cause: number | null, statement: number | null): number {
    const remote = this.world.host(to).spec;
    const existing = from === null ? undefined : this.connections.find(to, from, remote.port);
    if (existing !== undefined) return this.call(existing, { kind: "connect" }, cause, statement);
    const port = this.connections.freePort(to, from ?? this.spec.port, remote.port);
    const tcb = createTcb(this.settings, "active", port, remote.port, this.chooseIss(port, to, remote.port));
    if (data !== null && this.settings.fastOpen) tcb.fastOpen = this.fastOpen.forServer(to);
    this.connection = this.register(tcb, to, null, null, this.world.recorder);
    return this.call(this.connection, { kind: "connect", ...data }, cause, statement);
  }

  /** The connection that a call is about: the latest on that port, or without one the one that was opened or accepted last. */
  about(port: number | undefined): Endpoint | null {
    const endpoint = port === undefined ? this.connection : this.latestOn(port);
    return endpoint?.accepted === true ? endpoint : null;
  }

  /** What a script asks of a connection: it goes to the program that speaks over it, if there is one. Returns the event of the call. */
  ask(endpoint: Endpoint, call: TcpCall, cause: number | null, statement: number | null): number {
    return this.programs.request(endpoint, call, cause, statement) ?? this.call(endpoint, call, cause, statement);
  }

  /** Any other call of TCP. Returns the event of the call. */
  call(endpoint: Endpoint, call: TcpCall, cause: number | null, statement: number | null): number {
    const turn = step(endpoint.tcb, { kind: "call", call }, this.now());
    const event = endpoint.recorder.call(this.moment(endpoint.id, cause, turn.rule), call.kind, statement);
    const failed = turn.effects.some((effect) => effect.kind === "result" && effect.outcome !== "ok");
    // Data may go with a connect already (RFC 7413).
    if ((call.kind === "send" || call.kind === "connect") && call.bytes !== undefined && !failed) {
      this.programs.sent(endpoint, call.bytes, call.text ?? null, event);
    }
    this.carryOut(endpoint, turn, event);
    return event;
  }

  get closesItself(): boolean {
    return this.audience?.closesItself ?? true;
  }

  received(endpoint: Endpoint, bytes: Bytes, event: number): void {
    this.progress.received += bytes;
    this.progress.receivedBy = event;
    endpoint.progress.received += bytes;
    endpoint.progress.receivedBy = event;
  }

  sessionChanged(endpoint: Endpoint, status: StreamStatus, event: number): void {
    this.audience?.session(endpoint, status, event);
    if (status === "ended") this.audience?.endOfFile(endpoint, event);
  }

  /** Stops or begins to read, on every connection and socket and those to come. Returns the event of the last call, or null. */
  readAll(reading: boolean, cause: number | null, statement: number | null): number | null {
    this.reading = reading;
    let event: number | null = null;
    for (const endpoint of this.connections.living()) {
      if (endpoint.accepted) event = this.call(endpoint, { kind: reading ? "read" : "stop-reading" }, cause, statement);
    }
    return this.datagrams.read(reading, { cause, statement }) ?? event;
  }

  /** Whether the program reads by itself from the connections that begin from now on. */
  set readsByItself(reading: boolean) {
    this.reading = reading;
  }

  /** The connection of this host with another that began last, living or not. */
  latestWith(remote: HostId): Endpoint | null {
    return this.connections.latestWith(remote);
  }

  latestOn(port: number): Endpoint | null {
    return this.connections.latestOn(port);
  }

  /** A packet arrives. */
  arrive(packet: Packet): void {
    const { payload } = packet;
    switch (payload.protocol) {
      case "tcp":
        arriveSegment(this, packet, payload.segment);
        break;
      case "udp":
        this.datagrams.arrive(packet, payload.datagram, payload.fragment ?? null);
        break;
      case "icmp":
        this.datagrams.hear(packet, payload.message, payload.datagram);
        break;
    }
  }

  /** A timer of one of this host's endpoints goes off. */
  expire(slot: EndpointTimer): void {
    const { endpoint, timer } = slot;
    if (timer === "retransmission") this.world.recorder.count(this.id, "TCPTimeouts");
    if (endpoint.place === "syn-queue" && timer === "retransmission" && endpoint.listener?.losesPatience(endpoint) === true) {
      const rule = "synflood.pruned";
      this.vanish(endpoint, endpoint.recorder.timerFire(this.moment(endpoint.id, slot.setBy, rule), timer), rule);
      return;
    }
    const turn = step(endpoint.tcb, { kind: "timer", timer }, this.now());
    const event = endpoint.recorder.timerFire(this.moment(endpoint.id, slot.setBy, turn.rule), timer);
    this.carryOut(endpoint, turn, event);
  }

  vanish(endpoint: Endpoint, cause: number, rule: string): void {
    vanish(this, endpoint, cause, rule);
  }

  carryOut(endpoint: Endpoint, turn: Turn, cause: number): void {
    carryOut(this, this.world, endpoint, turn, cause);
  }

  /** Sends what answers a packet that belongs to no connection. */
  answer(packet: Packet, turn: Turn, endpoint: number | null, cause: number): void {
    for (const effect of turn.effects) if (effect.kind === "send") this.send(packet, effect.segment, endpoint, cause, effect.rule);
  }

  /** Sends a segment back to where a packet came from. */
  send(packet: Packet, segment: Segment, endpoint: number | null, cause: number, rule: string): void {
    const to = typeof packet.bearer === "number" ? packet.from : packet.bearer;
    this.world.transmit(this, to, endpoint, { protocol: "tcp", segment }, false, cause, rule, coverOf(packet));
  }

  /** The program holds this connection from now on, and reads from it as from any other. */
  accepted(endpoint: Endpoint, cause: number): void {
    endpoint.accepted = true;
    if (endpoint.established !== null) {
      this.connection = endpoint;
      this.programs.established(endpoint, cause);
    }
    if (this.reading && endpoint.tcb.state !== "CLOSED") this.carryOut(endpoint, step(endpoint.tcb, { kind: "call", call: { kind: "read" } }, this.now()), cause);
    this.world.progressed();
  }

  opened(endpoint: Endpoint, event: number): void {
    this.progress.established ??= event;
    endpoint.established = event;
  }

  stateChanged(endpoint: Endpoint, to: TcpState, event: number): void {
    switch (to) {
      case "ESTABLISHED":
        // With Fast Open the program has it already.
        if (endpoint.established !== null) break;
        this.opened(endpoint, event);
        if (endpoint.accepted && endpoint.tcb.open === "passive") {
          this.connection = endpoint;
          this.programs.established(endpoint, event);
        }
        break;
      case "CLOSED":
        this.progress.closed = event;
        endpoint.progress.closed = event;
        this.programs.gone(endpoint, event);
        this.forget(endpoint);
        break;
      case "LISTEN":
        // A connection that returns to LISTEN is the listener's again.
        if (endpoint.listener !== null) this.forget(endpoint);
        break;
      default:
        break;
    }
    endpoint.listener?.moved(endpoint, to, event);
    this.world.progressed();
  }

  private forget(endpoint: Endpoint): void {
    this.connections.remove(endpoint);
    this.listeners.remove(endpoint);
  }

  welcome(tcb: Tcb, packet: Packet, listener: Listener): Endpoint {
    const peer = typeof packet.bearer === "number" ? packet.from : packet.bearer;
    return this.register(tcb, peer, coverOf(packet), listener, packet.recorder);
  }

  private register(tcb: Tcb, peer: HostId | null, cover: Cover | null, listener: Listener | null, recorder: Recorder): Endpoint {
    if (peer !== null) {
      this.initialNumbers.begin();
      tcb.reading = this.reading;
    }
    const endpoint = createEndpoint(this, tcb, { peer, cover, listener, recorder });
    this.connections.add(endpoint);
    return endpoint;
  }

  chooseIss(port: number, peer: Peer, remotePort: number): number {
    return this.initialNumbers.choose(port, peer, remotePort);
  }

  moment(endpoint: number | null, cause: number | null, rule: string): Moment {
    return { at: this.now(), host: this.id, endpoint, cause, rule };
  }

  private now(): Milliseconds {
    return this.world.scheduler.now;
  }
}

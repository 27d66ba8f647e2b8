// A host: takes packets to the endpoint that they belong to, and carries out what its endpoints ask for.

import type { Milliseconds } from "./kernel/index.ts";
import { cancelTimer, setTimer } from "./kernel/index.ts";
import { DatagramHost } from "./datagram-host.ts";
import type { Moment } from "./recorder.ts";
import type { HostId, HostSpec } from "./scenario.ts";
import type { Segment, Settings, Tcb, TcpCall, TcpInput, TcpTimer, Turn } from "./tcp/index.ts";
import { chooseIsn, cloneListener, createTcb, settle, step, stepWithoutConnection } from "./tcp/index.ts";
import type { TcpState } from "./trace.ts";
import type { Audience, Endpoint, EndpointTimer, HostView, Packet, Progress, World } from "./world.ts";

/** Where the ports begin that a connection may take by itself (RFC 6335 §6), and where they end. */
const FIRST_DYNAMIC_PORT = 49_152;
const LAST_PORT = 65_535;

export class Host implements HostView {
  readonly id: HostId;
  readonly progress: Progress = { established: null, received: 0, receivedBy: null, datagrams: 0, datagramBy: null, fin: null, closed: null };
  /** The connection that the program's calls are about: the one that was opened or accepted last. */
  connection: Endpoint | null = null;
  audience: Audience | null = null;
  readonly datagrams: DatagramHost;
  private readonly settings: Settings;
  /** Whether new connections are read from. */
  private reading = true;
  /** How many connections have begun here. */
  private begun = 0;
  private readonly listeners = new Map<number, Endpoint>();
  /** Listeners whose connections the program does not take. */
  private readonly unattended = new Set<number>();
  /** By remote host, then by the pair of ports. */
  private readonly connections = new Map<HostId, Map<number, Endpoint>>();
  private readonly latest = new Map<HostId, Endpoint>();
  /** By each of its ports. */
  private readonly latestByPort = new Map<number, Endpoint>();

  constructor(readonly spec: HostSpec, private readonly world: World) {
    this.id = spec.id;
    this.datagrams = new DatagramHost(this, world);
    this.settings = settle(spec.tcp, world.stack, world.recorder.observed, world.burst);
  }

  /** Passive OPEN: makes a listener. */
  listen(accepts: boolean, cause: number | null, statement: number | null): number {
    const tcb = createTcb(this.settings, "passive", this.spec.port, 0, 0);
    const endpoint = this.register(tcb, null, null);
    if (!accepts) this.unattended.add(endpoint.id);
    if (!this.listeners.has(this.spec.port)) this.listeners.set(this.spec.port, endpoint);
    return this.call(endpoint, { kind: "listen" }, cause, statement);
  }

  /**
   * Active OPEN to the port of another host: from `from`, or else from the host's own port or, if that is taken, the next free one.
   * From a port with a living connection to there it fails (RFC 9293 §3.10.1).
   */
  connect(to: HostId, from: number | null, cause: number | null, statement: number | null): number {
    const remote = this.world.host(to).spec;
    const taken = this.connectionsWith(to);
    const existing = from === null ? undefined : taken.get(pairOf(from, remote.port));
    if (existing !== undefined) return this.call(existing, { kind: "connect" }, cause, statement);
    let port = from ?? this.spec.port;
    while (taken.has(pairOf(port, remote.port))) port = port === LAST_PORT ? FIRST_DYNAMIC_PORT : port + 1;
    const tcb = createTcb(this.settings, "active", port, remote.port, this.chooseIss(port, to, remote.port));
    this.begin(tcb);
    const endpoint = this.register(tcb, to, null);
    taken.set(pairOf(port, remote.port), endpoint);
    this.connection = endpoint;
    return this.call(endpoint, { kind: "connect" }, cause, statement);
  }

  /** The connection that a call is about: the latest on that port, or without one the one that was opened or accepted last. */
  about(port: number | undefined): Endpoint | null {
    const endpoint = port === undefined ? this.connection : this.latestOn(port);
    return endpoint?.accepted === true ? endpoint : null;
  }

  /** Any other call of the program. Returns the event of the call. */
  call(endpoint: Endpoint, call: TcpCall, cause: number | null, statement: number | null): number {
    const turn = step(endpoint.tcb, { kind: "call", call }, this.now());
    const event = this.world.recorder.call(this.moment(endpoint.id, cause, turn.rule), call.kind, statement);
    this.carryOut(endpoint, turn, event);
    return event;
  }

  /** Stops or begins to read, on every connection and socket and those to come. Returns the event of the last call, or null. */
  readAll(reading: boolean, cause: number | null, statement: number | null): number | null {
    this.reading = reading;
    let event: number | null = null;
    for (const endpoint of this.living()) {
      if (endpoint.accepted) event = this.call(endpoint, { kind: reading ? "read" : "stop-reading" }, cause, statement);
    }
    return this.datagrams.read(reading, { cause, statement }) ?? event;
  }

  /** Reads so many bytes from a connection that has them. Returns the event of the call. */
  receive(endpoint: Endpoint, bytes: number, cause: number | null, statement: number | null): number {
    return this.call(endpoint, { kind: "receive", bytes }, cause, statement);
  }

  /** Whether the program reads by itself from the connections that begin from now on. */
  set readsByItself(reading: boolean) {
    this.reading = reading;
  }

  /** Loses every connection and every listener without a word. Returns the event of the crash. */
  crash(cause: number | null, statement: number | null): number {
    const event = this.world.recorder.call(this.moment(null, cause, "host.crash"), "crash", statement);
    for (const endpoint of [...this.listeners.values(), ...this.living()]) this.vanish(endpoint, event, "host.crash");
    this.connection = null;
    this.datagrams.vanish();
    return event;
  }

  /** The process ends, and what it held is closed for it. Returns the event of the exit. */
  exit(cause: number | null, statement: number | null): number {
    const event = this.world.recorder.call(this.moment(null, cause, "host.exit"), "exit", statement);
    const connections = this.living();
    for (const listener of [...this.listeners.values()]) this.call(listener, { kind: "close" }, event, null);
    for (const endpoint of connections) {
      const { state, open } = endpoint.tcb;
      // What was not open yet goes with the listener.
      if (state === "SYN-RECEIVED" && open === "passive") this.vanish(endpoint, event, "host.exit");
      else if (!endpoint.accepted) this.call(endpoint, { kind: "abort" }, event, null);
      else if (state === "ESTABLISHED" || state === "CLOSE-WAIT" || state === "SYN-SENT") this.call(endpoint, { kind: "close" }, event, null);
    }
    this.datagrams.vanish();
    return event;
  }

  /** The connection of this host with another that began last, living or not. */
  latestWith(remote: HostId): Endpoint | null {
    return this.latest.get(remote) ?? null;
  }

  latestOn(port: number): Endpoint | null {
    return this.latestByPort.get(port) ?? null;
  }

  /** A packet arrives. */
  arrive(packet: Packet): void {
    const { payload } = packet;
    switch (payload.protocol) {
      case "tcp":
        this.arriveSegment(packet, payload.segment);
        break;
      case "udp":
        this.datagrams.arrive(packet, payload.datagram);
        break;
      case "icmp":
        this.datagrams.hear(packet, payload.datagram);
        break;
    }
  }

  private arriveSegment(packet: Packet, segment: Segment): void {
    const pair = pairOf(segment.destinationPort, segment.sourcePort);
    const connection = this.connections.get(packet.from)?.get(pair);
    if (connection !== undefined) {
      this.take(connection, packet, segment);
      return;
    }
    const listener = this.listeners.get(segment.destinationPort);
    if (listener === undefined) {
      const turn = stepWithoutConnection(segment, this.now());
      const event = this.world.recorder.receive(this.moment(null, packet.sent, turn.rule), packet.id, turn.outcome);
      this.answer(packet, turn, null, event);
      return;
    }
    // The listener stays; a copy of it meets the segment, and lives on if that makes it a connection.
    const tcb = cloneListener(listener.tcb, segment.sourcePort, this.chooseIss(segment.destinationPort, packet.from, segment.sourcePort));
    const turn = step(tcb, { kind: "segment", segment }, this.now());
    if (tcb.state === "LISTEN") {
      const event = this.world.recorder.receive(this.moment(listener.id, packet.sent, turn.rule), packet.id, turn.outcome);
      this.answer(packet, turn, listener.id, event);
      return;
    }
    this.begin(tcb);
    const accepted = this.register(tcb, packet.from, listener.id);
    this.connectionsWith(packet.from).set(pair, accepted);
    const event = this.world.recorder.receive(this.moment(accepted.id, packet.sent, turn.rule), packet.id, turn.outcome);
    this.carryOut(accepted, turn, event);
  }

  /** A timer of one of this host's endpoints goes off. */
  expire(slot: EndpointTimer): void {
    const { endpoint, timer } = slot;
    const turn = step(endpoint.tcb, { kind: "timer", timer }, this.now());
    const event = this.world.recorder.timerFire(this.moment(endpoint.id, slot.setBy, turn.rule), timer);
    this.carryOut(endpoint, turn, event);
  }

  private living(): Endpoint[] {
    return [...this.connections.values()].flatMap((connections) => [...connections.values()]);
  }

  /** Lets an endpoint go without a word to the peer. */
  private vanish(endpoint: Endpoint, cause: number, rule: string): void {
    const { recorder } = this.world;
    for (const [timer, slot] of endpoint.timers) {
      if (slot.due === null) continue;
      cancelTimer(slot);
      recorder.timerCancel(this.moment(endpoint.id, cause, rule), timer);
    }
    const from = endpoint.tcb.state;
    endpoint.tcb.state = "CLOSED";
    const closed = recorder.state(this.moment(endpoint.id, cause, rule), from, "CLOSED");
    this.stateChanged(endpoint, "CLOSED", closed);
  }

  private take(endpoint: Endpoint, packet: Packet, segment: Segment): void {
    const input: TcpInput = { kind: "segment", segment };
    const turn = step(endpoint.tcb, input, this.now());
    const event = this.world.recorder.receive(this.moment(endpoint.id, packet.sent, turn.rule), packet.id, turn.outcome);
    this.carryOut(endpoint, turn, event);
    // A program may be waiting for so many bytes.
    if (!endpoint.tcb.reading) this.world.progressed();
  }

  /** Carries out what a step asked for. Everything that it brings about has the step's own event as its cause. */
  private carryOut(endpoint: Endpoint, turn: Turn, cause: number): void {
    const { recorder } = this.world;
    for (const effect of turn.effects) {
      switch (effect.kind) {
        case "send":
          if (endpoint.peer !== null) {
            this.world.transmit(this, endpoint.peer, endpoint.id, { protocol: "tcp", segment: effect.segment }, effect.retransmission, cause, effect.rule);
          }
          break;
        case "timer-set": {
          const slot = this.slot(endpoint, effect.timer);
          slot.setBy = recorder.timerSet(this.moment(endpoint.id, cause, effect.rule), effect.timer, effect.due);
          setTimer(this.world.scheduler, slot, effect.due);
          break;
        }
        case "timer-cancel":
          recorder.timerCancel(this.moment(endpoint.id, cause, effect.rule), effect.timer);
          cancelTimer(this.slot(endpoint, effect.timer));
          break;
        case "state": {
          const event = recorder.state(this.moment(endpoint.id, cause, effect.rule), effect.from, effect.to);
          this.stateChanged(endpoint, effect.to, event);
          break;
        }
        case "deliver": {
          const event = recorder.deliver(this.moment(endpoint.id, cause, effect.rule), effect.offset, effect.bytes, effect.fin);
          this.progress.received += effect.bytes;
          this.progress.receivedBy = event;
          if (effect.fin) {
            this.progress.fin = event;
            this.audience?.endOfFile(endpoint, event);
          }
          if (endpoint.peer !== null) this.world.streams.read(this.id, endpoint.id, endpoint.peer, effect.offset + effect.bytes, this.now(), event);
          this.world.progressed();
          break;
        }
        case "result": {
          const event = recorder.result(this.moment(endpoint.id, cause, effect.rule), effect.call, effect.outcome);
          if (effect.call === "connect") this.audience?.connected(endpoint, effect.outcome === "ok", event);
          break;
        }
        case "variable":
          recorder.variable(this.moment(endpoint.id, cause, effect.rule), effect.name, effect.value);
          break;
      }
    }
  }

  /** Sends what answers a packet that belongs to no connection. */
  private answer(packet: Packet, turn: Turn, endpoint: number | null, cause: number): void {
    for (const effect of turn.effects) {
      if (effect.kind === "send") this.world.transmit(this, packet.from, endpoint, { protocol: "tcp", segment: effect.segment }, false, cause, effect.rule);
    }
  }

  /** `to` may be a state that the step has left again by now. */
  private stateChanged(endpoint: Endpoint, to: TcpState, event: number): void {
    switch (to) {
      case "ESTABLISHED":
        this.progress.established ??= event;
        endpoint.established ??= event;
        if (endpoint.accepted && endpoint.tcb.open === "passive") this.connection = endpoint;
        break;
      case "CLOSED":
        this.progress.closed = event;
        this.forget(endpoint);
        break;
      case "LISTEN":
        // A connection that returns to LISTEN is the listener's again.
        if (endpoint.peer !== null) this.forget(endpoint);
        break;
      default:
        break;
    }
    this.world.progressed();
  }

  private forget(endpoint: Endpoint): void {
    const { tcb } = endpoint;
    if (endpoint.peer === null) {
      if (this.listeners.get(tcb.localPort) === endpoint) this.listeners.delete(tcb.localPort);
      return;
    }
    const pair = pairOf(tcb.localPort, tcb.remotePort);
    const peers = this.connectionsWith(endpoint.peer);
    if (peers.get(pair) === endpoint) peers.delete(pair);
  }

  private connectionsWith(remote: HostId): Map<number, Endpoint> {
    let connections = this.connections.get(remote);
    if (connections === undefined) {
      connections = new Map();
      this.connections.set(remote, connections);
    }
    return connections;
  }

  private register(tcb: Tcb, peer: HostId | null, listener: number | null): Endpoint {
    const id = this.world.recorder.endpoint({
      protocol: "tcp",
      host: this.id,
      open: tcb.open,
      localPort: tcb.localPort,
      remote: peer === null ? null : { host: peer, port: tcb.remotePort },
      listener,
    });
    const accepted = listener === null || !this.unattended.has(listener);
    if (!accepted) tcb.reading = false;
    const endpoint: Endpoint = { id, host: this, tcb, peer, accepted, established: null, timers: new Map() };
    if (peer !== null) {
      this.latest.set(peer, endpoint);
      this.latestByPort.set(tcb.localPort, endpoint).set(tcb.remotePort, endpoint);
    }
    return endpoint;
  }

  private slot(endpoint: Endpoint, timer: TcpTimer): EndpointTimer {
    let slot = endpoint.timers.get(timer);
    if (slot === undefined) {
      slot = { kind: "timer", endpoint, timer, setBy: null, due: null, queuedAt: null };
      endpoint.timers.set(timer, slot);
    }
    return slot;
  }

  /** Counts a connection that begins here. */
  private begin(tcb: Tcb): void {
    this.begun += 1;
    tcb.reading = this.reading;
  }

  private chooseIss(port: number, to: HostId, remotePort: number): number {
    const { isn } = this.spec.tcp;
    return isn !== undefined
      ? (isn + 100 * this.begun) >>> 0
      : chooseIsn(this.now(), this.world.seed, this.spec.address, port, this.world.host(to).spec.address, remotePort);
  }

  private moment(endpoint: number | null, cause: number | null, rule: string): Moment {
    return { at: this.now(), host: this.id, endpoint, cause, rule };
  }

  private now(): Milliseconds {
    return this.world.scheduler.now;
  }
}

/** What tells one connection with a remote host from another (RFC 9293 §3.3.1: the pair of sockets). */
function pairOf(localPort: number, remotePort: number): number {
  // Both in one signed 32-bit integer: larger numbers are looked up much slower.
  return (localPort << 16) | remotePort;
}

// A host's UDP: takes datagrams and ICMP errors to the socket that they are for, and carries out what sockets ask for.

import { setTimer, toGrid } from "../kernel/index.ts";
import type { HostId, TraceDatagram, TraceFragment, TraceIcmpMessage } from "../contract/index.ts";
import type { Moment } from "../recording/index.ts";
import type { PartialDatagram, UdpInput, UdpSocket, UdpTurn } from "../udp/index.ts";
import { createSocket, ErrorAllowance, fragmentsOf, portUnreachable, Reassembly, reassemblyExceeded, reassemblyTimeout, stepSocket, USUAL_MTU } from "../udp/index.ts";
import type { Alarm, HostView, Packet, World } from "./world.ts";

/** UDP's own header, which IP cuts along with the data. */
const UDP_HEADER = 8;

/** A socket in its place. */
interface OpenSocket {
  readonly id: number;
  readonly socket: UdpSocket;
  /** The only host it speaks with, or null. */
  readonly peer: HostId | null;
  /** The event that brought the error which it keeps. */
  told: number | null;
}

/** Where a program's call comes from. */
interface Call {
  readonly cause: number | null;
  readonly statement: number | null;
}

/** A datagram to be sent. */
export interface Sending {
  readonly to: HostId;
  readonly bytes: number;
  readonly text: string | null;
  readonly frame: TraceDatagram["frame"] | null;
  /** Null: the host's own port; the port that the other host sent from last, or else its own. */
  readonly fromPort: number | null;
  readonly toPort: number | null;
}

export class DatagramHost {
  private sockets: OpenSocket[] = [];
  private reading = true;
  /** From which port another host sent last, by the port here. */
  private readonly correspondents = new Map<string, number>();
  private readonly allowances = new Map<HostId, ErrorAllowance>();
  private readonly reassembly = new Reassembly();
  /** How many datagrams of this host IP has cut. */
  private cut = 0;

  constructor(private readonly host: HostView, private readonly world: World) {}

  /** Opens a socket, connected to `to` unless that is null. Returns the event of the call. */
  open(port: number | null, to: HostId | null, call: Call): number {
    const localPort = port ?? this.host.spec.port;
    const { recorder } = this.world;
    const rule = to === null ? "udp.open" : "udp.connect";
    const name = to === null ? "bind" : "connect";
    const event = recorder.call(this.moment(null, call.cause, rule), name, call.statement);
    if (this.sockets.some(({ socket }) => socket.localPort === localPort)) {
      recorder.result(this.moment(null, event, "udp.port-taken"), name, "port in use");
      return event;
    }
    const opened = this.register(localPort, to);
    recorder.result(this.moment(opened.id, event, rule), name, "ok");
    this.world.progressed();
    return event;
  }

  /** Sends a datagram from the socket on its port, which is opened where there is none. Returns the event of the call. */
  send({ to, bytes, text, frame, fromPort, toPort }: Sending, { cause, statement }: Call): number {
    const localPort = fromPort ?? this.host.spec.port;
    const open = this.sockets.find(({ socket }) => socket.localPort === localPort) ?? this.register(localPort, null);
    const destinationPort = toPort ?? open.socket.remotePort ?? this.correspondents.get(`${to} ${String(localPort)}`) ?? this.world.host(to).spec.port;
    return this.call(open, { kind: "send", destinationPort, bytes, text, frame }, "send", { cause, statement }, to);
  }

  /** Stops or begins to read, on every socket and those to come. Returns the event of the last call, or null. */
  read(reading: boolean, call: Call): number | null {
    this.reading = reading;
    const kind = reading ? "read" : "stop-reading";
    return this.sockets.reduce<number | null>((_, open) => this.call(open, { kind }, kind, call, null), null);
  }

  /** Whether no socket is open. */
  get idle(): boolean {
    return this.sockets.length === 0;
  }

  /** The program waits for a datagram: an error that has come in the meantime ends its waiting. */
  receive(): void {
    for (const open of this.sockets) {
      if (open.socket.error === null) continue;
      const turn = stepSocket(open.socket, { kind: "receive" });
      this.carryOut(open, turn, open.told, null);
    }
  }

  /** Closes the socket on this port, or (null) every one: whoever sends there from now on hears that nobody has the port. */
  close(port: number | null, { cause, statement }: Call): number {
    const event = this.world.recorder.call(this.moment(null, cause, "udp.close"), "close", statement);
    this.sockets = this.sockets.filter(({ socket }) => port !== null && socket.localPort !== port);
    return event;
  }

  /** The process or the host ends, and with it every socket. */
  vanish(): void {
    this.sockets = [];
  }

  /** A datagram arrives, or a piece of one: that waits until all the others are there. */
  arrive(packet: Packet, datagram: TraceDatagram, fragment: TraceFragment | null): void {
    const whole = fragment === null ? packet.id : this.gather(packet, datagram, fragment);
    if (whole === null) return;
    const { recorder } = this.world;
    const open = this.find(datagram.destinationPort, packet.from, datagram.sourcePort);
    if (open === undefined) {
      const event = recorder.receive(this.moment(null, packet.sent, "udp.no-socket"), packet.id, "unreachable");
      this.complain(packet.from, portUnreachable(this.world.stack, whole, datagram), datagram, event, "icmp.port-unreachable");
      return;
    }
    this.correspondents.set(`${packet.from} ${String(datagram.destinationPort)}`, datagram.sourcePort);
    this.take(open, packet, { kind: "datagram", arrival: { packet: whole, datagram } });
  }

  /** Takes a piece in. Returns the packet of the first piece when the datagram is whole now, otherwise null. */
  private gather(packet: Packet, datagram: TraceDatagram, fragment: TraceFragment): number | null {
    const { from, id, sent } = packet;
    const waited = this.reassembly.find(from, fragment) !== null;
    const whole = this.reassembly.take(from, fragment, id);
    if (whole !== null) return whole;
    const event = this.world.recorder.receive(this.moment(null, sent, "ip.reassembly"), id, "buffered");
    const partial = waited ? null : this.reassembly.find(from, fragment);
    if (partial !== null) this.limit(partial, { from, datagram, fragment, event });
    return null;
  }

  /** Gives a datagram up when its missing pieces do not come in time, and says so if it has the first (RFC 792). */
  private limit(
    partial: PartialDatagram,
    { from, datagram, fragment, event }: { readonly from: HostId; readonly datagram: TraceDatagram; readonly fragment: TraceFragment; readonly event: number },
  ): void {
    const { recorder, scheduler, stack } = this.world;
    const due = toGrid(scheduler.now + reassemblyTimeout(stack));
    const set = recorder.timerSet(this.moment(null, event, "ip.reassembly"), "reassembly", due);
    const wake = (): void => {
      if (!this.reassembly.discard(partial)) return;
      const fired = recorder.timerFire(this.moment(null, set, "ip.reassembly.timeout"), "reassembly");
      if (partial.first !== null) this.complain(from, reassemblyExceeded(stack, partial.first, fragment), datagram, fired, "icmp.time-exceeded");
    };
    const alarm: Alarm = { kind: "alarm", actor: { proceed: () => undefined, wake }, due: null, queuedAt: null };
    setTimer(scheduler, alarm, due);
  }

  /** Sends an ICMP error, as often as a kernel does. */
  private complain(to: HostId, message: TraceIcmpMessage, datagram: TraceDatagram, cause: number, rule: string): void {
    const { scheduler, stack } = this.world;
    if (stack === "linux" && !this.allowance(to).take(scheduler.now)) return;
    this.world.transmit(this.host, to, null, { protocol: "icmp", message, datagram }, false, cause, rule);
  }

  /** An ICMP error arrives about a datagram that this host sent. */
  hear(packet: Packet, { kind }: TraceIcmpMessage, datagram: TraceDatagram): void {
    if (kind === "time-exceeded") {
      this.world.recorder.receive(this.moment(null, packet.sent, "icmp.error.passing"), packet.id, "ignored");
      return;
    }
    const open = this.find(datagram.sourcePort, packet.from, datagram.destinationPort);
    if (open === undefined) {
      this.world.recorder.receive(this.moment(null, packet.sent, "icmp.error.no-socket"), packet.id, "ignored");
      return;
    }
    this.take(open, packet, { kind: "port-unreachable" });
    this.world.progressed();
  }

  private find(localPort: number, remote: HostId, remotePort: number): OpenSocket | undefined {
    return this.sockets.find(({ socket, peer }) =>
      socket.localPort === localPort && (peer === null || (peer === remote && socket.remotePort === remotePort)));
  }

  private take(open: OpenSocket, packet: Packet, input: UdpInput): void {
    const turn = stepSocket(open.socket, input);
    const event = this.world.recorder.receive(this.moment(open.id, packet.sent, turn.rule), packet.id, turn.outcome);
    if (input.kind === "port-unreachable") open.told = event;
    this.carryOut(open, turn, event, null);
  }

  private call(open: OpenSocket, input: UdpInput, name: string, { cause, statement }: Call, to: HostId | null): number {
    const turn = stepSocket(open.socket, input);
    const event = this.world.recorder.call(this.moment(open.id, cause, turn.rule), name, statement);
    this.carryOut(open, turn, event, to);
    return event;
  }

  private carryOut(open: OpenSocket, { effects }: UdpTurn, cause: number | null, to: HostId | null): void {
    const { recorder, scheduler } = this.world;
    for (const effect of effects) {
      const moment = this.moment(open.id, cause, effect.rule);
      switch (effect.kind) {
        case "send":
          if (to !== null) this.transmit(to, open.id, effect.datagram, cause, effect.rule);
          break;
        case "deliver": {
          const { packet, datagram } = effect.arrival;
          const event = recorder.deliverDatagram(moment, packet, datagram.length);
          const { progress } = this.host;
          progress.datagrams += 1;
          progress.datagramBy = event;
          if (datagram.frame !== undefined) this.world.streams.datagram(this.host.id, open.id, datagram.frame, scheduler.now, event);
          this.world.progressed();
          break;
        }
        case "result":
          recorder.result(moment, effect.call, effect.outcome);
          break;
      }
    }
  }

  /** Hands a datagram to IP, which cuts it where it does not fit. */
  private transmit(to: HostId, socket: number, datagram: TraceDatagram, cause: number | null, rule: string): void {
    const pieces = fragmentsOf(UDP_HEADER + datagram.length, this.mtu, this.cut + 1);
    if (pieces.length === 1) {
      this.world.transmit(this.host, to, socket, { protocol: "udp", datagram }, false, cause, rule);
      return;
    }
    this.cut += 1;
    for (const fragment of pieces) this.world.transmit(this.host, to, socket, { protocol: "udp", datagram, fragment }, false, cause, "ip.fragment");
  }

  private get mtu(): number {
    return this.world.mtu ?? USUAL_MTU;
  }

  private register(localPort: number, peer: HostId | null): OpenSocket {
    const remotePort = peer === null ? null : this.world.host(peer).spec.port;
    const id = this.world.recorder.endpoint({
      protocol: "udp", host: this.host.id, localPort,
      remote: peer === null || remotePort === null ? null : { host: peer, port: remotePort },
    });
    const socket = createSocket(localPort, remotePort, this.host.spec.dontFragment === true ? this.mtu : null);
    socket.reading = this.reading;
    const open: OpenSocket = { id, socket, peer, told: null };
    this.sockets.push(open);
    return open;
  }

  private allowance(host: HostId): ErrorAllowance {
    let allowance = this.allowances.get(host);
    if (allowance === undefined) {
      allowance = new ErrorAllowance();
      this.allowances.set(host, allowance);
    }
    return allowance;
  }

  private moment(endpoint: number | null, cause: number | null, rule: string): Moment {
    return { at: this.world.scheduler.now, host: this.host.id, endpoint, cause, rule };
  }
}

// The programs on a host's connections that speak over the byte stream: TCP's bytes go to them, and what they write to TCP.

import type { Bytes, Milliseconds, StreamStatus } from "../kernel/index.ts";
import { setTimer, toGrid } from "../kernel/index.ts";
import type { HostId, HostSpec, TcpState } from "../contract/index.ts";
import type { Moment } from "../recording/index.ts";
import type { TcpCall } from "../tcp/index.ts";
import { rehearse } from "../tls/index.ts";
import type { Session, SessionCall, SessionEffect, SessionInput } from "./session.ts";
import { isHttp } from "./session.ts";
import { SshProgram } from "./ssh-program.ts";
import { sshSettings } from "./ssh-settings.ts";
import { TlsProgram } from "./tls-program.ts";
import { tlsOf } from "./tls-settings.ts";
import type { Actor, Alarm, Endpoint, World } from "./world.ts";

/** States in which nothing more can be written (RFC 9293 §3.9.1.2). */
const OVER: readonly TcpState[] = ["FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT", "CLOSED"];

/** What programs are asked for that TCP has no call for. */
type OwnCall = Extract<SessionCall, { readonly kind: "run" | "change-keys" }>;

/** What a host does for its programs. */
export interface StreamHostView {
  readonly id: HostId;
  readonly spec: HostSpec;
  call(endpoint: Endpoint, call: TcpCall, cause: number | null, statement: number | null): number;
  /** Whether its script says nothing of closing, so that it closes when the peer has. */
  readonly closesItself: boolean;
  /** A program has got so many bytes for its user. */
  received(endpoint: Endpoint, bytes: Bytes, event: number): void;
  /** What a program was to do is over, one way or the other. */
  sessionChanged(endpoint: Endpoint, status: StreamStatus, event: number): void;
}

/** A program at work. */
interface Running {
  readonly session: Session;
  /** The stream has ended, so that there is no more to write into. */
  closed: boolean;
}

/** What a program is still to be told. */
interface Waiting {
  readonly endpoint: Endpoint;
  readonly input: SessionInput;
  readonly cause: number | null;
}

export class StreamHost {
  private readonly running = new Map<Endpoint, Running>();
  /** The client's TLS programs by the host that they spoke to, the latest last. */
  private readonly earlier = new Map<HostId, TlsProgram[]>();
  private readonly inbox: Waiting[] = [];

  constructor(private readonly host: StreamHostView, private readonly world: World) {}

  /** Whether a program speaks over this connection. */
  has(endpoint: Endpoint): boolean {
    return this.running.has(endpoint);
  }

  /** A connection is ESTABLISHED: a server's program begins with it. */
  established(endpoint: Endpoint, event: number): void {
    if (endpoint.tcb.open !== "passive" || endpoint.peer === null || this.running.has(endpoint)) return;
    if (this.world.opensSsh(endpoint.peer)) this.begin(endpoint, this.ssh("server"), event);
    else if (this.host.spec.tls !== undefined) this.beginTlsServer(endpoint, endpoint.peer, event);
  }

  /** TCP has handed over bytes, or the end of the stream. Says whether a program takes them. */
  delivered(endpoint: Endpoint, offset: Bytes, bytes: Bytes, fin: boolean, event: number): boolean {
    const { contents, recorder } = this.world;
    // What nobody has said anything about is the script's own, as are most bytes.
    if (!contents.speaks(endpoint) && !this.running.has(endpoint)) return false;
    const pieces = contents.read(endpoint, offset, offset + bytes);
    for (const id of contents.delivered(endpoint, offset + bytes)) recorder.messageDelivered(id, this.now());
    const first = pieces[0]?.unit.content.protocol;
    if (first === "tls" && endpoint.peer !== null && endpoint.tcb.open === "passive" && !this.running.has(endpoint)) {
      this.beginTlsServer(endpoint, endpoint.peer, event);
    }
    if (this.abandoned(endpoint)) this.running.delete(endpoint);
    if (!this.running.has(endpoint)) return false;
    if (pieces.length > 0) this.tell(endpoint, { kind: "received", pieces }, event);
    if (fin) this.tell(endpoint, { kind: "ended" }, event);
    return true;
  }

  /** The host has crashed: its programs are gone, and nobody is told. */
  vanish(): void {
    for (const running of this.running.values()) running.closed = true;
    this.running.clear();
    this.inbox.length = 0;
  }

  /** The connection is gone. */
  gone(endpoint: Endpoint, event: number): void {
    const running = this.running.get(endpoint);
    if (running === undefined || running.closed) return;
    running.closed = true;
    this.tell(endpoint, { kind: "reset" }, event);
  }

  /** Opens TLS as a client. Returns the event of the call. */
  openTls(
    endpoint: Endpoint,
    { version = null, resume = false, early = null }: { readonly version?: "1.3" | "1.2" | null; readonly resume?: boolean; readonly early?: { readonly bytes: Bytes; readonly text?: string } | null },
    cause: number | null, statement: number | null,
  ): number {
    const event = this.world.recorder.call(this.moment(endpoint, cause, "host.session"), "open tls", statement);
    if (endpoint.peer === null || this.running.has(endpoint)) return event;
    const peer = this.world.host(endpoint.peer).spec;
    const settings = { ...tlsOf(this.host.spec, "client", peer, version), answersClose: this.host.closesItself };
    const earlier = this.earlier.get(peer.id) ?? [];
    const last = earlier.findLast(({ left }) => left !== null)?.left ?? null;
    const session = resume ? last ?? rehearse(settings, tlsOf(peer, "server", this.host.spec, null)) : null;
    const program = new TlsProgram(settings, session, this.host.spec.tls?.work ?? {});
    this.earlier.set(peer.id, [...earlier, program]);
    if (early !== null) {
      this.running.set(endpoint, { session: program, closed: false });
      this.tell(endpoint, { kind: "call", call: { kind: "send", bytes: early.bytes, text: early.text ?? null, early: true } }, event);
    }
    this.begin(endpoint, program, event);
    return event;
  }

  /** Logs in by SSH as a client. Returns the event of the call. */
  openSsh(endpoint: Endpoint, cause: number | null, statement: number | null): number {
    const event = this.world.recorder.call(this.moment(endpoint, cause, "host.session"), "open ssh", statement);
    if (!this.running.has(endpoint)) this.begin(endpoint, this.ssh("client"), event);
    return event;
  }

  /** Asks the program on a connection; null where none speaks over it, or TCP itself is meant. Returns the event of the call. */
  request(endpoint: Endpoint, call: TcpCall | OwnCall, cause: number | null, statement: number | null): number | null {
    const wanted = this.running.has(endpoint) ? sessionCall(call) : null;
    if (wanted === null) return null;
    const event = this.world.recorder.call(this.moment(endpoint, cause, "host.session"), call.kind === "change-keys" ? "change keys" : call.kind, statement);
    this.tell(endpoint, { kind: "call", call: wanted }, event);
    // What a script asks for is done before its next line.
    this.proceed();
    return event;
  }

  /** Whether nothing waits to be told to a program. */
  get idle(): boolean {
    return this.inbox.length === 0;
  }

  /** Tells the programs what has happened since, and does what they ask for. */
  proceed(): void {
    for (let next = this.inbox.shift(); next !== undefined; next = this.inbox.shift()) this.step(next);
  }

  /** Keeps what TCP was given, with its name, and tells of it where it is a message by itself. */
  sent(endpoint: Endpoint, bytes: Bytes, text: string | null, cause: number): void {
    const { contents, recorder } = this.world;
    const start = contents.sent(endpoint, bytes, text);
    if (start === null || text === null || !isHttp(text) || endpoint.peer === null) return;
    const rule = "host.http";
    const id = recorder.message({
      protocol: "http", from: this.host.id, to: endpoint.peer, endpoint: endpoint.id, name: text, bytes, start, end: start + bytes,
      sentAt: this.now(), keys: null, rule, details: { data: true },
    });
    contents.message(endpoint, id, start + bytes);
    recorder.writeMessage(this.moment(endpoint, cause, rule), id);
  }

  private ssh(role: "client" | "server"): SshProgram {
    return new SshProgram(sshSettings(this.host.spec.ssh ?? {}, role, this.world.stack, this.world.seed));
  }

  /** Whether the connection was closed over its program's head: the process has ended, and nobody hears what comes. */
  private abandoned(endpoint: Endpoint): boolean {
    return this.running.get(endpoint)?.closed === false && OVER.includes(endpoint.tcb.state);
  }

  private beginTlsServer(endpoint: Endpoint, peer: HostId, event: number): void {
    const settings = { ...tlsOf(this.host.spec, "server", this.world.host(peer).spec, null), answersClose: this.host.closesItself };
    this.begin(endpoint, new TlsProgram(settings, null, this.host.spec.tls?.work ?? {}), event);
  }

  private begin(endpoint: Endpoint, session: Session, cause: number): void {
    this.running.set(endpoint, { session, closed: false });
    this.tell(endpoint, { kind: "opened" }, cause);
  }

  private tell(endpoint: Endpoint, input: SessionInput, cause: number | null): void {
    this.inbox.push({ endpoint, input, cause });
    this.world.progressed();
  }

  private step({ endpoint, input, cause }: Waiting): void {
    const running = this.running.get(endpoint);
    if (running === undefined) return;
    if (input.kind === "ended" || input.kind === "reset") running.closed ||= input.kind === "reset";
    for (const effect of running.session.step(input)) this.carryOut(endpoint, running, effect, cause);
  }

  private carryOut(endpoint: Endpoint, running: Running, effect: SessionEffect, cause: number | null): void {
    const { recorder } = this.world;
    const { protocol } = running.session;
    const moment = this.moment(endpoint, cause, effect.rule);
    switch (effect.kind) {
      case "write":
        this.write(endpoint, running, effect, cause);
        break;
      case "read":
        recorder.readMessage(moment, protocol, effect.name);
        break;
      case "deliver":
        this.host.received(endpoint, effect.bytes, recorder.deliverData(moment, protocol, effect.bytes, effect.name));
        this.world.progressed();
        break;
      case "status":
        this.host.sessionChanged(endpoint, effect.status, recorder.session(moment, protocol, effect.status, effect.why));
        this.world.progressed();
        break;
      case "wake":
        this.wake(endpoint, effect.name, effect.after, cause);
        break;
      case "no-delay":
        if (!running.closed) this.host.call(endpoint, { kind: "set", nagle: false, keepAlive: null }, cause, null);
        break;
      case "close":
      case "abort":
        // A program of TLS reads on until the peer has closed too: who leaves before that would answer its close_notify with a RST.
        if (running.closed) break;
        running.closed = true;
        this.host.call(endpoint, { kind: effect.kind === "close" && protocol === "tls" ? "shutdown" : effect.kind }, cause, null);
        break;
    }
  }

  private write(endpoint: Endpoint, running: Running, effect: Extract<SessionEffect, { readonly kind: "write" }>, cause: number | null): void {
    if (running.closed || endpoint.peer === null || OVER.includes(endpoint.tcb.state)) return;
    const { recorder, contents } = this.world;
    const start = contents.mean(endpoint, effect.units);
    const events = effect.messages.map(({ rule, name, start: from, end, ...rest }) => {
      const id = recorder.message({
        ...rest, name, rule, from: this.host.id, to: endpoint.peer ?? "", endpoint: endpoint.id, start: start + from, end: start + end, sentAt: this.now(),
      });
      contents.message(endpoint, id, start + end);
      return recorder.writeMessage(this.moment(endpoint, cause, rule), id);
    });
    const total = effect.units.reduce((sum, { size }) => sum + size, 0);
    let at = 0;
    for (const bytes of effect.writes ?? [total]) {
      const begun = effect.messages.filter((message) => message.start >= at && message.start < at + bytes);
      const text = begun.length === 0 ? null : begun.map(({ name }) => name).join(" + ");
      this.host.call(endpoint, { kind: "send", bytes, text }, events.at(-1) ?? cause, null);
      at += bytes;
    }
  }

  private wake(endpoint: Endpoint, name: string, after: Milliseconds, cause: number | null): void {
    const { scheduler, recorder } = this.world;
    const due = toGrid(scheduler.now + after);
    const set = recorder.timerSet(this.moment(endpoint, cause, "host.work"), "work", due);
    const sleeper: Actor = {
      proceed: () => undefined,
      wake: () => {
        if (!this.running.has(endpoint)) return;
        const fired = recorder.timerFire(this.moment(endpoint, set, "host.work"), "work");
        this.tell(endpoint, { kind: "woken", name }, fired);
      },
    };
    const alarm: Alarm = { kind: "alarm", actor: sleeper, due: null, queuedAt: null };
    setTimer(scheduler, alarm, due);
  }

  private moment(endpoint: Endpoint, cause: number | null, rule: string): Moment {
    return { at: this.now(), host: this.host.id, endpoint: endpoint.id, cause, rule };
  }

  private now(): Milliseconds {
    return this.world.scheduler.now;
  }
}

/** What a call means to a program; null where it is about TCP itself. */
function sessionCall(call: TcpCall | OwnCall): SessionCall | null {
  switch (call.kind) {
    case "send":
      return { kind: "send", bytes: call.bytes, text: call.text };
    case "run":
    case "change-keys":
      return call;
    // Half a close is a close_notify too: what the peer still sends is read (RFC 8446 §6.1).
    case "close":
    case "shutdown":
      return { kind: "close" };
    case "abort":
      return { kind: "abort" };
    default:
      return null;
  }
}

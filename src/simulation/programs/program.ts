// The program of one host: works through the host's statements of the script, one after another.

import type { Milliseconds, StreamStatus } from "../kernel/index.ts";
import { cancelTimer, setTimer, toGrid } from "../kernel/index.ts";
import type { Call, FramesCall, Scenario, Statement } from "../contract/index.ts";
import type { Actor, Alarm, Audience, Endpoint, Host, World } from "../hosts/index.ts";
import { crash, exit } from "../hosts/index.ts";
import type { TcpCall } from "../tcp/index.ts";
import { callDatagrams } from "./datagram-call.ts";
import { FrameSender } from "./frame-sender.ts";
import type { ProgramCall } from "./session-call.ts";
import { callSession } from "./session-call.ts";
import { dataOf, later, mayComeEarly, needsConnection, requestOf } from "./statement-call.ts";
import { askStatus } from "./status-call.ts";
import { happened } from "./trigger.ts";
import { canReceive, WaitingReceive } from "./waiting-receive.ts";

/** A statement with its place in the whole script. */
interface Line {
  readonly index: number;
  readonly statement: Statement;
}

export class Program implements Actor, Audience {
  private readonly lines: readonly Line[];
  private next = 0;
  /** The call that is under way and that the next statement waits for. */
  private underWay: "connect" | "receive" | "wait" | "frames" | "session" | "run" | null = null;
  private readonly receives: WaitingReceive;
  private frames: FrameSender | null = null;
  /** The connection whose TLS or SSH is waited for. */
  private speaksOver: Endpoint | null = null;
  /** How many bytes each connection has been given. */
  private readonly written = new Map<Endpoint, number>();
  /** The event by which the former statement ended. */
  private ended: number | null = null;
  /** The last connection attempt has failed: what the script wanted to do with the connection is skipped. */
  private without = false;
  /** Every connection attempt that has failed. */
  private readonly failed = new Set<Endpoint>();
  /** Connections whose peer has finished, with the event that told so, still to be closed by end-of-file. */
  private readonly finished: { readonly endpoint: Endpoint; readonly event: number }[] = [];
  readonly closesItself: boolean;
  private readonly alarm: Alarm = { kind: "alarm", actor: this, due: null, queuedAt: null };
  private waitSetBy: number | null = null;

  constructor(private readonly host: Host, private readonly world: World, script: Scenario["script"], strand: number) {
    this.lines = script.flatMap((statement, index) => (statement.host === host.id && (statement.strand ?? 0) === strand ? [{ index, statement }] : []));
    this.closesItself = !this.lines.some(({ statement }) => ["close", "shutdown", "abort", "exit"].includes(statement.call.kind));
    const lastReceive = this.lines.findLast(({ statement }) => statement.call.kind === "receive")?.index ?? null;
    if (lastReceive !== null) host.readsByItself = false;
    this.receives = new WaitingReceive(host, lastReceive);
  }

  /** The place of its first statement in the script; beyond all others when it has none. */
  get first(): number {
    return this.lines[0]?.index ?? Number.MAX_SAFE_INTEGER;
  }

  /** Does whatever can be done now. */
  proceed(): void {
    const { programs, datagrams } = this.host;
    // Most news is about bytes that nobody waits for.
    if (this.next >= this.lines.length && !this.receives.waits && this.finished.length === 0 && programs.idle && datagrams.idle) return;
    programs.proceed();
    const received = this.receives.fill();
    if (received !== null) {
      this.underWay = null;
      this.ended = received;
    }
    for (let line = this.lines[this.next]; line !== undefined && this.underWay === null; line = this.lines[this.next]) {
      const cause = this.readiness(line.statement);
      if (cause === undefined) break;
      this.next += 1;
      this.perform(line, cause);
    }
    if (this.awaitsDatagram()) this.host.datagrams.receive();
    this.closeFinished();
  }

  /** The alarm has gone off: a wait is over, or the time of a statement has come. */
  wake(): void {
    if (this.underWay === "wait") {
      this.underWay = null;
      const { recorder } = this.world;
      const fired = recorder.timerFire({ ...this.moment(this.waitSetBy) }, "wait");
      this.ended = recorder.result(this.moment(fired), "wait", "ok");
    } else if (this.underWay === "frames") {
      this.sendFrame();
    }
    this.proceed();
  }

  connected(endpoint: Endpoint, ok: boolean, event: number): void {
    if (!ok && endpoint.established === null) this.failed.add(endpoint);
    if (endpoint === this.host.connection) this.without = !ok;
    if (this.underWay === "connect") {
      this.underWay = null;
      this.ended = event;
      this.without = !ok;
    }
    this.world.progressed();
  }

  session(endpoint: Endpoint, status: StreamStatus, event: number): void {
    if (endpoint !== this.speaksOver) return;
    const over = this.underWay === "run" ? status !== "ready" : this.underWay === "session" && status !== "done";
    if (!over) return;
    this.underWay = null;
    this.ended = event;
    this.world.progressed();
  }

  /** A program with nothing else to do waits for datagrams, and one whose next statement is for a datagram to come. */
  awaitsDatagram(): boolean {
    if (this.underWay !== null) return false;
    const next = this.lines[this.next]?.statement;
    return next === undefined || (next.when?.kind === "received-datagrams" && next.when.host === this.host.id);
  }

  endOfFile(endpoint: Endpoint, event: number): void {
    if (this.closesItself) this.finished.push({ endpoint, event });
  }

  /** The event that makes a statement ready (null: its own time does), or undefined when it is not ready. */
  private readiness(statement: Statement): number | null | undefined {
    const now = this.world.scheduler.now;
    const { at, when, call } = statement;
    if (at !== undefined && now < toGrid(at)) {
      setTimer(this.world.scheduler, this.alarm, toGrid(at));
      return undefined;
    }
    let cause = this.ended;
    if (when !== undefined) {
      const event = happened(this.world, when);
      if (event === null) return undefined;
      cause = later(cause, event);
    }
    if (needsConnection(statement) && !this.skips(statement)) {
      const connection = this.host.about(statement.port);
      if (connection === null) return undefined;
      if (connection.established !== null) cause = later(cause, connection.established);
      else if (!mayComeEarly(call, connection)) return undefined;
    }
    if (call.kind === "accept" && this.host.listeners.waiting < (call.count ?? 0)) return undefined;
    return at === now && now > 0 ? null : cause;
  }

  /** Whether there is nothing to do a call with, since its connection never came to be. */
  private skips({ call, port }: Statement): boolean {
    if (call.kind === "stop-reading" || call.kind === "read") return false;
    if (port === undefined) return this.without;
    const connection = this.host.about(port);
    return connection !== null && this.failed.has(connection);
  }

  private perform({ index, statement }: Line, cause: number | null): void {
    const { host } = this;
    const { call, port } = statement;
    switch (call.kind) {
      case "listen":
        this.without = false;
        if (call.to === undefined || this.world.stack === "linux") this.ended = host.listen(call.accepts ?? true, call.backlog ?? null, cause, index);
        else this.ended = host.expect(call.to, cause, index);
        return;
      case "accept":
        this.accept(call, cause, index);
        return;
      case "connect":
        this.without = false;
        if (call.waits ?? true) this.underWay = "connect";
        this.ended = host.connect(call.to, call.port ?? null, dataOf(call), cause, index);
        return;
      case "wait":
        this.wait(call.time, cause, index);
        return;
      case "stop-reading":
      case "read":
        if (port === undefined) this.ended = host.readAll(call.kind === "read", cause, index) ?? cause;
        else this.request(statement, { kind: call.kind }, cause, index);
        return;
      case "crash":
      case "exit":
        this.ended = (call.kind === "crash" ? crash : exit)(host, this.world, cause, index);
        return;
      case "receive":
        this.receive(statement, call.bytes, cause, index);
        return;
      case "status":
        this.ended = askStatus(host, this.world, port, cause, index);
        return;
      case "send":
      case "close":
      case "shutdown":
      case "abort":
      case "set":
        this.request(statement, requestOf(call), cause, index);
        return;
      case "change-keys": {
        const endpoint = host.about(port);
        if (endpoint !== null) this.ended = host.programs.request(endpoint, { kind: "change-keys", both: call.both ?? false }, cause, index) ?? cause;
        return;
      }
      case "open-tls":
      case "open-ssh":
      case "run":
        this.speak(statement, call, cause, index);
        return;
      case "open-udp":
      case "close-udp":
      case "send-datagram":
        this.ended = callDatagrams(host.datagrams, call, { cause, statement: index });
        return;
      case "send-frames":
        this.beginFrames(statement, call, cause, index);
        return;
    }
  }

  /** Has TLS or SSH do something over the connection that a statement is about, unless there never was one. */
  private speak(statement: Statement, call: ProgramCall, cause: number | null, index: number): void {
    const endpoint = this.host.about(statement.port);
    if (endpoint === null || this.skips(statement)) return;
    this.speaksOver = endpoint;
    const asked = callSession(this.host.programs, endpoint, call, cause, index);
    if (asked === null) return;
    this.ended = asked;
    this.underWay = call.kind === "run" ? "run" : "session";
  }

  private beginFrames(statement: Statement, call: FramesCall, cause: number | null, index: number): void {
    const endpoint = call.over === "tcp" ? this.host.about(statement.port) : null;
    if (call.over === "tcp" && (endpoint === null || this.skips(statement))) return;
    const event = this.world.recorder.call({ ...this.moment(cause), endpoint: endpoint?.id ?? null, rule: "host.frames" }, "send frames", index);
    const connection = endpoint === null ? null : { endpoint, written: this.written.get(endpoint) ?? 0 };
    if (endpoint !== null) this.written.set(endpoint, (this.written.get(endpoint) ?? 0) + call.bytes * call.count);
    this.frames = new FrameSender(this.host, this.world, call, connection, event);
    this.underWay = "frames";
    this.ended = event;
    this.sendFrame();
  }

  private sendFrame(): void {
    const due = this.frames?.next() ?? null;
    if (due === null) this.underWay = null;
    else setTimer(this.world.scheduler, this.alarm, due);
  }

  /** Asks the connection that a statement is about, unless there never was one. */
  private request(statement: Statement, call: TcpCall, cause: number | null, index: number): void {
    const connection = this.host.about(statement.port);
    if (connection !== null && !this.skips(statement)) this.ended = this.host.ask(connection, call, cause, index);
    if (connection !== null && call.kind === "send") this.written.set(connection, (this.written.get(connection) ?? 0) + call.bytes);
  }

  /** RECEIVE: what is there is taken at once, and for what is not there the program waits (RFC 9293 §3.10.3). */
  private receive(statement: Statement, bytes: number, cause: number | null, index: number): void {
    const connection = this.host.about(statement.port);
    if (connection === null || this.skips(statement) || canReceive(connection, bytes)) {
      this.request(statement, { kind: "receive", bytes }, cause, index);
      this.ended = this.receives.over(index, this.ended);
    } else {
      this.ended = this.receives.begin(connection, bytes, cause, index);
      this.underWay = "receive";
    }
  }

  /** Takes connections that wait: so many, or every one from now on. */
  private accept({ count, every }: Extract<Call, { readonly kind: "accept" }>, cause: number | null, index: number): void {
    this.without = false;
    if (count === undefined) {
      this.host.listeners.attend(every ?? null, cause);
      return;
    }
    for (let taken = 0; taken < count; taken += 1) this.ended = this.host.listeners.accept(this.ended ?? cause, index) ?? this.ended;
  }

  private wait(time: Milliseconds, cause: number | null, index: number): void {
    const { recorder, scheduler } = this.world;
    const due = toGrid(scheduler.now + time);
    const event = recorder.call(this.moment(cause), "wait", index);
    this.waitSetBy = recorder.timerSet(this.moment(event), "wait", due);
    this.underWay = "wait";
    cancelTimer(this.alarm);
    setTimer(scheduler, this.alarm, due);
  }

  /** A program that says nothing of closing reads until the end of the file and closes then, when it has done its work. */
  private closeFinished(): void {
    if (this.underWay !== null || (this.next < this.lines.length && !this.waitsInVain())) return;
    for (let one = this.finished.shift(); one !== undefined; one = this.finished.shift()) {
      this.host.ask(one.endpoint, { kind: "close" }, one.event, null);
    }
  }

  /** Whether the next statement waits for bytes that cannot come any more. */
  private waitsInVain(): boolean {
    const when = this.lines[this.next]?.statement.when;
    return when?.kind === "received" && when.host === this.host.id && this.host.progress.fin !== null && happened(this.world, when) === null;
  }

  private moment(cause: number | null): { at: Milliseconds; host: string; endpoint: null; cause: number | null; rule: string } {
    return { at: this.world.scheduler.now, host: this.host.id, endpoint: null, cause, rule: "host.wait" };
  }
}

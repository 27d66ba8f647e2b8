// The program of one host: works through the host's statements of the script, one after another.

import type { Milliseconds } from "./kernel/index.ts";
import { cancelTimer, setTimer, toGrid } from "./kernel/index.ts";
import type { Host } from "./host.ts";
import type { Call, Scenario, Statement, Trigger } from "./scenario.ts";
import type { TcpCall } from "./tcp/index.ts";
import type { Actor, Alarm, Audience, Endpoint, World } from "./world.ts";

/** A statement with its place in the whole script. */
interface Line {
  readonly index: number;
  readonly statement: Statement;
}

export class Program implements Actor, Audience {
  private readonly lines: readonly Line[];
  private next = 0;
  /** The call that is under way and that the next statement waits for. */
  private underWay: "connect" | "wait" | null = null;
  /** The event by which the former statement ended. */
  private ended: number | null = null;
  /** A connection attempt has failed: what the script wanted to do with the connection is skipped. */
  private without = false;
  /** Connections whose peer has finished, with the event that told so, still to be closed by end-of-file. */
  private readonly finished: { readonly endpoint: Endpoint; readonly event: number }[] = [];
  private readonly closesItself: boolean;
  /** The place of the last statement that reads a number of bytes, or -1. */
  private readonly lastReceive: number;
  private readonly alarm: Alarm;
  private waitSetBy: number | null = null;

  constructor(private readonly host: Host, private readonly world: World, script: Scenario["script"]) {
    this.lines = script.flatMap((statement, index) => (statement.host === host.id ? [{ index, statement }] : []));
    this.closesItself = !this.lines.some(({ statement }) => ["close", "shutdown", "abort", "exit"].includes(statement.call.kind));
    this.lastReceive = this.lines.findLastIndex(({ statement }) => statement.call.kind === "receive");
    if (this.lastReceive >= 0) host.readsByItself = false;
    this.alarm = { kind: "alarm", actor: this, due: null, queuedAt: null };
  }

  /** The place of its first statement in the script; beyond all others when it has none. */
  get first(): number {
    return this.lines[0]?.index ?? Number.MAX_SAFE_INTEGER;
  }

  /** Does whatever can be done now. */
  proceed(): void {
    for (let line = this.lines[this.next]; line !== undefined && this.underWay === null; line = this.lines[this.next]) {
      const cause = this.readiness(line.statement);
      if (cause === undefined) break;
      this.next += 1;
      this.perform(line, cause);
    }
    this.closeFinished();
  }

  /** The alarm has gone off: a wait is over, or the time of a statement has come. */
  wake(): void {
    if (this.underWay === "wait") {
      this.underWay = null;
      const { recorder } = this.world;
      const fired = recorder.timerFire({ ...this.moment(this.waitSetBy) }, "wait");
      this.ended = recorder.result(this.moment(fired), "wait", "ok");
    }
    this.proceed();
  }

  connected(ok: boolean, event: number): void {
    if (this.underWay !== "connect") return;
    this.underWay = null;
    this.ended = event;
    this.without = !ok;
    this.world.progressed();
  }

  endOfFile(endpoint: Endpoint, event: number): void {
    if (this.closesItself) this.finished.push({ endpoint, event });
  }

  /** The event that makes a statement ready (null: its own time does), or undefined when it is not ready. */
  private readiness(statement: Statement): number | null | undefined {
    const now = this.world.scheduler.now;
    const { at, when, call } = statement;
    if (at !== undefined && now < at) {
      setTimer(this.world.scheduler, this.alarm, toGrid(at));
      return undefined;
    }
    let cause = this.ended;
    if (when !== undefined) {
      const event = happened(this.world, when);
      if (event === null) return undefined;
      cause = later(cause, event);
    }
    if (needsConnection(call) && !this.without) {
      const established = this.host.progress.established;
      if (this.host.connection === null || established === null) return undefined;
      cause = later(cause, established);
    }
    if (call.kind === "receive" && !this.without && unreadOf(this.host.connection) < call.bytes) return undefined;
    return at === now && now > 0 ? null : cause;
  }

  private perform({ index, statement }: Line, cause: number | null): void {
    const { host } = this;
    const { call } = statement;
    switch (call.kind) {
      case "listen":
        this.without = false;
        this.ended = host.listen(call.accepts ?? true, cause, index);
        return;
      case "connect":
        this.without = false;
        this.underWay = "connect";
        host.connect(call.to, cause, index);
        return;
      case "wait":
        this.wait(call.time, cause, index);
        return;
      case "stop-reading":
      case "read":
        this.ended = host.read(call.kind === "read", cause, index) ?? cause;
        return;
      case "crash":
        this.ended = host.crash(cause, index);
        return;
      case "exit":
        this.ended = host.exit(cause, index);
        return;
      case "receive":
        if (!this.without && host.connection !== null) this.ended = host.receive(host.connection, call.bytes, cause, index);
        if (this.lines[this.lastReceive]?.index === index) this.ended = host.read(true, this.ended, index) ?? this.ended;
        return;
      case "send":
      case "close":
      case "shutdown":
      case "abort":
      case "set":
        if (this.without || host.connection === null) return;
        this.ended = host.call(
          host.connection,
          requestOf(call),
          cause,
          index,
        );
        return;
    }
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
      this.host.call(one.endpoint, { kind: "close" }, one.event, null);
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

/** The event by which something has happened, or null. */
export function happened(world: World, trigger: Trigger): number | null {
  const { progress } = world.host(trigger.host);
  switch (trigger.kind) {
    case "established":
      return progress.established;
    case "received":
      return progress.received >= trigger.bytes ? progress.receivedBy : null;
    case "received-datagrams":
      return progress.datagrams >= trigger.count ? progress.datagramBy : null;
    case "received-fin":
      return progress.fin;
    case "closed":
      return progress.closed;
  }
}

/** What TCP is asked for. */
function requestOf(call: Extract<Call, { readonly kind: "send" | "close" | "shutdown" | "abort" | "set" }>): TcpCall {
  switch (call.kind) {
    case "send":
      return { kind: "send", bytes: call.bytes, text: call.text ?? null };
    case "set":
      return { kind: "set", nagle: call.nagle ?? null, keepAlive: call.keepAlive ?? null };
    default:
      return { kind: call.kind };
  }
}

function unreadOf(connection: Endpoint | null): number {
  return connection === null ? 0 : connection.tcb.ends?.unread ?? connection.tcb.receiveQueue.unread;
}

function needsConnection(call: Call): boolean {
  return call.kind === "receive" || call.kind === "set" || call.kind === "send" || call.kind === "close" || call.kind === "shutdown" || call.kind === "abort";
}

function later(a: number | null, b: number): number {
  return a === null || b > a ? b : a;
}

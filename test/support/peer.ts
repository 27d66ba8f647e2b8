// One TCP endpoint on the bench: brought into a state by real steps, fed with segments in packetdrill's notation.

import type { Segment, Settings, Tcb, TcpCall, TcpTimer, Turn } from "../../src/simulation/tcp/index.ts";
import { advance, cloneListener, createTcb, distance, sequence, settle, step, stepWithoutConnection } from "../../src/simulation/tcp/index.ts";
import type { Stack, TcpOption, TcpSpec, TcpState } from "../../src/simulation/index.ts";
import { TCP } from "./scenario.ts";

/** Our initial sequence number and the peer's: what relative numbers count from. */
export const ISS = 100;
export const IRS = 300;

const LETTERS: readonly (readonly [string, number])[] = [
  ["F", 0x01], ["S", 0x02], ["R", 0x04], ["P", 0x08], [".", 0x10], ["U", 0x20], ["E", 0x40], ["W", 0x80],
];

/** The states on the bench; `SYN-RECEIVED` comes from LISTEN, `SYN-RECEIVED (active)` from a simultaneous open. */
export type BenchState = TcpState | "SYN-RECEIVED (active)";

export const STATES: readonly BenchState[] = [
  "CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED", "SYN-RECEIVED (active)", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT",
  "CLOSING", "LAST-ACK", "TIME-WAIT",
];

/** How each state is reached. */
const WAYS: Readonly<Record<BenchState, readonly string[]>> = {
  "CLOSED": [],
  "LISTEN": ["listen"],
  "SYN-SENT": ["connect"],
  "SYN-RECEIVED": ["listen", "S 0:0(0) win 1000"],
  "SYN-RECEIVED (active)": ["connect", "S 0:0(0) win 1000"],
  "ESTABLISHED": ["connect", "S. 0:0(0) ack 1 win 1000"],
  "FIN-WAIT-1": ["connect", "S. 0:0(0) ack 1 win 1000", "close"],
  "FIN-WAIT-2": ["connect", "S. 0:0(0) ack 1 win 1000", "close", ". 1:1(0) ack 2 win 1000"],
  "CLOSE-WAIT": ["connect", "S. 0:0(0) ack 1 win 1000", "F. 1:1(0) ack 1 win 1000"],
  "CLOSING": ["connect", "S. 0:0(0) ack 1 win 1000", "close", "F. 1:1(0) ack 1 win 1000"],
  "LAST-ACK": ["connect", "S. 0:0(0) ack 1 win 1000", "F. 1:1(0) ack 1 win 1000", "close"],
  "TIME-WAIT": ["connect", "S. 0:0(0) ack 1 win 1000", "close", ". 1:1(0) ack 2 win 1000", "F. 1:1(0) ack 2 win 1000"],
};

/** An endpoint whose every input is one line and whose every answer is a list of lines. */
export class Peer {
  private tcb: Tcb;
  private readonly settings: Settings;
  private time = 0;
  lastTurn: Turn | null = null;

  /** `remotePort`: 0 where a listener is to wait for anyone. */
  constructor(spec: Partial<TcpSpec> = {}, stack: Stack = "textbook", private readonly remotePort = 2000) {
    this.settings = settle({ ...TCP, receiveBuffer: 1000, ...spec }, stack, false, 10_000);
    this.tcb = createTcb(this.settings, "active", 1000, remotePort, ISS);
  }

  get state(): TcpState {
    return this.tcb.state;
  }

  /** The control block itself, for looking at. */
  get block(): Tcb {
    return this.tcb;
  }

  /** The retransmission timeout, the smoothed round trip and the congestion variables, as they stand. */
  get rto(): number | undefined {
    return this.tcb.ends?.rto ?? this.tcb.syn?.rto;
  }

  get srtt(): number | null {
    return this.tcb.ends?.srtt ?? null;
  }

  get cwnd(): number | undefined {
    return this.tcb.ends?.cwnd;
  }

  get ssthresh(): number | undefined {
    return this.tcb.ends?.ssthresh;
  }

  /** Lets time pass. */
  after(milliseconds: number): this {
    this.time += milliseconds;
    return this;
  }

  /**
   * Takes one input in and tells what comes of it: a segment (`"S. 0:0(0) ack 1 win 1000 <mss 1460,sackOK>"`), a call (`"connect"`, `"send 100"`, `"receive 100"`), or
   * a timer (`"timer retransmission"`, at the time when it is due). Timers that are set or stopped are not told.
   */
  does(input: string): string[] {
    const [word = "", argument] = input.split(" ");
    if (input.startsWith("timer ")) return this.expires(argument as TcpTimer);
    if (word === "listen") {
      const listener = createTcb(this.settings, "passive", 1000, 0, 0);
      step(listener, { kind: "call", call: { kind: "listen" } }, this.time);
      this.tcb = cloneListener(listener, this.remotePort, ISS);
      return ["CLOSED -> LISTEN", "listen = ok"];
    }
    const call = parseCall(word, argument);
    if (call !== null) return this.tell(step(this.tcb, { kind: "call", call }, this.time));
    const segment = parseSegment(input);
    if (this.tcb.state === "CLOSED" && this.tcb.snd.nxt === this.tcb.iss) return this.tell(stepWithoutConnection(segment, this.time));
    return this.tell(step(this.tcb, { kind: "segment", segment }, this.time));
  }

  private expires(timer: TcpTimer): string[] {
    const due = this.tcb.timers[timer];
    if (due === null) throw new Error(`the ${timer} timer is off`);
    this.time = due;
    return this.tell(step(this.tcb, { kind: "timer", timer }, this.time));
  }

  private tell(turn: Turn): string[] {
    this.lastTurn = turn;
    return turn.effects.flatMap((effect) => {
      switch (effect.kind) {
        case "send":
          return [`> ${writeSegment(effect.segment)}`];
        case "state":
          return [`${effect.from} -> ${effect.to}`];
        case "deliver":
          return [effect.fin ? "reads end of file" : `reads ${String(effect.offset)}+${String(effect.bytes)}`];
        case "result":
          return [`${effect.call}${effect.about === undefined ? "" : ` of ${String(effect.about.bytes)}`} = ${effect.outcome}`];
        case "status":
          return [`status ${effect.status.state}`];
        case "signal":
          return [`signal: ${effect.signal}`];
        default:
          return [];
      }
    });
  }
}

/** A peer in a state, brought there by the segments and calls that lead there. */
export function peerIn(state: BenchState, spec: Partial<TcpSpec> = {}, stack: Stack = "textbook"): Peer {
  const peer = new Peer(spec, stack);
  for (const input of WAYS[state]) peer.does(input);
  if (!state.startsWith(peer.state)) throw new Error(`brought to ${peer.state} instead of ${state}`);
  return peer;
}

function parseCall(word: string, argument: string | undefined): TcpCall | null {
  switch (word) {
    case "connect":
    case "close":
    case "shutdown":
    case "abort":
    case "stop-reading":
    case "read":
    case "status":
      return { kind: word };
    case "receive":
      return { kind: "receive", bytes: Number(argument) };
    case "wait-for":
      return { kind: "receive", bytes: Number(argument), how: "waits" };
    case "fill":
      return { kind: "receive", bytes: Number(argument), how: "filled" };
    case "send":
      return { kind: "send", bytes: Number(argument), text: null };
    default:
      return null;
  }
}

/** A segment from the peer, its numbers relative. Data stands in the stream where its sequence number says. */
export function parseSegment(text: string): Segment {
  const match = /^([FSRP.UEW-]+) (-?\d+):(-?\d+)\((\d+)\)(?: ack (-?\d+))?(?: win (\d+))?(?: urg (\d+))?(?: <(.+)>)?$/.exec(text);
  if (match === null) throw new Error(`not a segment: ${text}`);
  const [, letters = "", seq, end, length, ack, window, urgent, options] = match;
  if (Number(end) - Number(seq) !== Number(length)) throw new Error(`the numbers do not add up: ${text}`);
  const flags = LETTERS.reduce((all, [letter, bit]) => (letters.includes(letter) ? all | bit : all), 0);
  return {
    sourcePort: 2000,
    destinationPort: 1000,
    seq: advance(sequence(IRS), Number(seq)),
    ack: ack === undefined ? sequence(0) : advance(sequence(ISS), Number(ack)),
    flags,
    window: Number(window ?? 1000),
    ...(urgent === undefined ? {} : { urgent: Number(urgent) }),
    options: options === undefined ? [] : options.split(",").map(parseOption),
    length: Number(length),
    offset: Number(seq) - (letters.includes("S") ? 0 : 1),
    text: null,
  };
}

/** `mss 1460`, `sackOK`, `wscale 7`, `TS val 5 ecr 3`, `sack 11:21 31:41` (relative to our ISS), `tfo 0011`, `nop`. */
function parseOption(text: string): TcpOption {
  const [name, ...rest] = text.split(" ");
  switch (name) {
    case "mss":
      return { kind: "mss", value: Number(rest[0]) };
    case "sackOK":
      return { kind: "sack-permitted" };
    case "wscale":
      return { kind: "window-scale", shift: Number(rest[0]) };
    case "TS":
      return { kind: "timestamps", value: Number(rest[1]), echo: Number(rest[3]) };
    case "sack":
      return { kind: "sack", blocks: rest.map((block) => parseBlock(block, ISS)) };
    case "nop":
      return { kind: "nop" };
    case "tfo":
      return { kind: "fast-open", cookie: rest[0] ?? "" };
    default:
      throw new Error(`not an option: ${text}`);
  }
}

function parseBlock(text: string, isn: number): readonly [number, number] {
  const [start, end] = text.split(":").map((number) => advance(sequence(isn), Number(number)));
  if (start === undefined || end === undefined) throw new Error(`not a block: ${text}`);
  return [start, end];
}

/** Options of ours, blocks relative to the peer's ISN; `nop` is left out. */
function writeOptions(options: readonly TcpOption[]): string {
  const shown = options.flatMap((option) => {
    switch (option.kind) {
      case "mss":
        return [`mss ${String(option.value)}`];
      case "sack-permitted":
        return ["sackOK"];
      case "window-scale":
        return [`wscale ${String(option.shift)}`];
      case "timestamps":
        return [`TS val ${String(option.value)} ecr ${String(option.echo)}`];
      case "sack":
        return [`sack ${option.blocks.map(([start, end]) => `${String((start - IRS) | 0)}:${String((end - IRS) | 0)}`).join(" ")}`];
      default:
        return [];
    }
  });
  return shown.length === 0 ? "" : ` <${shown.join(",")}>`;
}

/** A segment of ours. A reset whose numbers are not of this connection shows them as they are, after `#`. */
function writeSegment(segment: Segment): string {
  const letters = LETTERS.filter(([, bit]) => (segment.flags & bit) !== 0).map(([letter]) => letter).join("");
  const plain = segment.seq === 0;
  const seq = plain ? 0 : distance(sequence(ISS), segment.seq);
  const ack = (segment.flags & 0x10) === 0 ? "" : ` ack ${String(distance(sequence(IRS), segment.ack))}`;
  const options = writeOptions(segment.options);
  return `${letters} ${plain ? "#" : ""}${String(seq)}:${String(seq + segment.length)}(${String(segment.length)})${ack}${options}`;
}

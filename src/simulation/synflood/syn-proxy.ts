// A SYN proxy: it answers SYNs in its server's place by cookies, opens the connection to the server when a cookie comes back, and then
// passes segments on, their numbers translated (RFC 4987 §3.8; Linux nf_synproxy_core). See syn-proxy.md.

import type { Milliseconds } from "../kernel/index.ts";
import type { CounterName, Outcome, TcpOption } from "../contract/index.ts";
import type { Segment, Settings } from "../tcp/index.ts";
import { ACK, advance, answerStatelessly, DEFAULT_MSS, FIN, RST, SYN, timestampsOf } from "../tcp/index.ts";
import type { CookieJar, CookieOptions, FourTuple } from "./cookie.ts";
import { keptByCookie, offeredSize, recallOptions, stampWithOptions } from "./cookie.ts";
import type { SynFloodRule } from "./rules.ts";
import type { Side } from "./tracked-connection.ts";
import { TrackedConnection } from "./tracked-connection.ts";

/** A segment that the proxy sends to one of the sides. */
export interface Relay {
  readonly to: Side;
  readonly segment: Segment;
  readonly rule: SynFloodRule;
}

/** What the proxy makes of a segment, and what it counts and sends for it. */
export interface Handling {
  readonly rule: SynFloodRule;
  readonly outcome: Outcome;
  readonly counts: readonly CounterName[];
  readonly relays: readonly Relay[];
}

const NOP: TcpOption = { kind: "nop" };
const SYN_RECEIVED: readonly CounterName[] = ["syn_received"];
const COOKIE_INVALID: readonly CounterName[] = ["cookie_invalid"];
const COOKIE_VALID: readonly CounterName[] = ["cookie_valid"];
const COOKIE_AGAIN: readonly CounterName[] = ["cookie_valid", "cookie_retrans"];
const NONE: readonly CounterName[] = [];
/** Belongs to no connection, and may not open one. */
const STRAY: Handling = { rule: "synflood.proxy-stray", outcome: "ignored", counts: NONE, relays: [] };
const WRONG_COOKIE: Handling = { rule: "synflood.proxy-cookie-failed", outcome: "ignored", counts: COOKIE_INVALID, relays: [] };

export class SynProxy {
  /** By the client and its port, and the server's port. */
  private readonly connections = new Map<string, TrackedConnection>();

  /** `settings` are the server's, which the proxy must know to answer in its place; `kernel`: what Linux gets wrong is done as Linux does it. */
  constructor(private readonly settings: Settings, private readonly jar: CookieJar, private readonly kernel: boolean) {}

  /** Serves a segment that comes from outside. `client` names who sent it. */
  fromClient(client: string, tuple: FourTuple, segment: Segment, now: Milliseconds): Handling {
    const { flags } = segment;
    const tracked = this.connections.size === 0 ? undefined : this.find(keyOf(client, segment.sourcePort, segment.destinationPort), now);
    // Simplified: it stands before every port, and takes whatever has SYN for one, as a kernel's rules in the usual form do.
    if ((flags & SYN) !== 0 && tracked?.cookie !== null) return this.answer(tuple, segment, tracked, now);
    if (tracked !== undefined && (tracked.phase !== "opening" || tracked.cookie === null)) {
      const forServer = tracked.translate(segment, "client");
      if (tracked.takes(forServer, "client", now)) return passedOn("server", forServer);
    }
    return (flags & (SYN | ACK)) === ACK ? this.open(client, tuple, segment, tracked, now) : STRAY;
  }

  /** Serves a segment that comes from the server. `client` names whom it is for. */
  fromServer(client: string, segment: Segment, now: Milliseconds): Handling {
    const key = keyOf(client, segment.destinationPort, segment.sourcePort);
    const tracked = this.find(key, now) ?? this.begun(key, segment, now);
    if (tracked === undefined) return STRAY;
    const { flags } = segment;
    if (tracked.phase === "opening" && tracked.cookie !== null && (flags & (SYN | ACK | RST)) === (SYN | ACK)) return this.join(tracked, segment, now);
    if (tracked.phase === "opening" && tracked.cookie !== null && (flags & RST) === 0) return STRAY;
    // A kernel has every reset follow on the cookie, which is right for the one that refuses a connection.
    if ((flags & RST) !== 0 && (this.kernel || tracked.phase === "opening")) tracked.shiftReset(segment);
    if (!tracked.takes(segment, "server", now)) return STRAY;
    return passedOn("client", tracked.translate(segment, "server"));
  }

  private find(key: string, now: Milliseconds): TrackedConnection | undefined {
    const tracked = this.connections.get(key);
    if (tracked === undefined || !tracked.isForgotten(now)) return tracked;
    this.connections.delete(key);
    return undefined;
  }

  /** A connection that the server itself begins passes as it is. */
  private begun(key: string, segment: Segment, now: Milliseconds): TrackedConnection | undefined {
    if ((segment.flags & (SYN | ACK | RST | FIN)) !== SYN) return undefined;
    const tracked = new TrackedConnection(null, null);
    tracked.begin(segment, now);
    this.connections.set(key, tracked);
    return tracked;
  }

  /** Answers a SYN with a cookie and a closed window: the server must open before the client may send. */
  private answer(tuple: FourTuple, syn: Segment, tracked: TrackedConnection | undefined, now: Milliseconds): Handling {
    const cookie = this.jar.make(tuple, syn.seq, offeredSize(syn.options), now);
    const { answer, sack, windowScale } = answerStatelessly(this.settings, syn, keptByCookie(syn.options, this.settings.timestamps), cookie, now);
    const silentOnSize = this.kernel && syn.options.every(({ kind }) => kind !== "mss");
    const options = answer.options.flatMap((option): readonly TcpOption[] => {
      if (option.kind === "timestamps") return [{ ...option, value: stampWithOptions(option.value, { sack, windowScale }) }];
      return option.kind === "mss" && silentOnSize ? [] : [option];
    });
    const synAck: Segment = { ...answer, window: 0, options };
    // A kernel takes its own answer for the server's where a connection with these ports is not forgotten, and shifts its numbers.
    const shifted = this.kernel && tracked !== undefined && tracked.phase !== "reset" ? tracked.translate(synAck, "server") : synAck;
    const rule = "synflood.proxy-cookie-sent";
    return { rule, outcome: "accepted", counts: SYN_RECEIVED, relays: [{ to: "client", segment: shifted, rule }] };
  }

  /** An ACK that belongs to no connection may bring a cookie back: then a SYN goes to the server in the client's name. */
  private open(client: string, tuple: FourTuple, ack: Segment, tracked: TrackedConnection | undefined, now: Milliseconds): Handling {
    const size = this.jar.read(tuple, (ack.seq - 1) >>> 0, (ack.ack - 1) >>> 0, now);
    if (size === null) return WRONG_COOKIE;
    // The SYN to the server may have been lost: a keep-alive or a probe of the client's, one below its next number, brings it again.
    const again = tracked?.phase === "opening" && tracked.isProbe(ack);
    const timestamps = timestampsOf(ack.options);
    const syn: Segment = {
      ...ack, seq: advance(ack.seq, again ? 0 : -1), flags: SYN, length: 0, offset: 0, text: null,
      options: this.optionsFor(recallOptions(size, timestamps === undefined ? null : timestamps.echo), timestamps),
    };
    const connection = new TrackedConnection(advance(ack.ack, -1), timestamps === undefined ? null : timestamps.echo);
    connection.begin(syn, now);
    this.connections.set(keyOf(client, ack.sourcePort, ack.destinationPort), connection);
    const rule = "synflood.proxy-opens";
    return { rule, outcome: "accepted", counts: again ? COOKIE_AGAIN : COOKIE_VALID, relays: [{ to: "server", segment: syn, rule }] };
  }

  /** The options of the client's SYN as far as cookie and timestamp remember them, in a kernel's order. */
  private optionsFor({ mss, sack, timestamps, windowScale }: CookieOptions, stamps: ReturnType<typeof timestampsOf>): readonly TcpOption[] {
    const options: TcpOption[] = [];
    if (this.settings.alwaysAnnouncesMss || mss !== DEFAULT_MSS) options.push({ kind: "mss", value: mss });
    if (timestamps && stamps !== undefined) {
      if (sack) options.push({ kind: "sack-permitted" });
      else options.push(NOP, NOP);
      options.push(stamps);
    }
    if (windowScale !== null) options.push(NOP, { kind: "window-scale", shift: windowScale });
    return options;
  }

  /** The server has answered: it gets the client's ACK, and the client its window. */
  private join(tracked: TrackedConnection, synAck: Segment, now: Milliseconds): Handling {
    const timestamps = timestampsOf(synAck.options);
    tracked.join(synAck, timestamps === undefined ? null : timestamps.value, now);
    const bare = { flags: ACK, length: 0, offset: 0, text: null };
    const shift = scaleOf(synAck);
    // A kernel shifts the echo in its own ACK as if it were the client's, so that a server that looks at it does not take the ACK.
    const ahead = this.kernel ? tracked.stampOffset : 0;
    const forServer: Segment = {
      ...bare, sourcePort: synAck.destinationPort, destinationPort: synAck.sourcePort, seq: synAck.ack, ack: advance(synAck.seq, 1),
      window: tracked.clientWindow,
      options: timestamps === undefined ? [] : [NOP, NOP, { kind: "timestamps", value: timestamps.echo, echo: (timestamps.value + ahead) >>> 0 }],
    };
    const forClient = tracked.translate({
      ...bare, sourcePort: synAck.sourcePort, destinationPort: synAck.destinationPort, seq: advance(synAck.seq, 1), ack: synAck.ack,
      window: synAck.window >>> shift,
      options: timestamps === undefined ? [] : [NOP, NOP, timestamps],
    }, "server");
    const rule = "synflood.proxy-joins";
    return { rule, outcome: "accepted", counts: NONE, relays: [{ to: "server", segment: forServer, rule }, { to: "client", segment: forClient, rule }] };
  }
}

function passedOn(to: Side, segment: Segment): Handling {
  const rule = "synflood.proxy-passes";
  return { rule, outcome: "accepted", counts: NONE, relays: [{ to, segment, rule }] };
}

function keyOf(client: string, clientPort: number, serverPort: number): string {
  return `${client} ${String(clientPort)} ${String(serverPort)}`;
}

function scaleOf({ options }: Segment): number {
  for (const option of options) if (option.kind === "window-scale") return option.shift;
  return 0;
}

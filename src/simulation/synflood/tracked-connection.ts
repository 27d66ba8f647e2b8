// A connection as a SYN proxy keeps it: how far it has come, which segments belong to it, and by how much its numbers differ on the two
// sides (RFC 4987 §3.8; Linux nf_conntrack_proto_tcp and nf_synproxy_core).

import type { Milliseconds } from "../kernel/index.ts";
import type { TcpOption } from "../contract/index.ts";
import type { Segment, SequenceNumber } from "../tcp/index.ts";
import { ACK, advance, atOrBefore, before, FIN, RST, sequence, sequenceLength, SYN } from "../tcp/index.ts";

/** Who has sent a segment that comes to the proxy. */
export type Side = "client" | "server";

/** How far a connection has come, as whoever is between the two ends can see it. */
export type Phase = "opening" | "open" | "first-fin" | "first-fin-acknowledged" | "second-fin" | "over" | "reset";

/** How long nothing may come before a connection in this phase is forgotten (`nf_conntrack_tcp_timeout_…`). */
const PATIENCE: Readonly<Record<Phase, Milliseconds>> = {
  "opening": 120_000, "open": 432_000_000, "first-fin": 120_000, "first-fin-acknowledged": 60_000, "second-fin": 30_000, "over": 120_000, "reset": 10_000,
};

/** An acknowledgement may be as old as this many bytes at least. */
const LEAST_LOOK_BACK = 66_000;

/** What one side has sent and may send, in its own sequence numbers. */
interface Half {
  /** Behind the last byte that it has sent. */
  end: SequenceNumber;
  /** The right edge of the window that the other side has offered it. */
  edge: SequenceNumber;
  /** The largest window that it has offered itself. */
  window: number;
  shift: number;
}

export class TrackedConnection {
  private current: Phase = "opening";
  private until: Milliseconds = 0;
  private client: Half | null = null;
  private server: Half | null = null;
  /** What is added to the server's sequence numbers, and taken from its timestamps, for the client to see. */
  private shift = 0;
  private stampShift = 0;

  /** `cookie`: the initial sequence number that the client knows, null where the server itself connects; `stamp`: the timestamp that went with it. */
  constructor(readonly cookie: SequenceNumber | null, private readonly stamp: number | null) {}

  get phase(): Phase {
    return this.current;
  }

  /** What the client's acknowledgements must be taken back by. */
  get offset(): number {
    return this.shift;
  }

  /** By how much the server's timestamps are ahead of those that the client sees. */
  get stampOffset(): number {
    return this.stampShift;
  }

  /** The largest window that the client has offered, unscaled. */
  get clientWindow(): number {
    return this.client === null ? 0 : this.client.window >>> this.client.shift;
  }

  /** Whether the connection is forgotten by now. */
  isForgotten(now: Milliseconds): boolean {
    return now > this.until;
  }

  /** A SYN goes to the server in the client's name; or, where it is the server that connects, one of its own to the client. */
  begin(syn: Segment, now: Milliseconds): void {
    if (this.cookie !== null) this.client = halfOf(syn);
    this.until = now + PATIENCE.opening;
  }

  /** Whether a segment of the client's is a keep-alive or a probe of a closed window: it carries nothing and begins one below. */
  isProbe({ seq }: Segment): boolean {
    return this.client !== null && advance(seq, 1) === this.client.end;
  }

  /** The server's answer to that SYN: from now on the numbers of both sides are known. */
  join(synAck: Segment, stamp: number | null, now: Milliseconds): void {
    this.server = halfOf(synAck);
    if (this.client !== null) this.client.edge = advance(synAck.ack, synAck.window);
    this.shift = this.cookie === null ? 0 : (this.cookie - synAck.seq) | 0;
    this.stampShift = this.stamp === null || stamp === null ? 0 : (stamp - this.stamp) | 0;
    this.current = "open";
    this.until = now + PATIENCE.open;
  }

  /** The numbers of a reset are shifted so that it follows on the cookie. */
  shiftReset(reset: Segment): void {
    if (this.cookie !== null) this.shift = (this.cookie - reset.seq + 1) | 0;
  }

  /**
   * Takes in a segment in its sender's own numbers, what it acknowledges in those of the other. Tells whether it belongs to the
   * connection: what lies outside of the windows does not.
   */
  takes(segment: Segment, from: Side, now: Milliseconds): boolean {
    const [own, other] = from === "client" ? [this.client, this.server] : [this.server, this.client];
    if (own !== null && other !== null && !fits(segment, own, other)) return false;
    if (own !== null && other !== null) note(segment, own, other);
    this.current = phaseAfter(this.current, segment);
    this.until = now + PATIENCE[this.current];
    return true;
  }

  /** A segment of one side as the other is to see it. */
  translate(segment: Segment, from: Side): Segment {
    if (this.shift === 0 && this.stampShift === 0) return segment;
    if (from === "server") {
      return { ...segment, seq: advance(segment.seq, this.shift), options: withOptions(segment.options, (option) => (
        option.kind === "timestamps" ? { ...option, value: (option.value - this.stampShift) >>> 0 } : option
      )) };
    }
    return {
      ...segment, ack: (segment.flags & ACK) === 0 ? segment.ack : advance(segment.ack, -this.shift),
      options: withOptions(segment.options, (option) => {
        if (option.kind === "timestamps") return { ...option, echo: (option.echo + this.stampShift) >>> 0 };
        return option.kind === "sack" ? { ...option, blocks: option.blocks.map(([start, end]) => [(start - this.shift) >>> 0, (end - this.shift) >>> 0] as const) } : option;
      }),
    };
  }
}

function withOptions(options: readonly TcpOption[], change: (option: TcpOption) => TcpOption): readonly TcpOption[] {
  return options.length === 0 ? options : options.map(change);
}

function halfOf(syn: Segment): Half {
  const end = advance(syn.seq, sequenceLength(syn));
  let shift = 0;
  for (const option of syn.options) if (option.kind === "window-scale") ({ shift } = option);
  return { end, edge: end, window: Math.max(1, syn.window) << shift, shift };
}

/** Whether a segment lies where its sender may send, and acknowledges what was sent to it (van Rooij, "Real Stateful TCP Packet Filtering"). */
function fits(segment: Segment, own: Half, other: Half): boolean {
  const end = advance(segment.seq, sequenceLength(segment));
  if (!atOrBefore(segment.seq, advance(own.edge, 1))) return false;
  if (!before(advance(own.end, -other.window - 2), end)) return false;
  if ((segment.flags & ACK) === 0) return true;
  return atOrBefore(segment.ack, other.end) && before(advance(other.end, -Math.max(LEAST_LOOK_BACK, own.window) - 1), segment.ack);
}

function note(segment: Segment, own: Half, other: Half): void {
  const end = advance(segment.seq, sequenceLength(segment));
  if (before(own.end, end)) own.end = end;
  if ((segment.flags & (ACK | RST)) !== ACK) return;
  const window = segment.window << ((segment.flags & SYN) === 0 ? own.shift : 0);
  own.window = Math.max(own.window, window);
  const edge = sequence(segment.ack + Math.max(1, window));
  if (before(other.edge, edge)) other.edge = edge;
}

/** What a segment of either side makes of the phase. */
function phaseAfter(phase: Phase, { flags }: Segment): Phase {
  if ((flags & RST) !== 0) return "reset";
  if ((flags & FIN) !== 0) {
    if (phase === "open" || phase === "opening") return "first-fin";
    return phase === "first-fin" || phase === "first-fin-acknowledged" ? "second-fin" : phase;
  }
  if ((flags & (ACK | SYN)) !== ACK) return phase;
  if (phase === "opening") return "open";
  if (phase === "first-fin") return "first-fin-acknowledged";
  return phase === "second-fin" ? "over" : phase;
}

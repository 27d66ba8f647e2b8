// The marks that tshark's TCP analysis gives by itself, held against what the trace says of the same packets. Where tshark's
// definition (Wireshark user's guide, "TCP analysis") differs from the trace's, the comparison names the rule.

import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/simulation/index.ts";
import type { TcpPacket, Trace, TraceEvent } from "../../../src/simulation/index.ts";
import { compile } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import type { Mark } from "../../support/tshark.ts";
import { HAS_TSHARK, MARKS, opinions } from "../../support/tshark.ts";

/** Runs that no preset has: probes of an idle connection, and of a window that opens late. */
const FURTHER: Readonly<Record<string, string>> = {
  "keep-alive": "client: { keep-alive: 5s, keep-alive-interval: 1s, keep-alive-probes: 2 }\nscript:\n  - server listens\n  - client connects\n  - at 12s server aborts\n",
  "keep-alive, no answer": "client: { keep-alive: 5s, keep-alive-interval: 1s, keep-alive-probes: 2 }\nscript:\n  - server listens\n  - client connects\n  - at 1s server crashes\nfaults:\n  - drop server RST 1\n  - drop server RST 2\n",
  "lost data": "network: { rtt: 80ms, loss: 8%, seed: 11 }\nclient: { mss: 500 }\nscript:\n  - server listens\n  - client connects\n  - client sends 30000 bytes\n  - client closes\n",
  "lost data, SACK": "network: { rtt: 80ms, loss: 8%, seed: 12 }\nclient: { mss: 500, sack: on }\nserver: { sack: on }\nscript:\n  - server listens\n  - client connects\n  - client sends 30000 bytes\n  - client closes\n",
};

function play(text: string): Trace | null {
  const { scenario } = compile(text, PRESETS);
  return scenario === null ? null : simulate(scenario);
}

const RUNS: readonly (readonly [string, Trace])[] = (HAS_TSHARK ? ["textbook", "linux"] : []).flatMap((stack) => [
  ...[...PRESETS.keys()].map((name) => [`${name}, ${stack}`, play(`scenario: ${name}\nstack: ${stack}\n`)] as const),
  ...Object.entries(FURTHER).map(([name, text]) => [`${name}, ${stack}`, play(`stack: ${stack}\n${text}`)] as const),
]).flatMap(([name, trace]) => (trace === null ? [] : [[name, trace] as const]));

const isPlain = ({ segment }: TcpPacket): boolean => !segment.flags.some((flag) => flag === "SYN" || flag === "FIN" || flag === "RST");

/** What the trace says of each packet of one host, in tshark's words. */
class Expectation {
  /** The latest acknowledgement and window that the host sent, and whether it has sent a SYN, by connection. */
  private readonly last = new Map<string, { ack: number | null; window: number; syn: boolean }>();
  private readonly sendings: ReadonlyMap<number, TraceEvent>;

  constructor(private readonly trace: Trace) {
    this.sendings = new Map(trace.events.flatMap((event) => (event.kind === "send" ? [[event.packet, event] as const] : [])));
  }

  of(packet: TcpPacket): ReadonlySet<Mark> {
    const { segment } = packet;
    const sending = this.sendings.get(packet.id);
    const cause = this.trace.events[sending?.cause ?? -1];
    // A listener that answers by cookies speaks for many connections.
    const connection = `${String(packet.endpoint)} ${packet.destination ?? packet.to} ${String(segment.destinationPort)}`;
    const before = this.last.get(connection);
    const isSyn = segment.flags.includes("SYN");
    this.last.set(connection, { ack: segment.ack, window: segment.window, syn: (before?.syn ?? false) || isSyn });
    const marks = new Set<Mark>();
    // To tshark a SYN,ACK repeats the SYN of a simultaneous open; to TCP it says something new (RFC 9293 §3.5, Figure 7).
    const repeats = packet.retransmissionOf !== null || (isSyn && before?.syn === true);
    // One byte into a closed window is a probe to tshark, however often it goes.
    if (repeats && !(sending?.rule === "tcp.persist.probe" && segment.length === 1)) marks.add("retransmission");
    if (isPlain(packet) && segment.window === 0) marks.add("zero_window");
    if (sending?.rule === "tcp.keep-alive.probe") marks.add("keep_alive");
    // A probe that carries nothing, with a number that the peer has had: in form the same as that of an idle connection.
    if (sending?.rule === "tcp.persist.probe" && segment.length === 0 && isPlain(packet)) marks.add("keep_alive");
    // The same number again; with another window it is news of that.
    const sameNumbers = segment.window > 0 && before?.window === segment.window && before.ack === segment.ack;
    if (isPlain(packet) && segment.length === 0 && sameNumbers && this.answersNothingNew(sending, cause)) marks.add("duplicate_ack");
    return marks;
  }

  /** Whether an acknowledgement answers what brought nothing new in order, but for probes, whose answers have a name of their own. */
  private answersNothingNew(sending: TraceEvent | undefined, cause: TraceEvent | undefined): boolean {
    // Those that were held back for a moment, all in one.
    if (sending?.rule === "tcp.ack.compressed") return true;
    if (cause?.kind !== "receive" || this.sendings.get(cause.packet)?.rule === "tcp.keep-alive.probe") return false;
    return ["buffered", "duplicate", "unacceptable", "challenge-ack"].includes(cause.outcome);
  }
}

/** tshark tells by the time since the last acknowledgement which kind of repetition it is; here they are one. */
function asOne(marks: ReadonlySet<Mark>): ReadonlySet<Mark> {
  const kinds: readonly Mark[] = ["fast_retransmission", "spurious_retransmission", "out_of_order"];
  const rest = [...marks].filter((mark) => !kinds.includes(mark));
  return new Set(kinds.some((kind) => marks.has(kind)) ? [...rest, "retransmission"] : rest);
}

const told = (marks: ReadonlySet<Mark>): string => MARKS.filter((mark) => marks.has(mark)).join(", ");

describe.runIf(HAS_TSHARK)("tshark's own analysis, on the sender's side", () => {
  const views = RUNS.flatMap(([name, trace]) => trace.hosts.map(({ id }) => ({ name, trace, host: id })));
  const said = views.length > 0 ? opinions(views) : [];

  it("agrees with the trace on what was sent again, on duplicate acknowledgements, closed windows and probes", () => {
    const found = views.flatMap(({ name, trace, host }, place) => {
      const expectation = new Expectation(trace);
      return (said[place] ?? []).flatMap(({ packet, marks }) => {
        const [theirs, ours] = [told(asOne(marks)), told(expectation.of(packet))];
        return theirs === ours ? [] : [`${name}, packet ${String(packet.id)} of ${host}: tshark says “${theirs}”, the trace “${ours}”`];
      });
    });
    expect(found).toEqual([]);
  });

  it("calls fast only what an acknowledgement has brought about, and no timer", () => {
    const causes = views.flatMap(({ trace }, place) => (said[place] ?? []).flatMap(({ packet, marks }) => {
      if (!marks.has("fast_retransmission")) return [];
      const sending = trace.events.find((event) => event.kind === "send" && event.packet === packet.id);
      return [`${trace.events[sending?.cause ?? -1]?.kind ?? ""} ${sending?.rule ?? ""}`];
    }));
    expect(causes.length).toBeGreaterThan(0);
    expect(causes.filter((cause) => !/^receive tcp\.recovery\./.test(cause))).toEqual([]);
  });
});

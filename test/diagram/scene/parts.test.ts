// The parts of a scene: reasons on the card, bundles, brackets, bands, marks.

import { describe, expect, it } from "vitest";
import { cardOf, layout, type Scene, type SegmentCard } from "../../../src/diagram/scene/index.ts";
import { stackBeside } from "../../../src/diagram/side-column.ts";
import { messages } from "../../../src/i18n/index.ts";
import { compile } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import { simulate, type FaultSpec, type Statement, type Trace } from "../../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";
import { measure } from "../measuring.ts";
import { handshake, TraceBuilder } from "../trace-builder.ts";

/** The card of a packet that carries a segment. */
function segmentCard(trace: Trace, id: number): SegmentCard | null {
  const card = cardOf(trace, id);
  return card?.protocol === "tcp" ? card : null;
}

/** The run of a block's text. */
function block(text: string): Trace {
  const { scenario: study } = compile(text, PRESETS);
  if (study === null) throw new Error("the block does not compile");
  return simulate(study);
}

const preset = (name: string): Trace => block(`scenario: ${name}`);

const draw = (trace: Trace, width = 700): Scene => layout(trace, width, messages("en").diagram, measure);

describe("the card (RFC 9293 §3.4)", () => {
  it("says why a SYN+ACK has its numbers: the server's own, and the client's plus one", () => {
    const card = segmentCard(handshake(), 1);
    expect(card?.seq).toEqual({ value: 300, raw: 300, why: { kind: "isn", host: "server", name: "Server" } });
    expect(card?.ack).toEqual({ value: 101, raw: 101, why: { kind: "sum", terms: [100, 1] } });
  });

  it("counts SYN and bytes in an acknowledgement of data", () => {
    expect(segmentCard(handshake(), 4)?.ack).toEqual({ value: 221, raw: 221, why: { kind: "sum", terms: [100, 1, 120] } });
  });

  it("counts from the initial numbers for a real stack, and keeps the raw ones", () => {
    const trace = { ...handshake(), stack: "linux" as const };
    expect(segmentCard(trace, 2)?.ack).toEqual({ value: 1, raw: 301, why: null });
    expect(segmentCard(trace, 4)?.ack).toEqual({ value: 121, raw: 221, why: { kind: "sum", terms: [1, 120] } });
  });

  it("has ports, length and data of a datagram, and what an ICMP error is about", () => {
    const trace = simulate(scenario({ script: [{ host: "client", call: { kind: "send-datagram", to: "server", bytes: 30, text: "hello" } }] }));
    expect(cardOf(trace, 0)).toMatchObject({ protocol: "udp", title: "UDP #1", sourcePort: 49_152, destinationPort: 80, length: 30, text: "hello", outcomes: ["unreachable"] });
    expect(cardOf(trace, 1)).toMatchObject({ protocol: "icmp", title: "ICMP", about: "UDP #1", outcomes: ["ignored"] });
  });

  it("names the clause that sent it, and no card for a packet that is not there", () => {
    const trace = simulate(scenario());
    expect(cardOf(trace, 0)?.rule).toEqual({ document: "RFC 9293", section: "3.10.1" });
    expect(cardOf(trace, 99)).toBeNull();
  });
});

describe("bundles", () => {
  const burst = (count: number): Trace => {
    const builder = new TraceBuilder();
    for (let index = 0; index < count; index += 1) {
      builder.send(0, "client", ["ACK"], { seq: 101 + index * 536, ack: 301, length: 536 }, { arrives: [50 + index / 2] });
    }
    return builder.build();
  };

  it("draw segments that follow one another closely once, with their count and their bytes together", () => {
    const scene = draw(burst(8));
    expect(scene.arrows).toHaveLength(1);
    expect(scene.labels[0]?.runs.map((run) => (run.kind === "again" ? "" : run.text))).toEqual(["ACK", "×8", "seq=101 ack=301 len=4288"]);
    expect(scene.arrows[0]?.spread?.sent).toBe(0);
    expect(scene.arrows[0]?.spread?.ended).toBeGreaterThan(0);
  });

  it("leave three of them apart: each has something to say", () => {
    expect(draw(burst(3)).arrows).toHaveLength(3);
  });

  it("never take in what was lost on the way, overtook, or opens and closes", () => {
    const builder = new TraceBuilder();
    for (let index = 0; index < 12; index += 1) {
      const flags = index === 11 ? ["FIN", "ACK"] as const : ["ACK"] as const;
      builder.send(0, "client", flags, { seq: 101 + index, ack: 301, length: 1 }, index === 5 ? { lost: { at: 25 } } : { arrives: [50] });
    }
    expect(draw(builder.build()).arrows.map(({ packets }) => packets.length)).toEqual([5, 1, 5, 1]);
  });
});

describe("brackets (RFC 6298 §5.5)", () => {
  it("stand one below the other and double", () => {
    const lose = (nth: number) => ({ kind: "drop", from: "client", match: "SYN", nth }) as const;
    const scene = draw(simulate(scenario({ faults: [lose(1), lose(2), lose(3)] })));
    expect(scene.brackets.map(({ time }) => time)).toEqual([1000, 2000, 4000]);
    expect(new Set(scene.brackets.map(({ x }) => x)).size).toBe(1);
  });

  it("begin where the timer was started anew, not where the packet was first sent (§5.3)", () => {
    const trace = simulate(scenario({
      faults: [{ kind: "drop", from: "client", match: "data", nth: 2 }],
      script: [LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes: 1000 } }],
    }));
    const [again] = trace.packets.filter(({ retransmissionOf }) => retransmissionOf !== null);
    const [bracket] = draw(trace).brackets;
    expect(bracket?.time).toBe((again?.sentAt ?? 0) - 200);
  });
});

describe("state bands (RFC 9293 §3.3.2)", () => {
  it("tell the four kinds apart by texture", () => {
    const { bands } = draw(simulate(scenario({ script: [LISTEN, CONNECT, { host: "client", call: { kind: "close" } }] })));
    expect(new Map(bands.map(({ state, texture }) => [state, texture]))).toEqual(new Map([
      ["CLOSED", "hollow"], ["SYN-SENT", "hatched"], ["ESTABLISHED", "solid"], ["FIN-WAIT-1", "hatched"], ["FIN-WAIT-2", "hatched"],
      ["TIME-WAIT", "hatched"], ["LISTEN", "dotted"], ["SYN-RECEIVED", "hatched"], ["CLOSE-WAIT", "hatched"], ["LAST-ACK", "hatched"],
    ]));
  });

  it("show a state that lasts no time, where a segment marks its end", () => {
    const { bands } = draw(simulate(scenario({ script: [LISTEN, CONNECT, { host: "client", call: { kind: "close" } }] })));
    const short = bands.find(({ state }) => state === "CLOSE-WAIT");
    expect((short?.y1 ?? 0) - (short?.y0 ?? 0)).toBeGreaterThanOrEqual(14);
  });

  it("begin with LISTEN where the server listened from the first moment", () => {
    expect(draw(handshake()).bands.filter(({ host }) => host === "server").map(({ state }) => state)).toEqual(["LISTEN", "SYN-RECEIVED", "ESTABLISHED"]);
  });

  it("go on with LISTEN below the CLOSED of a connection that came from a listener", () => {
    const scene = draw(preset("four-way-close"));
    const server = scene.bands.filter(({ host }) => host === "server").map(({ state }) => state);
    expect(server.slice(-3)).toEqual(["LAST-ACK", "CLOSED", "LISTEN"]);
    const names = new Set(scene.stateNames.map(({ band }) => band));
    expect(scene.bands.filter(({ host }) => host === "server").every(({ id }) => names.has(id))).toBe(true);
    expect(scene.bands.filter(({ host }) => host === "client").at(-1)?.state).toBe("CLOSED");
  });

  it("end with CLOSED where the listener is gone with its host", () => {
    const server = draw(preset("half-open")).bands.filter(({ host }) => host === "server");
    expect(server.at(-1)?.state).toBe("CLOSED");
  });

  it("are none where no machine is: its lifeline says so", () => {
    const scene = draw(block("script:\n  - server listens\n  - network injects SYN to server seq 0 from 203.0.113.7 port 5555"));
    expect(scene.bands.some(({ host }) => host === "203.0.113.7")).toBe(false);
    expect(scene.lifelines.map(({ host, absent }) => [host, absent])).toEqual([["203.0.113.7", true]]);
  });

  it("are named by short names along the band on a phone where the long ones do not fit", () => {
    const names = draw(simulate(scenario({ network: { rtt: 30 } })), 360).stateNames;
    expect(names.every(({ box }) => box.angle !== 0)).toBe(true);
    expect(names.map(({ text }) => text)).toContain("SYN-RCVD");
  });
});

describe("labels of Fast Open (RFC 7413 §2)", () => {
  it("say which SYN asks for a cookie, and which brings one", () => {
    const opening = (width: number): string[] => draw(preset("fast-open"), width).labels.map(({ runs }) => runs.map((run) => (run.kind === "again" ? "↻" : run.text)).join(" ")).filter((text) => text.includes("SYN"));
    for (const width of [312, 700, 1000]) {
      expect(opening(width).map((text) => /tfo=\w+/u.exec(text)?.[0])).toEqual(["tfo=request", "tfo=cookie", "tfo=cookie", undefined]);
    }
    expect(opening(1000)).toEqual(["SYN seq=100 tfo=request", "SYN+ACK seq=300 ack=101 tfo=cookie", "SYN seq=200 len=120 tfo=cookie", "SYN+ACK seq=400 ack=321"]);
  });
});

describe("charts of queues", () => {
  it.each(["syn-flood", "syn-cookies", "bigger-backlog", "slow-drain"])("stand beside the flooded host of %s on a phone too", (name) => {
    for (const width of [312, 360]) expect(draw(preset(name), width).charts.map(({ queue }) => queue)).toEqual(["syn"]);
  });

  it.each(["syn-flood", "syn-cookies", "syn-cookies-always", "bigger-backlog", "slow-drain", "accept-queue-full"])("say what they say of a full queue whole, in %s", (name) => {
    const run = preset(name);
    for (const width of [360, 480, 620, 700, 900, 1200]) {
      for (const { words } of draw(run, width).charts) expect(words.filter(({ kind }) => kind === "full").length % 2).toBe(0);
    }
  });
});

describe("marks", () => {
  it("show what a receiver did with a segment that it did not simply take", () => {
    const trace = simulate(scenario({
      faults: [{ kind: "duplicate", from: "client", match: "data", nth: 1 }],
      script: [LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes: 100 } }],
    }));
    expect(draw(trace).marks.map(({ outcome }) => outcome)).toEqual(["duplicate"]);
  });
});

describe("the column beside the picture", () => {
  it("gives the first box its wish, and the others the nearest place that is free", () => {
    expect(stackBeside([{ wanted: 100, height: 80 }, { wanted: 120, height: 50 }], 0, 400, 10)).toEqual([100, 190]);
    expect(stackBeside([{ wanted: 100, height: 80 }, { wanted: 90, height: 50 }], 0, 400, 10)).toEqual([100, 40]);
  });

  it("keeps boxes inside, and leaves out what finds no room", () => {
    expect(stackBeside([{ wanted: 390, height: 80 }], 0, 400, 10)).toEqual([320]);
    expect(stackBeside([{ wanted: 0, height: 90 }, { wanted: 0, height: 90 }], 0, 120, 10)).toEqual([0, null]);
  });
});

describe("datagrams", () => {
  const stream = (script: readonly Statement[], faults: readonly FaultSpec[] = []): Trace => simulate(scenario({
    script: [{ host: "server", call: { kind: "open-udp" } }, ...script], faults,
  }));
  const frames: Statement = { host: "client", call: { kind: "send-frames", over: "udp", to: "server", bytes: 1000, count: 5, every: 20, playOut: 40 } };

  it("are labelled with their number and length, ICMP errors with what is wrong", () => {
    const labels = draw(stream([frames])).labels.map(({ runs }) => runs.map((run) => ("text" in run ? run.text : "")).join(" "));
    expect(labels).toEqual([1, 2, 3, 4, 5].map((number) => `UDP #${String(number)} len=1000`));
    const closed = draw(simulate(scenario({ script: [{ host: "client", call: { kind: "send-datagram", to: "server", bytes: 30 } }] })));
    expect(closed.labels[1]?.runs).toEqual([{ kind: "flags", text: "ICMP" }, { kind: "fields", text: "port unreachable" }]);
  });

  it("leave lifelines without states", () => {
    const { bands, stateNames, lifelines } = draw(stream([frames]));
    expect([bands, stateNames, lifelines.map(({ host }) => host)]).toEqual([[], [], ["client", "server"]]);
    expect(draw(simulate(scenario())).lifelines).toEqual([]);
  });

  it("are marked where they come too late, out of order, or twice", () => {
    const { marks } = draw(stream([frames], [
      { kind: "delay", from: "client", match: "datagram", nth: 1, by: 25 }, { kind: "delay", from: "client", match: "datagram", nth: 2, by: 130 },
      { kind: "duplicate", from: "client", match: "datagram", nth: 3, by: 5 },
    ]));
    expect(marks.map(({ packet, copy, outcome }) => [packet, copy, outcome])).toEqual(expect.arrayContaining([[1, 0, "late"], [2, 1, "twice"]]));
  });

  it("are counted below the lifeline of who receives a stream of them, in both languages and inside the picture", () => {
    const trace = stream([frames], [{ kind: "drop", from: "client", match: "datagram", nth: 3 }]);
    const { tallies, height } = draw(trace);
    expect(tallies.map(({ host, lines }) => [host, lines])).toEqual([["server", ["4 of 5 in time", "1 never came", "5 packets, until 130 ms"]]]);
    for (const { y, lineHeight, lines } of tallies) expect(y + lineHeight * (lines.length - 0.5)).toBeLessThanOrEqual(height);
    expect(layout(trace, 360, messages("ko").diagram, measure).tallies[0]?.lines).toEqual(["5개 중 4개 제때", "1개 오지 않음", "패킷 5개, 130 ms까지"]);
    expect(draw(simulate(scenario())).tallies).toEqual([]);
  });
});

// The layer of messages: what is told together, where it lies, and what a lost segment does to it.

import { describe, expect, it } from "vitest";
import { layout, packetAt, type Scene } from "../../../src/diagram/scene/index.ts";
import { messages } from "../../../src/i18n/index.ts";
import { compile } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import { simulate, type Call, type Scenario, type Statement, type Trace } from "../../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario, type Changes } from "../../support/scenario.ts";
import { measure } from "../measuring.ts";

function client(...calls: readonly Call[]): Statement[] {
  return calls.map((call) => ({ host: "client", call }));
}

function https(changes: Changes = {}): Trace {
  const sizes = { client: { mss: 1460, nagle: false }, server: { mss: 1460, nagle: false } };
  const run: Scenario = scenario({ ...sizes, ...changes, script: [LISTEN, CONNECT, ...client({ kind: "open-tls", version: "1.3" }, { kind: "send", bytes: 78, text: "GET / HTTP/1.1" })] });
  return simulate(run);
}

function draw(trace: Trace, width = 1200): Scene {
  return layout(trace, width, messages("en").diagram, measure);
}

function names(scene: Scene): (string | undefined)[] {
  return scene.ribbons.map(({ label }) => label?.text);
}

describe("Ribbons", () => {
  it("name a segment's messages as RFC 8446 §2 writes them: {} under the handshake's keys, [] under those for data", () => {
    expect(names(draw(https()))).toEqual([
      "ClientHello", "ServerHello · CCS · {EE · Cert · CertVerify · Finished}",
      "ChangeCipherSpec · {Finished}", "[GET / HTTP/1.1]", "[NewSessionTicket]", "[NewSessionTicket]",
    ]);
  });

  it("say less where there is less room, and never leave their segment unnamed for it", () => {
    const scene = draw(https(), 320);
    expect(names(scene)).toContain("ServerHello +5");
    expect(scene.arrows.every(({ packet }) => scene.labels.some((label) => label.packet === packet))).toBe(true);
  });

  it.each([["ssh-public-key", 3], ["ssh-password", 3], ["tls-1-2", 0], ["tls-1-3", 0], ["tls-resumption", 0], ["tls-truncation", 0]] as const)(
    "are named, all of %s but %i at the most, at every width", (preset, most) => {
      const { scenario: study } = compile(PRESETS.get(preset) ?? "", PRESETS);
      if (study === null) throw new Error("the preset does not compile");
      const run = simulate(study);
      for (const width of [312, 360, 480, 560, 620, 700, 900, 1200]) {
        const scene = draw(run, width);
        expect([width, names(scene).filter((name) => name === undefined).length <= most]).toEqual([width, true]);
        expect(scene.labels).toHaveLength(scene.arrows.filter(({ copy }) => copy === 0).length);
      }
    });

  it("lie on the segment that carries them, from the sender to the receiver", () => {
    const scene = draw(https());
    for (const ribbon of scene.ribbons) {
      const arrow = scene.arrows.find(({ packet }) => packet === ribbon.packet);
      expect(ribbon).toMatchObject({ x1: arrow?.x1, y1: arrow?.y1, x2: arrow?.x2, y2: arrow?.y2, whole: true });
    }
  });

  it("are meant by a pointer on them, label or not, and not beside them", () => {
    const scene = draw(https());
    for (const { packet, label, x1, y1, x2, y2 } of scene.ribbons) {
      if (label !== null) expect(packetAt(scene, label.box.x, label.box.y, 10)).toBe(packet);
      const middle = [(x1 + x2) / 2, (y1 + y2) / 2 + 15] as const;
      expect(packetAt(scene, ...middle, 4)).not.toBeNull();
    }
    const [hello] = scene.ribbons;
    expect(packetAt(scene, ((hello?.x1 ?? 0) + (hello?.x2 ?? 0)) / 2, ((hello?.y1 ?? 0) + (hello?.y2 ?? 0)) / 2 + 15, 0)).toBe(hello?.packet);
    expect(packetAt(scene, ((hello?.x1 ?? 0) + (hello?.x2 ?? 0)) / 2, ((hello?.y1 ?? 0) + (hello?.y2 ?? 0)) / 2 + 30, 0)).toBeNull();
  });

  it("reach from the first sending to the retransmission's arrival where a segment is lost", () => {
    const trace = https({ faults: [{ kind: "drop", from: "client", match: "data", nth: 1 }] });
    const scene = draw(trace);
    const [hello] = scene.ribbons;
    const again = scene.arrows.find(({ retransmission }) => retransmission);
    expect(hello?.y1).toBe(scene.arrows.find(({ packet }) => packet === hello?.packet)?.y1);
    expect(hello?.y2).toBe(again?.y2);
  });

  it("end where their segment does when they never arrive", () => {
    const trace = https({ faults: [{ kind: "drop", from: "client", match: "data", nth: 1, last: null }], client: { dataRetries: 1 } });
    const [hello] = draw(trace).ribbons;
    expect(hello?.whole).toBe(false);
  });

  it("are part of a picture with two segments where a message needs both", () => {
    const trace = https({ client: { mss: 400 }, server: { mss: 400 } });
    const certificate = draw(trace).ribbons.find(({ messages: ids }) => ids.some((id) => trace.messages?.[id]?.name === "Certificate"));
    const carriers = new Set(trace.packets.filter((packet) => packet.protocol === "tcp" && packet.from === "server" && packet.segment.length > 0).map(({ id }) => id));
    expect(carriers.has(certificate?.packet ?? -1)).toBe(true);
    expect(certificate?.whole).toBe(true);
  });

  it("are not there where nobody speaks over the stream", () => {
    expect(draw(simulate(scenario({ script: [LISTEN, CONNECT, ...client({ kind: "send", bytes: 10 })] }))).ribbons).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { formatSegments, formatText, simulate } from "../../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

describe("a run as text", () => {
  it("reads as one event a line", async () => {
    const trace = simulate(scenario({
      script: [
        LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes: 600, text: "GET" } }, { host: "client", call: { kind: "close" } },
      ],
      faults: [
        { kind: "drop", from: "client", match: "data", nth: 1 }, { kind: "duplicate", from: "server", match: "SYN+ACK", nth: 1 },
      ],
      client: { mss: 1460 },
    }));
    await expect(formatText(trace)).toMatchFileSnapshot("run.txt");
  });

  it("says that it was cut short", () => {
    expect(formatText(simulate(scenario({ limits: { time: 60 } })))).toContain("0.060000  the run was cut short: more than 60 ms\n");
  });
});

describe("a run as rows", () => {
  it("has the fields of a capture", () => {
    const rows = formatSegments(simulate(scenario({ client: { mss: 1460 } })));
    expect(rows[1]).toEqual({
      i: 1, t_sent: 0.05, t_recv: [0.1], from: "Server", to: "Client", protocol: "TCP", sport: 80, dport: 49_152, flags: "SA",
      seq: 0, ack: 1, seq_raw: 300, ack_raw: 101, len: 0, win: 65_535, opts: { order: [] }, lost: false,
    });
    expect(rows[0]).toMatchObject({ flags: "S", ack: null, ack_raw: 0, opts: { mss: 1460, order: ["mss"] } });
  });

  it("tells what was lost from what is still on its way", () => {
    const lost = formatSegments(simulate(scenario({ faults: [{ kind: "drop", from: "client", match: "SYN", nth: 1 }] })));
    expect(lost[0]).toMatchObject({ t_recv: [], lost: true });
    const flying = formatSegments(simulate(scenario({ limits: { time: 20 } })));
    expect(flying[0]).toMatchObject({ t_recv: null, lost: false });
  });
});

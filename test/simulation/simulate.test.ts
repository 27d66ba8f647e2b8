import { describe, expect, it } from "vitest";
import { simulate, tcpPackets } from "../../src/simulation/index.ts";
import type { Statement, Trace } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const SEND: Statement = { host: "client", call: { kind: "send", bytes: 120, text: "GET / HTTP/1.1" } };

/** One line per packet, as a reader sees it. */
function packets(trace: Trace): string[] {
  return tcpPackets(trace).map(({ from, sentAt, segment, loss }) => {
    const ack = segment.ack === null ? "" : ` ack=${String(segment.ack)}`;
    const length = segment.length === 0 ? "" : ` len=${String(segment.length)}`;
    return `${String(sentAt)} ${from} ${segment.flags.join("+")} seq=${String(segment.seq)}${ack}${length}${loss === null ? "" : " lost"}`;
  });
}

describe("a run", () => {
  it("opens, sends and acknowledges with the numbers of the study note", () => {
    expect(packets(simulate(scenario({ script: [LISTEN, CONNECT, SEND] })))).toEqual([
      "0 client SYN seq=100",
      "50 server SYN+ACK seq=300 ack=101",
      "100 client ACK seq=101 ack=301",
      "100 client PSH+ACK seq=101 ack=301 len=120",
      "150 server ACK seq=301 ack=221",
    ]);
  });

  it("sends a lost SYN again after 1 s and opens then", () => {
    const trace = simulate(scenario({ faults: [{ kind: "drop", from: "client", match: "SYN", nth: 1 }] }));
    expect(packets(trace)).toEqual([
      "0 client SYN seq=100 lost",
      "1000 client SYN seq=100",
      "1050 server SYN+ACK seq=300 ack=101",
      "1100 client ACK seq=101 ack=301",
    ]);
    expect(trace.packets[1]?.retransmissionOf).toBe(0);
  });

  it("gives the same trace for the same scenario, byte for byte", () => {
    const noisy = scenario({ script: [LISTEN, CONNECT, SEND], network: { loss: 0.3, jitter: 20, duplication: 0.2, reordering: 0.2 }, seed: 7 });
    expect(JSON.stringify(simulate(noisy))).toBe(JSON.stringify(simulate(noisy)));
  });
});

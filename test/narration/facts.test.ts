// The facts of a run that its subtitle names.

import { describe, expect, it } from "vitest";
import { messages } from "../../src/i18n/index.ts";
import { facts } from "../../src/narration/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import { CONNECT, scenario } from "../support/scenario.ts";

function subtitles(changes: Parameters<typeof scenario>[0]): readonly string[] {
  const made = scenario(changes);
  const found = facts(simulate(made), made);
  return [messages("en").subtitle(found), messages("ko").subtitle(found)];
}

describe("the facts of a run", () => {
  it("name the lost segment as a fault would, and the timeout that it cost", () => {
    const made = scenario({ faults: [{ kind: "drop", from: "client", match: "SYN", nth: 1 }] });
    expect(facts(simulate(made), made)).toEqual({
      rtt: 100, jitter: 0, loss: 0, lost: [{ from: "client", kind: "SYN", nth: 1 }], rto: 1000, refused: false, floods: [], truncated: false,
    });
  });

  it("become one line in each language", () => {
    expect(subtitles({})).toEqual(["RTT 100 ms", "RTT 100 ms"]);
    expect(subtitles({ faults: [{ kind: "drop", from: "client", match: "SYN", nth: 1 }] })).toEqual([
      "First SYN lost · RTT 100 ms · RTO 1 s", "첫 번째 SYN 손실 · RTT 100 ms · RTO 1초",
    ]);
    expect(subtitles({ script: [CONNECT], network: { rtt: 40, jitter: 0 } })).toEqual(["Refused · RTT 40 ms", "거부됨 · RTT 40 ms"]);
    expect(subtitles({ network: { loss: 1 } })).toEqual([
      "8 segments lost · RTT 100 ms · loss 100% · RTO 1 s", "세그먼트 8개 손실 · RTT 100 ms · 손실률 100% · RTO 1초",
    ]);
  });
});

// The textbook's sender, clause by clause.

import { describe, expect, it } from "vitest";
import { textbookBench } from "../../../support/sender-bench.ts";
import type { Bench } from "../../../support/sender-bench.ts";

/** A bench whose window has grown to so many segments, all acknowledged, up to `position`. */
function grown(bench: Bench, segments: number): number {
  let position = 1;
  while (bench.cwnd < segments * 1000) {
    bench.write(1000);
    position += 1000;
    bench.wait(10);
    bench.ack(position);
  }
  return position;
}

describe("the initial window (RFC 5681 §3.1)", () => {
  it.each([[500, 4], [1095, 4], [1096, 3], [2190, 3], [2191, 2]])("for segments of %i bytes is %i segments", (mss, segments) => {
    expect(textbookBench({}, { mss }).write(20 * mss)).toHaveLength(segments);
  });

  it("is one segment when the SYN was lost", () => {
    expect(textbookBench({}, { synTimeouts: 1, rtt: null }).write(9000)).toEqual(["1:1001"]);
  });

  it("of so many segments suffers only from the second loss of the SYN (RFC 6928 §2)", () => {
    expect(textbookBench({ initialWindow: 10 }, { synTimeouts: 1, rtt: null }).write(20_000)).toHaveLength(10);
    expect(textbookBench({ initialWindow: 10 }, { synTimeouts: 2, rtt: null }).write(20_000)).toHaveLength(1);
  });

  it("is what the settings say (RFC 6928)", () => {
    expect(textbookBench({ initialWindow: 10 }).write(20_000)).toHaveLength(10);
  });

  it("does not limit a sender without congestion control", () => {
    expect(textbookBench({ congestion: "none" }).write(50_000)).toHaveLength(50);
  });
});

describe("slow start and congestion avoidance (RFC 5681 §3.1)", () => {
  it("slow start: cwnd grows by what an acknowledgement covers, by one segment at most", () => {
    const bench = textbookBench();
    bench.write(30_000);
    bench.ack(2001);
    expect(bench.cwnd).toBe(5000);
    bench.ack(2501);
    expect(bench.cwnd).toBe(5500);
  });

  it("congestion avoidance: one segment more for each window acknowledged", () => {
    const bench = textbookBench();
    bench.write(4000);
    bench.wait(1000);
    bench.ack(4001);
    expect(bench.ssthresh).toBe(2000);
    expect(bench.cwnd).toBe(2000);
    bench.write(8000);
    bench.ack(5001);
    expect(bench.cwnd).toBe(2000);
    bench.ack(6001);
    expect(bench.cwnd).toBe(3000);
    bench.ack(7001);
    bench.ack(8001);
    expect(bench.cwnd).toBe(3000);
    bench.ack(9001);
    expect(bench.cwnd).toBe(4000);
  });

  it("restarts at the initial window after silence longer than RTO (§4.1)", () => {
    const bench = textbookBench();
    grown(bench, 12);
    bench.wait(1001);
    expect(bench.write(20_000)).toHaveLength(4);
  });
});

describe("fast retransmit and fast recovery (RFC 5681 §3.2)", () => {
  it("sends the first segment again at the third duplicate, and halves FlightSize into ssthresh", () => {
    const bench = textbookBench();
    const from = grown(bench, 10);
    bench.write(10_000);
    bench.ack(from);
    bench.ack(from);
    expect(bench.ack(from)).toEqual([`again ${String(from)}:${String(from + 1000)}`]);
    expect(bench.ssthresh).toBe(5000);
    expect(bench.cwnd).toBe(8000);
  });

  it("lets one new segment go for each of the first two duplicates, and leaves cwnd (RFC 3042)", () => {
    const bench = textbookBench();
    bench.write(20_000);
    expect(bench.ack(1)).toEqual(["4001:5001"]);
    expect(bench.ack(1)).toEqual(["5001:6001"]);
    expect(bench.cwnd).toBe(4000);
  });

  it("does not count what limited transmit sent in FlightSize", () => {
    const bench = textbookBench();
    bench.write(20_000);
    bench.ack(1);
    bench.ack(1);
    bench.ack(1);
    expect(bench.ssthresh).toBe(2000);
  });

  it("inflates the window with each further duplicate, and new data goes when it is wide enough", () => {
    const bench = textbookBench();
    const from = grown(bench, 8);
    bench.write(20_000);
    for (let duplicate = 0; duplicate < 3; duplicate += 1) bench.ack(from);
    // 4 + 3 segments against 10 in flight.
    for (let duplicate = 0; duplicate < 3; duplicate += 1) expect(bench.ack(from)).toEqual([]);
    expect(bench.ack(from)).toEqual([`${String(from + 10_000)}:${String(from + 11_000)}`]);
  });

  it.each([["a changed window", { window: 50_000 }], ["data", { data: true }]])("does not take an acknowledgement with %s for a duplicate", (_, ack) => {
    const bench = textbookBench();
    bench.write(20_000);
    bench.ack(1);
    bench.ack(1);
    bench.ack(1, ack);
    expect(bench.take().concat(bench.cwnd === 4000 ? [] : ["recovering"])).toEqual([]);
  });

  it("Reno: any new acknowledgement deflates the window to ssthresh and ends the recovery", () => {
    const bench = textbookBench({ congestion: "reno" });
    const from = grown(bench, 10);
    bench.write(10_000);
    for (let duplicate = 0; duplicate < 3; duplicate += 1) bench.ack(from);
    expect(bench.ack(from + 3000)).toEqual([]);
    expect(bench.cwnd).toBe(5000);
  });
});

describe("NewReno (RFC 6582 §3.2)", () => {
  function recovering(): { readonly bench: Bench; readonly from: number } {
    const bench = textbookBench();
    const from = grown(bench, 10);
    bench.write(10_000);
    for (let duplicate = 0; duplicate < 3; duplicate += 1) bench.ack(from);
    bench.take();
    return { bench, from };
  }

  it("a partial acknowledgement sends the next segment again and deflates the window by what it covers, less one segment", () => {
    const { bench, from } = recovering();
    expect(bench.ack(from + 3000)).toEqual([`again ${String(from + 3000)}:${String(from + 4000)}`]);
    expect(bench.cwnd).toBe(8000 - 3000 + 1000);
  });

  it("a full acknowledgement leaves ssthresh or the flight and one segment, whichever is less", () => {
    const { bench, from } = recovering();
    bench.ack(from + 10_000);
    expect(bench.cwnd).toBe(2000);
  });

  it("only the first partial acknowledgement sets the timer anew", () => {
    const { bench, from } = recovering();
    bench.wait(100);
    bench.ack(from + 2000);
    const due = bench.timers.get("retransmission");
    expect(due).toBe(bench.now + 1000);
    bench.wait(100);
    bench.ack(from + 4000);
    expect(bench.timers.get("retransmission")).toBe(due);
  });

  it("after a timeout, duplicates do not begin a recovery before everything sent until then is acknowledged", () => {
    const bench = textbookBench();
    bench.write(4000);
    bench.wait(1000);
    bench.take();
    for (let duplicate = 0; duplicate < 3; duplicate += 1) expect(bench.ack(1)).toEqual([]);
    expect(bench.ssthresh).toBe(2000);
  });
});

describe("the retransmission timer (RFC 6298 §5, RFC 5681 §3.1)", () => {
  it("leaves one segment of window, and sends the rest again in slow start", () => {
    const bench = textbookBench();
    bench.write(4000);
    expect(bench.wait(1000)).toEqual(["again 1:1001"]);
    expect(bench.cwnd).toBe(1000);
    expect(bench.ack(1001)).toEqual(["again 1001:2001", "again 2001:3001"]);
    expect(bench.ack(2001)).toEqual(["again 3001:4001 P"]);
  });

  it("halves ssthresh at the first timeout of a segment only", () => {
    const bench = textbookBench({ initialWindow: 8 });
    bench.write(8000);
    bench.wait(1000);
    expect(bench.ssthresh).toBe(4000);
    bench.wait(2000);
    expect(bench.ssthresh).toBe(4000);
  });

  it("doubles with each expiry, and gives up at R2 (RFC 9293 §3.8.3)", () => {
    const bench = textbookBench({ dataRetries: 2 });
    bench.write(1000);
    expect(bench.wait(1000)).toEqual(["again 1:1001 P"]);
    expect(bench.wait(1999)).toEqual([]);
    expect(bench.wait(1)).toEqual(["again 1:1001 P"]);
    bench.wait(4000);
    expect(bench.alive).toBe(false);
  });

  it("measures no round trip of what was sent twice (Karn)", () => {
    const bench = textbookBench();
    bench.write(1000);
    bench.wait(1000);
    bench.ack(1001);
    bench.write(1000);
    expect(bench.timers.get("retransmission")).toBe(bench.now + 2000);
  });
});

describe("loss recovery by SACK (RFC 6675)", () => {
  function flying(segments: number): { readonly bench: Bench; readonly at: (segment: number) => number } {
    const bench = textbookBench({ initialWindow: segments }, { sack: true });
    bench.write(segments * 1000);
    return { bench, at: (segment) => 1 + segment * 1000 };
  }

  it("begins at the third acknowledgement that tells of something new", () => {
    const { bench, at } = flying(10);
    expect(bench.ack(1, { sack: [[at(1), at(2)]] })).toEqual([]);
    expect(bench.ack(1, { sack: [[at(1), at(2)]] })).toEqual([]);
    expect(bench.ack(1, { sack: [[at(1), at(3)]] })).toEqual([]);
    expect(bench.ack(1, { sack: [[at(1), at(4)]] })).toEqual(["again 1:1001"]);
    expect(bench.cwnd).toBe(5000);
    expect(bench.ssthresh).toBe(5000);
  });

  it("IsLost: begins at once when more than two segments above are sacked", () => {
    const { bench, at } = flying(10);
    expect(bench.ack(1, { sack: [[at(1), at(4)]] })).toEqual(["again 1:1001"]);
  });

  it("IsLost: three separate stretches are enough, however small", () => {
    const { bench, at } = flying(10);
    expect(bench.ack(1, { sack: [[at(1), at(2)], [at(3), at(4)], [at(5), at(6)]] })).toEqual(["again 1:1001"]);
  });

  it("SetPipe and step (C): sends while the pipe leaves a whole segment free", () => {
    const { bench, at } = flying(10);
    bench.ack(1, { sack: [[at(2), at(5)]] });
    bench.take();
    // 0 and 1 lost, 5 to 9 and the first retransmission in the pipe: 6 against a window of 5.
    expect(bench.ack(1, { sack: [[at(2), at(6)]] })).toEqual([]);
    expect(bench.ack(1, { sack: [[at(2), at(7)]] })).toEqual([`again ${String(at(1))}:${String(at(2))}`]);
  });

  it("NextSeg (2): new data goes where nothing more is lost", () => {
    const { bench, at } = flying(10);
    bench.write(5000);
    bench.ack(1, { sack: [[at(1), at(4)]] });
    bench.ack(1, { sack: [[at(1), at(6)]] });
    expect(bench.ack(1, { sack: [[at(1), at(7)]] })).toEqual([`${String(at(10))}:${String(at(11))}`]);
  });

  it("NextSeg (3): without new data, what lies below something sacked goes although it is not lost yet", () => {
    const { bench, at } = flying(10);
    bench.ack(1, { sack: [[at(1), at(4)]] });
    bench.take();
    // 7 is not lost: only 8 lies above it.
    expect(bench.ack(1, { sack: [[at(8), at(9)], [at(1), at(7)]] })).toEqual([`again ${String(at(7))}:${String(at(8))}`]);
  });

  it("NextSeg (4): once per recovery, the last segment that nobody tells of", () => {
    const { bench, at } = flying(6);
    bench.ack(1, { sack: [[at(1), at(4)]] });
    bench.take();
    expect(bench.ack(at(4))).toEqual([`again ${String(at(5))}:${String(at(6))} P`]);
    expect(bench.ack(at(5))).toEqual([]);
  });

  it("ends when everything is acknowledged that was out at the beginning", () => {
    const { bench, at } = flying(10);
    bench.ack(1, { sack: [[at(1), at(10)]] });
    bench.ack(at(10));
    expect(bench.cwnd).toBe(5000);
    expect(bench.write(20_000)).toHaveLength(5);
  });

  it("begins no recovery after a timeout before everything sent until then is acknowledged (§5.1)", () => {
    const { bench, at } = flying(10);
    bench.wait(1000);
    bench.take();
    const before = bench.ssthresh;
    bench.ack(1, { sack: [[at(2), at(6)]] });
    expect(bench.ssthresh).toBe(before);
    expect(bench.cwnd).toBe(1000);
  });

  it("ignores blocks below what is acknowledged, and beyond what was sent", () => {
    const { bench, at } = flying(10);
    bench.ack(at(2));
    expect(bench.ack(at(2), { sack: [[1, at(2)], [at(10), at(14)]] })).toEqual([]);
    expect(bench.cwnd).toBe(11_000);
  });
});

describe("the sender's side of silly windows, and Nagle (RFC 9293 §3.8.6.2.1, §3.7.4)", () => {
  it("holds a small segment while something is unacknowledged", () => {
    const bench = textbookBench();
    expect(bench.write(100)).toEqual(["1:101 P"]);
    expect(bench.write(100)).toEqual([]);
    expect(bench.write(100)).toEqual([]);
    expect(bench.ack(101)).toEqual(["101:301 P"]);
  });

  it("sends at once what makes a whole segment", () => {
    const bench = textbookBench();
    bench.write(100);
    expect(bench.write(1100)).toEqual(["101:1101"]);
  });

  it("does not hold anything without Nagle", () => {
    const bench = textbookBench({ nagle: false });
    bench.write(100);
    expect(bench.write(100)).toEqual(["101:201 P"]);
  });

  it("does not fill a small rest of the window, unless it is half of the largest one", () => {
    const bench = textbookBench({ nagle: false }, { window: 2500 });
    expect(bench.write(4000)).toEqual(["1:1001", "1001:2001"]);
    const narrow = textbookBench({ nagle: false }, { window: 800 });
    expect(narrow.write(4000)).toEqual(["1:801"]);
  });

  it("overrides when the window stays small: the timer sends what fits", () => {
    const bench = textbookBench({}, { window: 800 });
    bench.write(2000);
    bench.ack(801, { window: 100 });
    expect(bench.wait(1000)).toEqual(["801:901"]);
  });
});

describe("probing a closed window (RFC 9293 §3.8.6.1)", () => {
  it("probes with one byte after RTO, then at doubling intervals, for as long as it is answered", () => {
    const bench = textbookBench({ dataRetries: 3 }, { window: 1000 });
    bench.write(2000);
    bench.ack(1001, { window: 0 });
    expect(bench.wait(1000)).toEqual(["1001:1002"]);
    bench.ack(1001);
    expect(bench.wait(2000)).toEqual(["again 1001:1002"]);
    for (const interval of [4000, 8000, 16_000, 32_000, 60_000, 60_000]) {
      bench.ack(1001);
      expect(bench.wait(interval - 1)).toEqual([]);
      expect(bench.wait(1)).toEqual(["again 1001:1002"]);
    }
    expect(bench.alive).toBe(true);
    bench.wait(300_000);
    expect(bench.alive).toBe(false);
  });

  it("sends what the window lets go when it opens, the probe's byte in front", () => {
    const bench = textbookBench({}, { window: 1000 });
    bench.write(2000);
    bench.ack(1001, { window: 0 });
    bench.wait(1000);
    expect(bench.ack(1001, { window: 1000 })).toEqual(["1001:2001 P"]);
  });
});

describe("the FIN (RFC 9293 §3.10.4)", () => {
  it("rides on the last data where it fits, else goes alone behind it", () => {
    const bench = textbookBench();
    bench.write(100);
    bench.write(100);
    expect(bench.close()).toEqual([]);
    expect(bench.ack(101)).toEqual(["101:201 FP"]);
    const idle = textbookBench();
    expect(idle.close()).toEqual(["1:1 F"]);
  });

  it("is sent again by the timer until it is acknowledged", () => {
    const bench = textbookBench();
    bench.close();
    expect(bench.wait(1000)).toEqual(["again 1:1 F"]);
    bench.ack(2);
    expect(bench.timers.size).toBe(0);
  });
});

// The Linux sender's rules, one by one. Round trips of 100 ms, segments of 1000 bytes.

import { describe, expect, it } from "vitest";
import { SendBuffer } from "../../../../src/simulation/tcp/send/send-buffer.ts";
import type { Bench } from "../../../support/sender-bench.ts";
import { linuxBench } from "../../../support/sender-bench.ts";

/** A bench with ten segments under way, sent at 1000 ms; `at(n)` is where segment n begins. */
function flying(bench: Bench = linuxBench(), bytes = 10_000): { readonly bench: Bench; readonly at: (segment: number) => number } {
  bench.wait(1000);
  bench.write(bytes);
  bench.wait(100);
  return { bench, at: (segment) => 1 + segment * 1000 };
}

describe("units (RFC 9293 §3.9.1.2)", () => {
  it("segments go in pairs at a low rate, and the second of a pair bears PSH", () => {
    expect(linuxBench().write(4500)).toEqual(["1:1001", "1001:2001 P", "2001:3001", "3001:4001 P", "4001:4501 P"]);
  });

  it("a unit that is sent again in one piece bears PSH, one segment of it does not", () => {
    const { bench, at } = flying();
    const sent = bench.ack(1, { sack: [[at(2), at(6)]] });
    expect(sent).toEqual(["again 1:1001", "again 1001:2001 P"].slice(0, sent.length));
    expect(sent.length).toBeGreaterThan(0);
  });
});

describe("segments that tell of bytes that came out of order (RFC 9293 §3.7.1)", () => {
  it("carry less text, first and again", () => {
    const bench = linuxBench();
    bench.blockBytes = 12;
    expect(bench.write(2000)).toEqual(["1:989", "989:1977 P", "1977:2001 P"]);
    bench.blockBytes = 20;
    bench.wait(100);
    expect(bench.ack(1, { sack: [[1977, 2001]] })).toEqual([]);
    expect(bench.wait(27)).toEqual(["again 1:981"]);
  });
});

describe("Nagle in Minshall's form (RFC 9293 §3.7.4)", () => {
  it("a small segment waits only for an earlier small one", () => {
    const bench = linuxBench();
    expect(bench.write(1000)).toEqual(["1:1001 P"]);
    expect(bench.write(10)).toEqual(["1001:1011 P"]);
    expect(bench.write(10)).toEqual([]);
    expect(bench.ack(1011)).toEqual(["1011:1021 P"]);
  });
});

describe("RACK (RFC 8985 §6.2)", () => {
  it("with three segments sacked, everything sent before the latest of them is lost at once", () => {
    const { bench, at } = flying();
    expect(bench.ack(1, { sack: [[at(2), at(4)]] })).toEqual([]);
    expect(bench.ack(1, { sack: [[at(2), at(5)]] })[0]).toBe("again 1:1001");
  });

  it("with fewer, after a quarter of the least round trip", () => {
    const { bench, at } = flying();
    bench.ack(1, { sack: [[at(1), at(2)]] });
    expect(bench.timers.get("reorder")).toBe(bench.now + 25 + 2);
    expect(bench.wait(27)).toEqual(["again 1:1001"]);
  });

  it("once segments have overtaken one another, three are not enough any more", () => {
    const { bench, at } = flying();
    bench.ack(1, { sack: [[at(1), at(2)]] });
    bench.ack(at(10));
    bench.write(10_000);
    bench.wait(100);
    expect(bench.ack(at(10), { sack: [[at(11), at(16)]] }).filter((sent) => sent.startsWith("again"))).toEqual([]);
    expect(bench.timers.has("reorder")).toBe(true);
  });

  it("what went again after a segment is not lost when that arrives, though both went in one moment", () => {
    const { bench, at } = flying(linuxBench(), 20_000);
    expect(bench.ack(1, { sack: [[at(1), at(2)]] })).toEqual(["10001:11001"]);
    bench.ack(1, { sack: [[at(1), at(3)]] });
    expect(bench.ack(1, { sack: [[at(1), at(4)]] })).toContain("again 1:1001");
    bench.ack(1, { sack: [[at(1), at(10)]] });
    bench.wait(100);
    expect(bench.ack(1, { sack: [[at(1), at(11)]] }).filter((sent) => sent.startsWith("again"))).toEqual([]);
  });
});

describe("the reordering window (RFC 8985 §6.2, step 4)", () => {
  it("is wider by a quarter of the least round trip for a round with DSACKs, however many", () => {
    const { bench, at } = flying();
    bench.ack(1, { sack: [[at(1), at(2)]] });
    bench.ack(at(10));
    bench.write(8000);
    bench.wait(100);
    // Two segments are late, and go again in vain.
    bench.ack(at(10), { sack: [[at(11), at(12)], [at(13), at(14)]] });
    expect(bench.wait(27)).toEqual(["again 10001:11001"]);
    expect(bench.ack(at(10), { sack: [[at(13), at(15)], [at(11), at(12)]] })).toEqual(["again 12001:13001"]);
    bench.ack(at(18));
    bench.write(8000);
    bench.wait(100);
    bench.ack(at(18), { sack: [[at(10), at(11)], [at(19), at(20)]] });
    expect(bench.timers.get("reorder")).toBe(bench.now + 50 + 2);
    bench.ack(at(18), { sack: [[at(12), at(13)], [at(19), at(21)]] });
    expect(bench.timers.get("reorder")).toBe(bench.now + 50 + 2);
  });
});

describe("RACK among segments of one moment (RFC 8985 §6.2)", () => {
  it("measures by the latest that has arrived, and what went after that has a little of its time left", () => {
    const bench = linuxBench();
    const at = (segment: number): number => 1 + segment * 1000;
    bench.wait(1000);
    bench.write(30_000);
    bench.wait(90);
    // In one moment: the eleventh segment, the twelfth, and the first again.
    expect(bench.ack(1, { sack: [[at(1), at(2)]] })).toEqual(["10001:11001"]);
    expect(bench.ack(1, { sack: [[at(1), at(3)]] })).toEqual(["11001:12001"]);
    expect(bench.ack(1, { sack: [[at(1), at(4)]] })).toContain("again 1:1001");
    bench.ack(1, { sack: [[at(1), at(10)]] });
    bench.wait(110);
    // The first and the eleventh arrive: the twelfth went before the first did again, and yet is not lost.
    expect(bench.ack(at(11)).filter((sent) => sent.startsWith("again"))).toEqual([]);
    expect(bench.timers.has("reorder")).toBe(true);
    expect(bench.wait(3)).toContain("again 11001:12001");
  });
});

describe("the retransmission timer while the oldest segment is missing (RFC 6298 §5.3)", () => {
  it("begins anew with what was sent before that went again, though in the same moment", () => {
    const { bench, at } = flying(linuxBench({ tailLossProbe: false }), 20_000);
    // The first of 20 segments is lost, and goes again behind the eleventh.
    for (const end of [2, 3, 4, 10]) bench.ack(1, { sack: [[at(1), at(end)]] });
    bench.wait(100);
    bench.ack(1, { sack: [[at(1), at(11)]] });
    expect(bench.timers.get("retransmission")).toBe(bench.now + 300);
  });
});

describe("the tail-loss probe (RFC 8985 §7)", () => {
  it("goes two round trips and 2 ms after the latest sending, and sends the last segment again", () => {
    const bench = linuxBench();
    bench.write(10_000);
    expect(bench.wait(201)).toEqual([]);
    expect(bench.wait(1)).toEqual(["again 9001:10001 P"]);
  });

  it("is not earlier for a lone segment than the retransmission timeout", () => {
    const bench = linuxBench();
    bench.write(1000);
    expect(bench.timers.get("loss-probe")).toBe(300);
  });

  it("sends new data where there is some, whatever the congestion window says", () => {
    const bench = linuxBench();
    bench.write(12_000);
    expect(bench.wait(202)).toEqual(["10001:11001"]);
  });

  it("reduces the window when it has filled a hole, and not when a DSACK tells that nothing was lost", () => {
    const { bench, at } = flying();
    bench.wait(102);
    bench.take();
    bench.wait(50);
    bench.ack(at(10), { sack: [[at(9), at(10)]] });
    expect(bench.cwnd).toBeGreaterThanOrEqual(10_000);
    const filled = flying();
    filled.bench.wait(102);
    filled.bench.ack(filled.at(9));
    filled.bench.wait(100);
    filled.bench.write(1000);
    filled.bench.ack(filled.at(11));
    expect(filled.bench.ssthresh).toBeLessThan(12_000);
  });
});

describe("the retransmission timeout (RFC 6298, RFC 5681 §3.1)", () => {
  it("is the smoothed round trip and 200 ms, and doubles", () => {
    const bench = linuxBench({ tailLossProbe: false });
    bench.write(10_000);
    expect(bench.wait(299)).toEqual([]);
    expect(bench.wait(1)).toEqual(["again 1:1001"]);
    expect(bench.cwnd).toBe(1000);
    expect(bench.wait(600)).toEqual(["again 1:1001"]);
  });

  it("small segments that follow one another go again as one", () => {
    const bench = linuxBench({ tailLossProbe: false, nagle: false });
    for (let write = 0; write < 4; write += 1) bench.write(300);
    expect(bench.wait(300)).toEqual(["again 1:901 P"]);
  });

  it("F-RTO: an acknowledgement of what was sent once only takes the timeout back (RFC 5682 §3)", () => {
    const bench = linuxBench({ tailLossProbe: false });
    bench.write(30_000);
    bench.wait(300);
    expect(bench.ack(1001)).toEqual(["10001:11001", "11001:12001"]);
    bench.ack(2001);
    expect(bench.cwnd).toBeGreaterThanOrEqual(10_000);
    expect(bench.ssthresh).toBe(Infinity);
  });

  it("F-RTO: a duplicate instead shows that the loss was real", () => {
    const bench = linuxBench({ tailLossProbe: false });
    bench.write(30_000);
    bench.wait(300);
    bench.ack(1001);
    expect(bench.ack(1001, { sack: [[10_001, 11_001]] }).filter((sent) => sent.startsWith("again"))).toEqual(["again 1001:2001"]);
    expect(bench.ssthresh).toBe(5000);
  });

  it("Eifel: an older timestamp takes it back (RFC 3522)", () => {
    const bench = linuxBench({ tailLossProbe: false }, { timestamps: true });
    bench.wait(50);
    bench.write(10_000);
    bench.wait(300);
    bench.ack(2001, { echo: 50 });
    expect(bench.ssthresh).toBe(Infinity);
    expect(bench.cwnd).toBeGreaterThanOrEqual(10_000);
  });
});

describe("undoing a recovery by DSACK (RFC 2883, RFC 3708)", () => {
  it("when every retransmission has come twice, the window is given back", () => {
    const { bench, at } = flying();
    expect(bench.ack(1, { sack: [[at(1), at(4)]] })[0]).toBe("again 1:1001");
    expect(bench.ssthresh).toBe(5000);
    bench.wait(5);
    bench.ack(at(9));
    bench.ack(at(9), { sack: [[1, 1001]] });
    expect(bench.cwnd).toBeGreaterThanOrEqual(10_000);
  });
});

describe("a DSACK beyond SND.UNA (RFC 2883 §4.2)", () => {
  it("takes a retransmission back, even where only a neighbour in the same run went again", () => {
    const { bench, at } = flying();
    bench.ack(1, { sack: [[at(1), at(3)]] });
    const { cwnd } = bench;
    expect(bench.ack(1, { sack: [[at(4), at(5)], [at(1), at(3)]] }).slice(0, 1)).toEqual(["again 1:1001"]);
    expect(bench.ack(1, { sack: [[at(4), at(10)], [at(1), at(3)]] })).toContain("again 3001:4001");
    bench.wait(20);
    // The fourth arrives after all, its neighbour a second time, then the fourth too, and at last the first.
    bench.ack(1, { sack: [[at(1), at(10)]] });
    bench.ack(1, { sack: [[at(4), at(5)], [at(1), at(10)]] });
    expect(bench.cwnd).toBeLessThan(cwnd);
    bench.ack(at(10), { sack: [[at(3), at(4)]] });
    expect(bench.cwnd).toBeGreaterThanOrEqual(cwnd);
  });
});

describe("a window that opens after a pause (RFC 5681 §4.1)", () => {
  it("finds the congestion window fallen to the initial one", () => {
    const bench = linuxBench({}, { window: 20_000 });
    bench.write(60_000);
    bench.wait(100);
    bench.ack(10_001, { window: 10_000 });
    bench.wait(100);
    bench.ack(20_001, { window: 0 });
    expect(bench.cwnd).toBeGreaterThan(15_000);
    bench.wait(5000);
    bench.ack(20_001, { window: 20_000 });
    expect(bench.cwnd).toBe(10_000);
  });
});

describe("proportional rate reduction (RFC 6937)", () => {
  it("lets about one segment go for two delivered, and ends at ssthresh", () => {
    const { bench, at } = flying(linuxBench({ initialWindow: 20 }), 60_000);
    let sent = 0;
    for (let segment = 2; segment <= 20; segment += 1) {
      sent += bench.ack(1, { sack: [[at(1), at(segment)]] }).length;
    }
    expect(sent).toBeGreaterThanOrEqual(9);
    expect(sent).toBeLessThanOrEqual(11);
    bench.wait(100);
    bench.ack(at(20));
    expect(bench.ssthresh).toBe(10_000);
    expect(bench.cwnd).toBe(10_000);
  });
});

describe("without SACK (RFC 6582)", () => {
  it("the third duplicate sends the first segment again, each partial acknowledgement the next", () => {
    const { bench, at } = flying(linuxBench({}, { sack: false }));
    bench.ack(1);
    bench.ack(1);
    expect(bench.ack(1)).toEqual(["again 1:1001"]);
    for (let duplicate = 0; duplicate < 4; duplicate += 1) bench.ack(1);
    bench.wait(100);
    expect(bench.ack(at(3))).toEqual(["again 3001:4001"]);
  });

  it("the phase is held at its end until something beyond is acknowledged", () => {
    const { bench, at } = flying(linuxBench({}, { sack: false }));
    for (let duplicate = 0; duplicate < 3; duplicate += 1) bench.ack(1);
    bench.wait(100);
    bench.ack(at(10));
    bench.write(5000);
    for (let duplicate = 0; duplicate < 2; duplicate += 1) expect(bench.ack(at(10))).toEqual([]);
  });
});

describe("validation of the window (RFC 5681 §4.1, RFC 7661)", () => {
  it("a window that is not used does not grow", () => {
    const bench = linuxBench();
    for (let write = 0; write < 20; write += 1) {
      bench.write(1000);
      bench.wait(100);
      bench.ack(1 + (write + 1) * 1000);
    }
    expect(bench.cwnd).toBe(10_000);
  });

  it("after silence the window halves for each timeout, down to the initial one", () => {
    const bench = linuxBench();
    let position = 1;
    for (let round = 0; round < 2; round += 1) {
      const size = bench.cwnd;
      bench.write(size);
      position += size;
      bench.wait(100);
      bench.ack(position);
    }
    expect(bench.cwnd).toBe(40_000);
    bench.wait(310);
    bench.write(1000);
    expect(bench.cwnd).toBe(20_000);
    bench.ack(position + 1000);
    bench.wait(3000);
    bench.write(1000);
    expect(bench.cwnd).toBe(10_000);
  });
});

describe("the send buffer (RFC 9293 §3.9.1.2)", () => {
  it("a program that finds it full waits until a third is free, and goes on by itself", () => {
    const bench = linuxBench();
    expect(bench.write(100_000)).not.toContain("written");
    let position = 1;
    let seen: string[] = [];
    for (let round = 0; round < 20 && !seen.includes("written"); round += 1) {
      position += 10_000;
      bench.wait(50);
      seen = [...seen, ...bench.ack(Math.min(position, 60_001)), ...bench.wait(50)];
    }
    expect(seen).toContain("written");
  });

  it("a chunk costs 832 bytes beside its own, and the program is woken when a third is free", () => {
    const buffer = new SendBuffer(null, 1448);
    expect(buffer.hasRoom(46_079 - 832, 1)).toBe(true);
    expect(buffer.hasRoom(46_080 - 832, 1)).toBe(false);
    buffer.wanting = true;
    buffer.wake(30_721 - 832, 1);
    expect(buffer.woken).toBe(false);
    buffer.wake(30_720 - 832, 1);
    expect(buffer.woken).toBe(true);
  });

  it("holds twice of what the program asks for, and does not grow", () => {
    const buffer = new SendBuffer(30_000, 1000);
    buffer.grow(1000, 3);
    expect(buffer.hasRoom(59_999, 0)).toBe(true);
    expect(buffer.hasRoom(60_000, 0)).toBe(false);
    expect(new SendBuffer(1, 1000).hasRoom(4607, 0)).toBe(true);
  });
});

describe("probing a closed window", () => {
  it("sends segments without bytes below SND.UNA, at doubling intervals", () => {
    const bench = linuxBench({}, { window: 2000 });
    bench.write(5000);
    bench.wait(100);
    bench.ack(2001, { window: 0 });
    expect(bench.wait(300)).toEqual(["2000:2000"]);
    expect(bench.wait(599)).toEqual([]);
    expect(bench.wait(1)).toEqual(["2000:2000"]);
    expect(bench.ack(2001, { window: 60_000 })).toEqual(["2001:3001", "3001:4001 P", "4001:5001 P"]);
  });
});

describe("a window that is too small for the first segment", () => {
  it("is filled when the timer expires; a FIN that it does not reach stays behind", () => {
    const bench = linuxBench({ tailLossProbe: false }, { window: 3000 });
    bench.write(100);
    bench.wait(50);
    bench.ack(101, { window: 300 });
    bench.write(500);
    bench.close();
    expect(bench.wait(400)).toEqual(["101:401 P"]);
    expect(bench.ack(401, { window: 200 })).toEqual([]);
    expect(bench.wait(400)).toEqual(["401:601 P"]);
    expect(bench.ack(601, { window: 200 })).toEqual(["601:601 FP"]);
  });
});

describe("a peer that has never offered a large window (RFC 9293 §3.8.6.2.1)", () => {
  it("is sent two segments a window, however large it says that they may be", () => {
    const bench = linuxBench({}, { window: 1460 });
    expect(bench.write(3000)).toEqual(["1:731", "731:1461 P"]);
    expect(bench.ack(1461, { window: 4000 })).toEqual(["1461:2461", "2461:3001 P"]);
  });

  it("is sent one, where the window is tiny", () => {
    const bench = linuxBench({}, { window: 500 });
    expect(bench.write(3000)).toEqual(["1:501 P"]);
  });
});

describe("a window that was taken back (RFC 9293 §3.8.6)", () => {
  it("is probed by what goes again, for as long as the peer answers (MUST-35, SHLD-17)", () => {
    const bench = linuxBench({ tailLossProbe: false }, { window: 2000 });
    bench.write(2000);
    bench.wait(50);
    bench.ack(1, { window: 0 });
    let probes = 0;
    for (let minute = 0; minute < 60; minute += 1) {
      probes += bench.wait(60_000).length;
      expect(bench.ack(1, { window: 0 })).toEqual([]);
    }
    expect(probes).toBeGreaterThan(30);
    expect(bench.alive).toBe(true);
    expect(bench.ack(2001, { window: 2000 })).toEqual([]);
  });

  it("is given up when the peer has not answered for four minutes", () => {
    const bench = linuxBench({ tailLossProbe: false }, { window: 2000 });
    bench.write(2000);
    bench.wait(50);
    bench.ack(1, { window: 0 });
    bench.wait(240_000);
    expect(bench.alive).toBe(true);
    bench.wait(150_000);
    expect(bench.alive).toBe(false);
  });
});

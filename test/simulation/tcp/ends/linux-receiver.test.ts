// The rules of Linux's receiver one by one; whole exchanges are held against captures in receiver-captures.test.ts.

import { describe, expect, it } from "vitest";
import type { ReceiverBench } from "../../../support/receiver-bench.ts";
import { linuxBench } from "../../../support/receiver-bench.ts";

/** What went, without the windows. */
function acks(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/ win \d+/, ""));
}

/** Sends small segments, each read at once, until the young connection's quick acknowledgements are used up. */
function growOld(bench: ReceiverBench, gap = 100): number {
  let seq = 1;
  for (let count = 0; ; count += 1) {
    const heard = bench.segment(seq, 10, "P");
    seq += 10;
    const after = bench.read(10);
    if (!heard.some((line) => line.includes("quick"))) {
      expect(acks(after)).toEqual([`ack ${seq} (ack.read)`, "stop delayed-ack"]);
      expect(count).toBe(16);
      return seq;
    }
    bench.now += gap;
  }
}

describe("quick acknowledgements (Linux)", () => {
  it("answer the first sixteen segments at once, then reading does", () => {
    const bench = linuxBench();
    growOld(bench);
    expect(acks(bench.segment(171, 10, "P"))).toEqual(["start delayed-ack 40"]);
    expect(acks(bench.read(10))).toEqual(["ack 181 (ack.read)", "stop delayed-ack"]);
  });

  it("are fewer where the window is small", () => {
    const bench = linuxBench({ buffer: 8192, locked: true }, { shift: 0 });
    expect(acks(bench.segment(1, 10, "P"))).toEqual(["ack 11 (ack.quick)"]);
    expect(acks(bench.segment(11, 10, "P"))).toEqual(["ack 21 (ack.quick)"]);
    expect(acks(bench.segment(21, 10, "P"))).toEqual(["start delayed-ack 40"]);
  });

  it("come back after a silence longer than the retransmission timeout", () => {
    const bench = linuxBench();
    const seq = growOld(bench);
    bench.now += 256;
    expect(acks(bench.segment(seq, 10, "P"))).toEqual(["ack 181 (ack.quick)"]);
  });

  it("come back when the peer sends in vain", () => {
    const bench = linuxBench();
    const seq = growOld(bench);
    expect(acks(bench.segment(1, 10, "P"))).toEqual(["ack 171 sack 1:11 (ack.quick)"]);
    expect(acks(bench.segment(seq, 10, "P"))).toEqual(["ack 181 (ack.quick)"]);
  });
});

describe("a simultaneous open (RFC 9293 §3.5, Figure 7)", () => {
  it("is no reason to take what is sent first for an answer: what comes then is acknowledged at once", () => {
    for (const [crossed, heard] of [[true, ["ack 11 (ack.quick)"]], [false, ["start delayed-ack 48"]]] as const) {
      const bench = linuxBench({}, { crossed });
      bench.now += 4;
      bench.segment(0, 1);
      bench.send(100);
      bench.now += 25;
      expect(acks(bench.segment(1, 10, "P")).slice(-1)).toEqual(heard);
    }
  });
});

describe("the delay (RFC 9293 §3.8.6.3)", () => {
  it("ends a little early with an ACK of the peer's that tells more than that it has heard", () => {
    const bench = linuxBench();
    const seq = growOld(bench);
    bench.segment(seq, 10, "P");
    bench.now += 28;
    expect(bench.acknowledged(false)).toEqual([]);
    bench.now += 4;
    expect(bench.acknowledged(true)).toEqual([]);
    expect(acks(bench.acknowledged(false))).toEqual([`ack ${seq + 10} (ack.delayed)`, "stop delayed-ack"]);
  });

  it("begins when the program answers, whose data then carries the acknowledgement", () => {
    const bench = linuxBench();
    expect(acks(bench.segment(1, 10, "P"))).toEqual(["ack 11 (ack.quick)"]);
    bench.read(10);
    bench.send(20);
    expect(bench.segment(11, 10, "P")).toEqual(["start delayed-ack 40"]);
    expect(bench.read(10)).toEqual([]);
    bench.send(20);
    expect(bench.heard).toEqual(["stop delayed-ack"]);
  });

  it("ends the program's being taken for one that answers when nothing is answered", () => {
    const bench = linuxBench();
    bench.segment(1, 10, "P");
    bench.send(20);
    bench.segment(11, 10, "P");
    bench.read(20);
    bench.now += 42;
    expect(acks(bench.expire("delayed-ack"))).toEqual(["ack 21 (ack.delayed)"]);
    expect(acks(bench.segment(21, 10, "P"))).toEqual(["ack 31 (ack.quick)"]);
  });

  it("is a round trip at most", () => {
    for (const [srtt, wait] of [[30, 40], [60, 60], [500, 196]] as const) {
      const bench = linuxBench({}, {}, { srtt, rto: 1000 });
      growOld(bench);
      for (let seq = 171; seq <= 271; seq += 10) {
        bench.now += 50;
        bench.segment(seq, 10);
        bench.expire("delayed-ack");
      }
      bench.now += 50;
      expect(bench.segment(281, 10)).toEqual([`start delayed-ack ${wait}`]);
    }
  });

  it("is none where it is switched off", () => {
    const bench = linuxBench({ delayedAck: 0 });
    for (let seq = 1; seq < 400; seq += 10) expect(acks(bench.segment(seq, 10, "P"))).toEqual([`ack ${seq + 10} (ack.quick)`]);
  });

  it("lets a FIN's acknowledgement go at the next tick, for the program may close", () => {
    const bench = linuxBench();
    expect(bench.segment(1, 0, "F")).toEqual(["start delayed-ack 0"]);
    expect(acks(bench.expire("delayed-ack"))).toEqual(["ack 2 (ack.delayed)"]);
  });

  it("is none for a FIN that comes after our own", () => {
    const bench = linuxBench();
    expect(acks(bench.segment(1, 0, "F", true))).toEqual(["ack 2 (fin)"]);
  });

  it("is longest for the handshake's acknowledgement that data is to carry", () => {
    const bench = linuxBench();
    bench.receiver.postponed(0);
    expect(bench.heard).toEqual(["start delayed-ack 200"]);
  });
});

describe("more than one full segment (RFC 9293 §3.8.6.3)", () => {
  /** A program that answers each segment, so that no acknowledgement is quick. */
  function answering(segments: number): { readonly bench: ReceiverBench; readonly seq: number } {
    const bench = linuxBench();
    let seq = 1;
    for (; seq < 1448 * segments; seq += 1448) {
      bench.segment(seq, 1448);
      bench.read(1448);
      bench.send(10);
    }
    bench.heard.length = 0;
    return { bench, seq };
  }

  it("is acknowledged at once while the window grows", () => {
    const { bench, seq } = answering(1);
    expect(bench.segment(seq, 1448)).toEqual(["start delayed-ack 40"]);
    expect(acks(bench.segment(seq + 1448, 1448))).toEqual([`ack ${seq + 2896} (ack.second-segment)`, "stop delayed-ack"]);
  });

  it("is acknowledged when the program reads, where the window would shrink before that", () => {
    const { bench, seq } = answering(20);
    expect(bench.segment(seq, 1448)).toEqual(["start delayed-ack 40"]);
    expect(bench.segment(seq + 1448, 1448)).toEqual([]);
    expect(acks(bench.read(2896))).toEqual([`ack ${seq + 2896} (ack.read)`, "stop delayed-ack"]);
  });
});

describe("bytes out of order", () => {
  it("wait for a twentieth of the round trip that the first data shows, though the handshake's last ACK has echoed the same", () => {
    const bench = linuxBench({}, { timestamps: true });
    bench.echo = 0;
    bench.segment(1, 0);
    bench.now += 10;
    // Their quick acknowledgements are used up first.
    const heard = Array.from({ length: 20 }, (_, k) => bench.segment(1449 + 1448 * k, 1448)).flat();
    expect(heard.filter((line) => line.startsWith("start"))[0]).toBe("start sack-compression 0.6");
  });

  function old(sack = true): { readonly bench: ReceiverBench; readonly seq: number } {
    const bench = linuxBench({}, { sack });
    return { bench, seq: growOld(bench) };
  }

  it("are acknowledged at once three times, then together after a moment", () => {
    const { bench, seq } = old();
    const answers = [1, 2, 3, 4, 5].map((k) => acks(bench.segment(seq + 10 * k, 10, "P")));
    expect(answers.slice(0, 3).map((lines) => lines.length)).toEqual([1, 1, 1]);
    expect(answers[2]).toEqual([`ack ${seq} sack ${seq + 10}:${seq + 40} (text.out-of-order)`]);
    expect(answers.slice(3).map((lines) => lines.map((line) => line.replace(/ [0-9.]+$/, "")))).toEqual([["start sack-compression"], []]);
    expect(acks(bench.expire("sack-compression"))).toEqual([`ack ${seq} sack ${seq + 10}:${seq + 60} (ack.compressed)`]);
  });

  it("are acknowledged at once each without SACK", () => {
    const { bench, seq } = old(false);
    for (const k of [1, 2, 3, 4, 5, 6]) expect(acks(bench.segment(seq + 10 * k, 10, "P"))).toEqual([`ack ${seq} (text.out-of-order)`]);
  });

  it("are told before a third block pushes one out of sight", () => {
    const { bench, seq } = old();
    for (const k of [2, 3, 4, 5]) bench.segment(seq + 10 * k, 10, "P");
    expect(acks(bench.segment(seq + 80, 10, "P"))).toEqual([]);
    expect(acks(bench.segment(seq + 110, 10, "P"))[0]).toBe(`ack ${seq} sack ${seq + 80}:${seq + 90} ${seq + 20}:${seq + 60} (ack.compressed)`);
  });

  it("are withheld 44 times at most", () => {
    const { bench, seq } = old();
    const went: number[] = [];
    for (let k = 1; k <= 60; k += 1) if (bench.segment(seq + 10 * k, 10, "P").some((line) => line.startsWith("ack"))) went.push(k);
    expect(went).toEqual([1, 2, 3, 48]);
  });

  it("are acknowledged at once when the gap before them is filled", () => {
    const { bench, seq } = old();
    bench.segment(seq + 10, 10, "P");
    expect(acks(bench.segment(seq, 10, "P"))).toEqual([`ack ${seq + 20} (text.gap-filled)`]);
  });
});

describe("the window (Linux)", () => {
  it("begins with half of the buffer, grows as full segments come, and knows then what they cost", () => {
    const bench = linuxBench();
    expect(bench.receiver.room).toBe(45 * 1448);
    const windows = [1, 1449, 2897, 4345, 5793].map((seq) => {
      const lines = bench.segment(seq, 1448);
      bench.read(1448);
      return Number(/win (\d+)/.exec(lines[0] ?? "")?.[1]) / 1024;
    });
    expect(windows).toEqual([67, 70, 73, 75, 78]);
  });

  it("never takes back what was offered", () => {
    const bench = linuxBench();
    let edge = 0;
    for (let seq = 1; bench.receiver.room >= 1448; seq += 1448) {
      bench.segment(seq, 1448);
      expect(seq + 1448 + bench.receiver.room).toBeGreaterThanOrEqual(edge);
      edge = bench.receiver.lastAck + bench.send(0);
    }
  });

  /** A small buffer that nobody reads, until not one segment more may come. */
  function filled(): { readonly bench: ReceiverBench; readonly end: number } {
    const bench = linuxBench({ buffer: 8192, locked: true }, { shift: 0 });
    let end = 1;
    for (; bench.receiver.room >= 1448; end += 1448) bench.segment(end, 1448);
    bench.send(0);
    bench.heard.length = 0;
    return { bench, end };
  }

  it("is closed while little is free, and opens when reading has made room", () => {
    const { bench, end } = filled();
    expect(end).toBe(1 + 3 * 1448);
    expect(bench.send(0)).toBe(0);
    // The memory of a segment is free when all of it has been read.
    expect(bench.read(1447)).toEqual([]);
    expect(bench.read(1)).toEqual([`ack ${end} win 1448 (window.update)`]);
    expect(bench.read(1448)).toEqual([`ack ${end} win 2896 (window.update)`]);
    expect(bench.read(1448)).toEqual([]);
  });

  it("is not opened for a peer that has nothing more to say", () => {
    const { bench, end } = filled();
    bench.segment(end, 0, "F");
    bench.send(0);
    bench.heard.length = 0;
    expect(bench.read(3 * 1448)).toEqual([]);
  });
});

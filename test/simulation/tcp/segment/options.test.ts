import { describe, expect, it } from "vitest";
import type { TcpSpec } from "../../../../src/simulation/index.ts";
import { optionsLength, shiftFor } from "../../../../src/simulation/tcp/segment/options.ts";
import { Peer, peerIn } from "../../../support/peer.ts";

/** An open connection on which both sides have offered these options. */
function open(spec: Partial<TcpSpec>, offered: string): Peer {
  const peer = new Peer(spec);
  peer.does("connect");
  peer.does(`S. 0:0(0) ack 1 win 10000 <${offered}>`);
  return peer;
}

describe("options in the header (RFC 9293 §3.1)", () => {
  it("are padded to whole words", () => {
    expect(optionsLength([])).toBe(0);
    expect(optionsLength([{ kind: "window-scale", shift: 7 }])).toBe(4);
    expect(optionsLength([{ kind: "nop" }, { kind: "nop" }, { kind: "timestamps", value: 1, echo: 2 }])).toBe(12);
  });

  it("never take more than 40 bytes", () => {
    expect(() => optionsLength([{ kind: "sack", blocks: [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]] }])).toThrow("padded=44");
  });
});

describe("offering options", () => {
  it("puts everything that is on into the SYN", () => {
    const peer = new Peer({ mss: 1460, sack: true, timestamps: true, windowScale: true, receiveBuffer: 100_000 });
    expect(peer.after(5).does("connect")).toEqual(["CLOSED -> SYN-SENT", "> S 0:0(0) <mss 1460,sackOK,TS val 5 ecr 0,wscale 1>"]);
  });

  it("answers with what the other SYN has offered, and nothing else", () => {
    const all: Partial<TcpSpec> = { sack: true, timestamps: true, windowScale: true };
    expect(peerIn("LISTEN", all).does("S 0:0(0) <TS val 9 ecr 0>")).toEqual(["LISTEN -> SYN-RECEIVED", "> S. 0:0(0) ack 1 <TS val 0 ecr 9>"]);
    expect(peerIn("LISTEN", all).does("S 0:0(0) <sackOK,wscale 3>")).toEqual([
      "LISTEN -> SYN-RECEIVED", "> S. 0:0(0) ack 1 <sackOK,wscale 0>",
    ]);
    expect(peerIn("LISTEN").does("S 0:0(0) <sackOK,TS val 9 ecr 0,wscale 3>")).toEqual(["LISTEN -> SYN-RECEIVED", "> S. 0:0(0) ack 1"]);
  });
});

describe("window scale (RFC 7323 §2)", () => {
  it("is the smallest shift that lets the whole buffer be offered, at most 14", () => {
    expect([65_535, 65_536, 131_070, 131_071, 2 ** 30, 2 ** 40].map(shiftFor)).toEqual([0, 1, 1, 2, 14, 14]);
  });

  it("scales the peer's windows, save that of its SYN", () => {
    const peer = open({ windowScale: true }, "wscale 7");
    expect(peer.block.snd.wnd).toBe(10_000);
    peer.does(". 1:1(0) ack 1 win 100");
    expect(peer.block.snd.wnd).toBe(12_800);
  });

  it("does not scale when only one side offers it", () => {
    const peer = open({}, "wscale 7");
    peer.does(". 1:1(0) ack 1 win 100");
    expect(peer.block.snd.wnd).toBe(100);
  });
});

describe("timestamps (RFC 7323)", () => {
  it("echo the segment that is being acknowledged, and not one that came out of order (§4.3)", () => {
    const peer = open({ timestamps: true }, "TS val 500 ecr 0");
    peer.after(3);
    expect(peer.does("P. 1:11(10) ack 1 <TS val 510 ecr 0>")).toEqual(["reads 0+10", "> . 1:1(0) ack 11 <TS val 3 ecr 510>"]);
    expect(peer.does("P. 21:31(10) ack 1 <TS val 530 ecr 0>")).toEqual(["> . 1:1(0) ack 11 <TS val 3 ecr 510>"]);
    expect(peer.does("P. 11:21(10) ack 1 <TS val 520 ecr 0>")).toEqual(["reads 10+20", "> . 1:1(0) ack 31 <TS val 3 ecr 520>"]);
  });

  it("tell an old duplicate from a new segment (PAWS, §5.3)", () => {
    const peer = open({ timestamps: true }, "TS val 500 ecr 0");
    expect(peer.does("P. 1:11(10) ack 1 <TS val 499 ecr 0>")).toEqual(["> . 1:1(0) ack 1 <TS val 0 ecr 500>"]);
    expect(peer.lastTurn?.outcome).toBe("unacceptable");
  });

  describe("in Linux", () => {
    const established = (): Peer => {
      const peer = new Peer({ tailLossProbe: false }, "linux");
      peer.does("connect");
      peer.does("S. 0:0(0) ack 1 win 1000 <mss 1000,sackOK,TS val 500 ecr 0>");
      return peer;
    };

    it("may be older by a tick", () => {
      expect(established().does("P. 1:11(10) ack 1 win 1000 <TS val 499 ecr 0>")).toContain("reads 0+10");
      expect(established().does("P. 1:11(10) ack 1 win 1000 <TS val 498 ecr 0>")).not.toContain("reads 0+10");
    });

    it("have bytes that came twice told of, where they are too old for the sequence numbers to be looked at (RFC 2883)", () => {
      const peer = established();
      peer.does("P. 1:11(10) ack 1 win 1000 <TS val 510 ecr 0>");
      expect(peer.does("P. 1:11(10) ack 1 win 1000 <TS val 505 ecr 0>").at(-1)).toMatch(/<TS val 0 ecr 510,sack 1:11>$/);
    });

    it("leave a duplicate acknowledgement alone that others have overtaken, and drop one that data has overtaken", () => {
      const peer = established();
      peer.does("P. 1:11(10) ack 1 win 1000 <TS val 508 ecr 0>");
      peer.does(". 11:11(0) ack 1 win 1000 <TS val 510 ecr 0>");
      expect(peer.does(". 11:11(0) ack 1 win 1000 <TS val 505 ecr 0>")).toEqual([]);
      expect(peer.lastTurn?.outcome).toBe("accepted");
      expect(peer.does(". 1:1(0) ack 1 win 1000 <TS val 505 ecr 0>")).toEqual([]);
      expect(peer.lastTurn?.outcome).toBe("ignored");
    });
  });

  it("let an old acknowledgement go without an answer, for it would be answered again (RFC 5961 §7)", () => {
    const peer = open({ timestamps: true }, "TS val 500 ecr 0");
    expect(peer.does(". 1:1(0) ack 1 <TS val 499 ecr 0>")).toEqual([]);
    expect(peer.lastTurn?.outcome).toBe("ignored");
  });

  it("do not protect from a reset (§5.2)", () => {
    const peer = open({ timestamps: true }, "TS val 500 ecr 0");
    expect(peer.does("R 1:1(0) <TS val 1 ecr 0>")).toEqual(["ESTABLISHED -> CLOSED", "receive = connection reset", "signal: connection reset"]);
  });

  it("are missed in silence (§3.2)", () => {
    const peer = open({ timestamps: true }, "TS val 500 ecr 0");
    expect(peer.does("P. 1:11(10) ack 1")).toEqual([]);
  });

  it("take their room from the text of a segment (RFC 9293 §3.7.1)", () => {
    const peer = open({ timestamps: true, mss: 100 }, "mss 100,TS val 500 ecr 0");
    expect(peer.does("send 88")).toEqual(["send = ok", "> P. 1:89(88) ack 1 <TS val 0 ecr 500>"]);
    expect(open({ timestamps: true, mss: 100 }, "mss 100,TS val 500 ecr 0").does("send 100")[1]).toMatch(/^> \. 1:89\(88\)/);
  });

  it("leave a byte even where the peer takes less than they need", () => {
    expect(open({ timestamps: true, mss: 5 }, "mss 5,TS val 500 ecr 0").does("send 2")[1]).toMatch(/^> \. 1:2\(1\)/);
  });

  it("leave 36 bytes in Linux, which cuts no segment below 48", () => {
    const peer = new Peer({ timestamps: true, mss: 5, tailLossProbe: false }, "linux");
    peer.does("connect");
    peer.does("S. 0:0(0) ack 1 win 10000 <mss 5,TS val 500 ecr 0>");
    expect(peer.does("send 50")[0]).toMatch(/^> \. 1:37\(36\)/);
  });

  it("let a round trip be measured that Karn's rule forbids without them (RFC 6298 §3)", () => {
    const peer = open({ timestamps: true, minRto: 0 }, "TS val 500 ecr 0");
    peer.after(1000).does("send 10");
    peer.does("timer retransmission");
    const sent = Math.floor(peer.lastTurn?.now ?? 0);
    peer.after(80).does(`. 1:1(0) ack 11 <TS val 900 ecr ${String(sent)}>`);
    expect(peer.srtt).toBe(10);
  });
});

describe("selective acknowledgement, receiving (RFC 2018 §4)", () => {
  it("tells of the block that came last, then of the others, and forgets what is acknowledged", () => {
    const peer = open({ sack: true }, "sackOK");
    expect(peer.does("P. 11:21(10) ack 1")).toEqual(["> . 1:1(0) ack 1 <sack 11:21>"]);
    expect(peer.does("P. 31:41(10) ack 1")).toEqual(["> . 1:1(0) ack 1 <sack 31:41 11:21>"]);
    expect(peer.does("P. 51:61(10) ack 1")).toEqual(["> . 1:1(0) ack 1 <sack 51:61 31:41 11:21>"]);
    expect(peer.does("P. 21:31(10) ack 1")).toEqual(["> . 1:1(0) ack 1 <sack 11:41 51:61>"]);
    expect(peer.does("P. 1:11(10) ack 1")).toEqual(["reads 0+40", "> . 1:1(0) ack 41 <sack 51:61>"]);
    expect(peer.does("P. 41:51(10) ack 1").at(-1)).toBe("> . 1:1(0) ack 61");
  });

  it("tells of at most four blocks, three with timestamps", () => {
    const blocks = (spec: Partial<TcpSpec>, offered: string, ts: string): number | undefined => {
      const peer = open(spec, offered);
      let last = "";
      for (const start of [11, 31, 51, 71, 91]) last = peer.does(`P. ${String(start)}:${String(start + 10)}(10) ack 1${ts}`).at(-1) ?? "";
      return last.match(/\d+:\d+(?=[ >])/g)?.length;
    };
    expect(blocks({ sack: true }, "sackOK", "")).toBe(4);
    expect(blocks({ sack: true, timestamps: true }, "sackOK,TS val 1 ecr 0", " <TS val 1 ecr 0>")).toBe(3);
  });

  it("tells once of bytes that came twice (RFC 2883 §4)", () => {
    const peer = open({ sack: true }, "sackOK");
    peer.does("P. 1:11(10) ack 1");
    expect(peer.does("P. 1:11(10) ack 1")).toEqual(["> . 1:1(0) ack 11 <sack 1:11>"]);
    peer.does("P. 21:31(10) ack 1");
    expect(peer.does("P. 21:31(10) ack 1")).toEqual(["> . 1:1(0) ack 11 <sack 21:31 21:31>"]);
    expect(peer.does("P. 41:51(10) ack 1")).toEqual(["> . 1:1(0) ack 11 <sack 41:51 21:31>"]);
  });
});

describe("selective acknowledgement, sending (RFC 6675)", () => {
  /** Ten segments of 100 bytes are in flight. */
  function sender(): Peer {
    const peer = open({ sack: true, mss: 100, initialWindow: 10 }, "mss 100,sackOK");
    peer.does("send 3000");
    return peer;
  }

  it("sends again what is known to be lost, and only that", () => {
    const peer = sender();
    // The first and the fifth are missing.
    expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:201>")).toEqual(["> . 1001:1101(100) ack 1"]);
    expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:301>")).toEqual(["> . 1101:1201(100) ack 1"]);
    expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:401>")).toEqual(["> . 1:101(100) ack 1"]);
    expect(peer).toMatchObject({ cwnd: 500, ssthresh: 500 });
    peer.does(". 1:1(0) ack 1 win 10000 <sack 501:601 101:401>");
    peer.does(". 1:1(0) ack 1 win 10000 <sack 501:701 101:401>");
    const answers = [801, 901, 1001].flatMap((end) => peer.does(`. 1:1(0) ack 1 win 10000 <sack 501:${String(end)} 101:401>`));
    expect(answers[0]).toBe("> . 401:501(100) ack 1");
    expect(answers.filter((line) => /^> \. (1|401):/.test(line))).toHaveLength(1);
  });

  it("sends no more than the window lets go, what has arrived not counted", () => {
    const peer = sender();
    for (const end of [201, 301, 401]) peer.does(`. 1:1(0) ack 1 win 10000 <sack 101:${String(end)}>`);
    // 1200 outstanding, 300 arrived, 100 lost and sent again: 900 in flight against a window of 500.
    expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:501>")).toEqual([]);
    expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:601>")).toEqual([]);
    expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:701>")).toEqual([]);
    expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:801>")).toEqual([]);
    expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:901>")).toEqual(["> . 1201:1301(100) ack 1"]);
  });

  it("ends with the acknowledgement of all that was outstanding", () => {
    const peer = sender();
    for (const end of [201, 301, 401]) peer.does(`. 1:1(0) ack 1 win 10000 <sack 101:${String(end)}>`);
    peer.does(". 1:1(0) ack 1201 win 10000");
    expect(peer.cwnd).toBe(500);
  });

  it("counts only news: the same blocks again are no further duplicate", () => {
    const peer = sender();
    peer.does(". 1:1(0) ack 1 win 10000 <sack 101:201>");
    for (let count = 0; count < 5; count += 1) expect(peer.does(". 1:1(0) ack 1 win 10000 <sack 101:201>")).toEqual([]);
  });

  it("does not send again after a timeout what has arrived", () => {
    const peer = sender();
    peer.does(". 1:1(0) ack 1 win 10000 <sack 101:301>");
    expect(peer.does("timer retransmission")).toEqual(["> . 1:101(100) ack 1"]);
    expect(peer.does(". 1:1(0) ack 301 win 10000")).toEqual(["> . 301:401(100) ack 1", "> . 401:501(100) ack 1"]);
  });
});

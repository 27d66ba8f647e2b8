import { describe, expect, it } from "vitest";
import type { Peer } from "../../support/peer.ts";
import { peerIn } from "../../support/peer.ts";

/** An open connection of MSS 100 to a peer that takes 10 000 bytes; the congestion window is what the test needs. */
function sender(segments: number): Peer {
  const peer = peerIn("ESTABLISHED", { mss: 100, initialWindow: segments });
  peer.does(". 1:1(0) ack 1 win 10000");
  return peer;
}

const duplicate = (ack: number): string => `. 1:1(0) ack ${String(ack)} win 10000`;

describe("slow start and congestion avoidance (RFC 5681 §3.1)", () => {
  it("begins with 2 to 4 segments, by their size", () => {
    const cwnd = (mss: number): number => {
      const peer = peerIn("SYN-SENT", { mss });
      peer.does(`S. 0:0(0) ack 1 win 60000 <mss ${String(mss)}>`);
      return (peer.cwnd ?? 0) / mss;
    };
    expect([536, 1095, 1096, 2190, 2191].map(cwnd)).toEqual([4, 4, 3, 3, 2]);
  });

  it("begins with one segment when the SYN had to be sent again", () => {
    const peer = peerIn("SYN-SENT");
    peer.does("timer retransmission");
    peer.does("S. 0:0(0) ack 1 win 10000");
    expect(peer.cwnd).toBe(536);
  });

  it("sends no more than the congestion window, and one segment more for each that is acknowledged", () => {
    const peer = sender(2);
    expect(peer.does("send 1000")).toEqual(["send = ok", "> . 1:101(100) ack 1", "> . 101:201(100) ack 1"]);
    expect(peer.does(duplicate(101))).toEqual(["> . 201:301(100) ack 1", "> . 301:401(100) ack 1"]);
    expect(peer.cwnd).toBe(300);
  });

  it("grows by one segment a round trip above ssthresh", () => {
    const peer = sender(4);
    peer.does("send 400");
    peer.does("timer retransmission");
    peer.does(duplicate(401));
    expect(peer).toMatchObject({ cwnd: 200, ssthresh: 200 });
    peer.does("send 5000");
    peer.does(duplicate(501));
    expect(peer.cwnd).toBe(200);
    peer.does(duplicate(601));
    expect(peer.cwnd).toBe(300);
  });

  it("restarts small after a silence longer than the timeout (§4.1)", () => {
    const peer = sender(2);
    peer.does("send 400");
    peer.does(duplicate(201));
    peer.does(duplicate(401));
    expect(peer.cwnd).toBe(400);
    peer.after(2000).does("send 100");
    expect(peer.cwnd).toBe(200);
  });
});

describe("fast retransmit and fast recovery (RFC 5681 §3.2, RFC 6582)", () => {
  it("lets a new segment go for each of the first two duplicates (RFC 3042)", () => {
    const peer = sender(4);
    peer.does("send 1000");
    expect(peer.does(duplicate(1))).toEqual(["> . 401:501(100) ack 1"]);
    expect(peer.does(duplicate(1))).toEqual(["> . 501:601(100) ack 1"]);
  });

  it("takes the third duplicate for a loss and sends the first segment again", () => {
    const peer = sender(8);
    peer.does("send 2000");
    peer.does(duplicate(1));
    peer.does(duplicate(1));
    expect(peer.does(duplicate(1))).toEqual(["> . 1:101(100) ack 1"]);
    // Eight segments were outstanding, those of limited transmit not counted (step 2): half of them, and three for the duplicates.
    expect(peer).toMatchObject({ ssthresh: 400, cwnd: 700 });
  });

  it("goes on sending for further duplicates, and deflates with the full acknowledgement", () => {
    const peer = sender(8);
    peer.does("send 3000");
    for (let count = 0; count < 6; count += 1) peer.does(duplicate(1));
    expect(peer.cwnd).toBe(1000);
    expect(peer.does(duplicate(1))).toEqual(["> . 1001:1101(100) ack 1"]);
    peer.does(duplicate(1001));
    // One segment is outstanding: the window is that and one more, as cautious as the RFC's first choice.
    expect(peer.cwnd).toBe(200);
  });

  it("sends the next missing segment again at each partial acknowledgement", () => {
    const peer = sender(8);
    peer.does("send 1000");
    for (let count = 0; count < 3; count += 1) peer.does(duplicate(1));
    expect(peer.does(duplicate(401))).toEqual(["> . 401:501(100) ack 1"]);
    expect(peer.does(duplicate(701))).toEqual(["> . 701:801(100) ack 1"]);
    expect(peer.does(duplicate(1001))).toEqual([]);
    expect(peer.cwnd).toBe(200);
  });

  it("sets the timer anew at the first partial acknowledgement only", () => {
    const peer = sender(8);
    peer.does("send 1000");
    for (let count = 0; count < 3; count += 1) peer.does(duplicate(1));
    peer.after(300).does(duplicate(401));
    const due = peer.block.timers.retransmission;
    expect(due).toBe(1300);
    peer.after(300).does(duplicate(701));
    expect(peer.block.timers.retransmission).toBe(due);
  });

  it("does not count a segment with text, with another window, or when nothing is outstanding (§2)", () => {
    const peer = sender(8);
    peer.does(duplicate(1));
    peer.does("send 500");
    peer.does("P. 1:11(10) ack 1 win 10000");
    peer.does(". 11:11(0) ack 1 win 9000");
    for (let count = 0; count < 2; count += 1) expect(peer.does(". 11:11(0) ack 1 win 9000")).toEqual([]);
    expect(peer.does(". 11:11(0) ack 1 win 9000")).toEqual(["> . 1:101(100) ack 11"]);
  });

  it("does not begin again for duplicates of what it mended before (RFC 6582 §3.2)", () => {
    const peer = sender(8);
    peer.does("send 600");
    peer.does("timer retransmission");
    for (let count = 0; count < 3; count += 1) expect(peer.does(duplicate(1))).toEqual([]);
  });
});

describe("a timeout (RFC 5681 §3.1)", () => {
  it("halves what was outstanding, sends one segment, and all the others in slow start", () => {
    const peer = sender(6);
    peer.does("send 600");
    expect(peer.does("timer retransmission")).toEqual(["> . 1:101(100) ack 1"]);
    expect(peer).toMatchObject({ cwnd: 100, ssthresh: 300 });
    expect(peer.does(duplicate(101))).toEqual(["> . 101:201(100) ack 1", "> . 201:301(100) ack 1"]);
    // What had arrived after all is not sent again.
    expect(peer.does(duplicate(501))).toEqual(["> P. 501:601(100) ack 1"]);
  });

  it("halves once, however often the same segment times out", () => {
    const peer = sender(6);
    peer.does("send 600");
    peer.does("timer retransmission");
    peer.does("timer retransmission");
    expect(peer.ssthresh).toBe(300);
  });
});

describe("delayed acknowledgements (RFC 9293 §3.8.6.3)", () => {
  it("wait for company, at most for the delay", () => {
    const peer = peerIn("ESTABLISHED", { delayedAck: 200 });
    expect(peer.does("P. 1:11(10) ack 1")).toEqual(["reads 0+10"]);
    expect(peer.block.timers["delayed-ack"]).toBe(200);
    expect(peer.does("timer delayed-ack")).toEqual(["> . 1:1(0) ack 11"]);
  });

  it("ride along with data", () => {
    const peer = peerIn("ESTABLISHED", { delayedAck: 200 });
    peer.does("P. 1:11(10) ack 1");
    expect(peer.does("send 5")).toEqual(["send = ok", "> P. 1:6(5) ack 11"]);
    expect(peer.block.timers["delayed-ack"]).toBeNull();
  });

  it("go at once for the second segment of full size", () => {
    const peer = peerIn("ESTABLISHED", { delayedAck: 200, receiveBuffer: 5000 });
    expect(peer.does(". 1:537(536) ack 1")).toEqual(["reads 0+536"]);
    expect(peer.does(". 537:1073(536) ack 1")).toEqual(["reads 536+536", "> . 1:1(0) ack 1073"]);
  });

  it("go at once for a segment out of order, for one that fills a gap, and for a FIN (RFC 5681 §4.2)", () => {
    const peer = peerIn("ESTABLISHED", { delayedAck: 200 });
    expect(peer.does("P. 11:21(10) ack 1")).toEqual(["> . 1:1(0) ack 1"]);
    expect(peer.does("P. 1:11(10) ack 1")).toEqual(["reads 0+20", "> . 1:1(0) ack 21"]);
    expect(peer.does("F. 21:21(0) ack 1")).toEqual(["reads end of file", "ESTABLISHED -> CLOSE-WAIT", "> . 1:1(0) ack 22"]);
  });
});

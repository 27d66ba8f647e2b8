import { describe, expect, it } from "vitest";
import { Peer, peerIn } from "../../support/peer.ts";

describe("RETRANSMISSION TIMEOUT (RFC 9293 §3.10.8, RFC 6298 §5)", () => {
  it("sends the segment at the front of the queue again and doubles the timeout", () => {
    const peer = peerIn("ESTABLISHED", { nagle: false });
    peer.does("send 10");
    peer.does("send 10");
    const due = [peer.block.timers.retransmission];
    for (let count = 0; count < 3; count += 1) {
      expect(peer.does("timer retransmission")[0]).toBe("> P. 1:11(10) ack 1");
      due.push(peer.block.timers.retransmission);
    }
    expect(due).toEqual([1000, 3000, 7000, 15_000]);
  });

  it("never waits longer than the ceiling", () => {
    const peer = peerIn("ESTABLISHED", { maxRto: 4000, dataRetries: 10 });
    peer.does("send 10");
    for (let count = 0; count < 5; count += 1) peer.does("timer retransmission");
    expect(peer.rto).toBe(4000);
  });

  it("sends a SYN again 1, 3, 7 … seconds after the first, and gives up after the last retry", () => {
    const peer = new Peer({ synRetries: 3 });
    peer.does("connect");
    const due: (number | null)[] = [];
    for (let count = 0; count < 3; count += 1) {
      due.push(peer.block.timers.retransmission);
      expect(peer.does("timer retransmission")[0]).toBe("> S 0:0(0)");
    }
    expect(due).toEqual([1000, 3000, 7000]);
    expect(peer.does("timer retransmission")).toEqual(["SYN-SENT -> CLOSED", "connect = timed out"]);
  });

  it("sends SYN and ACK again, and gives up without a word to the user", () => {
    const peer = peerIn("SYN-RECEIVED", { synRetries: 1 });
    expect(peer.does("timer retransmission")).toEqual(["> S. 0:0(0) ack 1"]);
    expect(peer.does("timer retransmission")).toEqual(["SYN-RECEIVED -> CLOSED"]);
  });

  it("sends a FIN again", () => {
    expect(peerIn("LAST-ACK").does("timer retransmission")).toEqual(["> F. 1:1(0) ack 2"]);
  });

  it("tells the user when data has been sent in vain too often (R2, RFC 9293 §3.8.3)", () => {
    const peer = peerIn("ESTABLISHED", { dataRetries: 2 });
    peer.does("send 10");
    peer.does("timer retransmission");
    peer.does("timer retransmission");
    expect(peer.does("timer retransmission")).toEqual([
      "ESTABLISHED -> CLOSED", "send of 10 = timed out", "receive = timed out", "signal: timed out",
    ]);
  });

  it("counts retries anew when something is acknowledged", () => {
    const peer = peerIn("ESTABLISHED", { dataRetries: 2, nagle: false });
    peer.does("send 10");
    peer.does("send 10");
    peer.does("timer retransmission");
    peer.does("timer retransmission");
    peer.does(". 1:1(0) ack 11");
    peer.does("timer retransmission");
    expect(peer.does("timer retransmission")).toEqual(["> P. 11:21(10) ack 1"]);
  });

  it("carries the acknowledgement of now, not of when the segment was first sent", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("send 10");
    peer.does("P. 1:6(5) ack 1");
    expect(peer.does("timer retransmission")).toEqual(["> P. 1:11(10) ack 6"]);
  });
});

describe("R1 (RFC 9293 §3.8.3)", () => {
  /** What comes of so many timeouts, one line each. */
  const timeouts = (peer: Peer, count: number): string[] => Array.from({ length: count }, () => peer.does("timer retransmission").join("; "));
  const told = "signal: excessive retransmissions";

  it("is three retransmissions of the same segment, and then the program is told, once and before R2 (SHLD-9, SHLD-10)", () => {
    const peer = peerIn("ESTABLISHED", { dataRetries: 5 });
    peer.does("send 10");
    const again = "> P. 1:11(10) ack 1";
    expect(timeouts(peer, 5)).toEqual([again, again, `${again}; ${told}`, again, again]);
    expect(peer.does("timer retransmission")).toContain("ESTABLISHED -> CLOSED");
  });

  it("can be set", () => {
    const peer = peerIn("ESTABLISHED", { adviceRetries: 1 });
    peer.does("send 10");
    expect(timeouts(peer, 2)).toEqual([`> P. 1:11(10) ack 1; ${told}`, "> P. 1:11(10) ack 1"]);
  });

  it("counts for each segment anew", () => {
    const peer = peerIn("ESTABLISHED", { adviceRetries: 2, nagle: false });
    peer.does("send 10");
    peer.does("send 10");
    timeouts(peer, 1);
    peer.does(". 1:1(0) ack 11");
    expect(timeouts(peer, 2)).toEqual(["> P. 11:21(10) ack 1", `> P. 11:21(10) ack 1; ${told}`]);
  });

  it("holds for a SYN and for a FIN too", () => {
    expect(timeouts(peerIn("SYN-SENT"), 3)).toEqual(["> S 0:0(0)", "> S 0:0(0)", `> S 0:0(0); ${told}`]);
    expect(timeouts(peerIn("FIN-WAIT-1"), 3).at(-1)).toBe(`> F. 1:1(0) ack 1; ${told}`);
  });

  it("is not told where no program holds the connection yet, nor at R2", () => {
    expect(timeouts(peerIn("SYN-RECEIVED", { synRetries: 5 }), 4)).not.toContainEqual(expect.stringContaining(told));
    const peer = peerIn("ESTABLISHED", { dataRetries: 2 });
    peer.does("send 10");
    expect(timeouts(peer, 3)).not.toContainEqual(expect.stringContaining(told));
  });

  it("is not told to a program of Linux", () => {
    const peer = peerIn("ESTABLISHED", {}, "linux");
    peer.does("send 10");
    expect(timeouts(peer, 4)).not.toContainEqual(expect.stringContaining(told));
  });
});

describe("the retransmission timeout (RFC 6298 §2)", () => {
  it("begins at the initial value and follows the first measurement", () => {
    const peer = new Peer({ initialRto: 1000, minRto: 200 });
    peer.does("connect");
    expect(peer.rto).toBe(1000);
    peer.after(100).does("S. 0:0(0) ack 1 win 1000");
    // SRTT 100, RTTVAR 50: 100 + 4 · 50.
    expect(peer).toMatchObject({ srtt: 100, rto: 300 });
  });

  it("smooths later measurements by 1/8 and 1/4", () => {
    const peer = new Peer({ initialRto: 1000, minRto: 0 });
    peer.does("connect");
    peer.after(100).does("S. 0:0(0) ack 1 win 1000");
    peer.does("send 10");
    peer.after(180).does(". 1:1(0) ack 11");
    // RTTVAR = 3/4 · 50 + 1/4 · |100 - 180| = 57.5, SRTT = 7/8 · 100 + 1/8 · 180, RTO = SRTT + 4 · RTTVAR.
    expect(peer).toMatchObject({ srtt: 110, rto: 340 });
  });

  it("is never less than the floor (§2.4)", () => {
    const peer = new Peer({ minRto: 1000 });
    peer.does("connect");
    peer.after(10).does("S. 0:0(0) ack 1 win 1000");
    expect(peer.rto).toBe(1000);
  });

  it("takes no measurement from what was sent twice (Karn, §3), and keeps the doubled value until it can measure", () => {
    const peer = new Peer({ minRto: 0 });
    peer.does("connect");
    peer.after(100).does("S. 0:0(0) ack 1 win 1000");
    peer.does("send 10");
    const srtt = peer.srtt;
    peer.does("timer retransmission");
    const rto = peer.rto ?? 0;
    peer.after(5).does(". 1:1(0) ack 11");
    expect(peer.srtt).toBe(srtt);
    expect(peer.rto).toBe(rto);
    peer.does("send 10");
    peer.after(40).does(". 1:1(0) ack 21");
    expect(peer.srtt).not.toBe(srtt);
    expect(peer.rto).toBeLessThan(rto);
  });

  it("is 3 seconds for data after the SYN had to be sent again (§5.7)", () => {
    const peer = new Peer();
    peer.does("connect");
    peer.does("timer retransmission");
    peer.after(100).does("S. 0:0(0) ack 1 win 1000");
    expect(peer).toMatchObject({ srtt: null, rto: 3000 });
  });
});

describe("the timeout after the SYN's has expired (RFC 6298 §5.7)", () => {
  it("is 3 seconds for whoever answered a SYN too", () => {
    const peer = peerIn("SYN-RECEIVED");
    peer.does("timer retransmission");
    peer.does(". 1:1(0) ack 1 win 1000");
    expect(peer).toMatchObject({ srtt: null, rto: 3000 });
  });

  it("is 3 seconds even where timestamps have measured the round trip, until the next measurement", () => {
    const peer = new Peer({ timestamps: true, minRto: 200 });
    peer.does("connect");
    peer.does("timer retransmission");
    peer.after(100).does("S. 0:0(0) ack 1 win 1000 <TS val 5 ecr 1000>");
    expect(peer).toMatchObject({ srtt: 100, rto: 3000 });
    peer.does("send 10");
    peer.after(100).does(". 1:1(0) ack 11 <TS val 105 ecr 1100>");
    expect(peer.rto).toBeLessThan(1000);
  });

  it("is 3 seconds for a FIN that went before the SYN was acknowledged, however late the SYN's timer expired", () => {
    const peer = peerIn("SYN-RECEIVED");
    peer.does("close");
    peer.does("timer retransmission");
    const { retransmission } = peer.block.timers;
    peer.after(100).does(". 1:1(0) ack 1 win 1000");
    expect(peer).toMatchObject({ state: "FIN-WAIT-1", rto: 3000 });
    expect(peer.block.timers.retransmission).toBe(1000 + 100 + 3000);
    expect(retransmission).toBe(3000);
  });

  it("stays as it is where it was longer", () => {
    const peer = new Peer({ initialRto: 5000 });
    peer.does("connect");
    peer.does("timer retransmission");
    peer.after(100).does("S. 0:0(0) ack 1 win 1000");
    expect(peer.rto).toBe(5000);
  });

  it("is not touched by a SYN that went twice because both ends sent one, and that is not measured either (§3)", () => {
    const peer = peerIn("SYN-RECEIVED (active)", { minRto: 200 });
    peer.after(100).does("S. 0:0(0) ack 1 win 1000");
    expect(peer).toMatchObject({ state: "ESTABLISHED", srtt: null, rto: 1000 });
    expect(peer.cwnd).toBe(4 * 536);
  });
});

describe("TIME-WAIT TIMEOUT (RFC 9293 §3.10.8)", () => {
  it("deletes the block", () => {
    const peer = peerIn("TIME-WAIT", { msl: 30_000 });
    expect(peer.block.timers["time-wait"]).toBe(60_000);
    expect(peer.does("timer time-wait")).toEqual(["TIME-WAIT -> CLOSED"]);
  });
});

// Where Linux looks at an arriving segment otherwise than RFC 9293 §3.10.7.4 and RFC 5961 have it.

import { describe, expect, it } from "vitest";
import { Peer, peerIn } from "../../../support/peer.ts";

/** An open connection with these options agreed on. */
function open(options: string): Peer {
  const peer = peerIn("SYN-SENT", {}, "linux");
  peer.does(`S. 0:0(0) ack 1 win 1000 <${options}>`);
  return peer;
}

describe("the RST bit (RFC 5961 §3), Linux", () => {
  it("counts with the right edge of the highest SACK block too", () => {
    const peer = open("mss 536,sackOK");
    peer.does("P. 31:41(10) ack 1");
    peer.does("P. 11:21(10) ack 1");
    expect(peer.does("R 21:21(0)")).toEqual(["> . 1:1(0) ack 1 <sack 11:21 31:41>"]);
    expect(peer.does("R 41:41(0)")).toEqual(["ESTABLISHED -> CLOSED", "receive = connection reset"]);
  });

  it("does not without SACK, nor once the gap is filled", () => {
    const plain = open("mss 536");
    plain.does("P. 31:41(10) ack 1");
    expect(plain.does("R 41:41(0)")).toEqual(["> . 1:1(0) ack 1"]);
    const filled = open("mss 536,sackOK");
    filled.does("P. 11:21(10) ack 1");
    filled.does("P. 1:11(10) ack 1");
    expect(filled.does("R 31:31(0)")).toEqual(["> . 1:1(0) ack 21"]);
  });

  it("counts with the number of the peer's FIN once that has come", () => {
    for (const state of ["CLOSE-WAIT", "LAST-ACK", "CLOSING"] as const) {
      const peer = peerIn(state, {}, "linux");
      expect(peer.after(300).does("R 1:1(0)")[0]).toBe(`${state} -> CLOSED`);
    }
    const other = peerIn("FIN-WAIT-1", {}, "linux");
    expect(other.does("R 0:0(0)")).toEqual([]);
  });
});

describe("a segment that reaches beyond the right edge, Linux", () => {
  /** A receiver whose window is small. */
  function small(): Peer {
    const peer = peerIn("ESTABLISHED", { receiveBuffer: 1152 }, "linux");
    peer.does("stop-reading");
    return peer;
  }

  it("is taken while everything has been read, and answered while something waits", () => {
    const empty = small();
    const { wnd } = empty.block.rcv;
    const beyond = (from: number, by: number): string => `P. ${String(from)}:${String(1 + wnd + by)}(${String(1 + wnd + by - from)}) ack 1`;
    empty.does(beyond(1, 10));
    expect(empty.lastTurn?.outcome).toBe("accepted");
    const full = small();
    full.does("P. 1:11(10) ack 1");
    expect(full.does(beyond(11, 10))).toEqual(["> . 1:1(0) ack 11"]);
    expect(full.lastTurn?.outcome).toBe("unacceptable");
    full.does(beyond(11, 0));
    expect(full.lastTurn?.outcome).toBe("accepted");
  });
});

describe("an ACK that comes long after others (RFC 7323 §5.3), Linux", () => {
  /** A server whose client has seen the SYN+ACK twice, and has answered both; the first answer is still on its way. */
  function twice(): Peer {
    const peer = new Peer({}, "linux");
    peer.does("listen");
    peer.does("S 0:0(0) win 1000 <mss 1460,sackOK,TS val 1 ecr 0>");
    return peer;
  }

  it("counts for as long as a retransmission timeout of the round trip that the SYN+ACK has taken", () => {
    const peer = twice();
    peer.after(1040).does("timer retransmission");
    // The client echoes the first SYN+ACK: the second one is a SYN, whose timestamp is not kept.
    peer.after(25).does(". 1:1(0) ack 1 win 1000 <TS val 1100 ecr 1>");
    expect(peer.after(500).does(". 1:1(0) ack 1 win 1000 <TS val 51 ecr 1>")).toEqual([]);
    expect(peer.lastTurn?.outcome).not.toBe("unacceptable");
  });
});

describe("the timestamp to be echoed (RFC 7323 §4.3), Linux", () => {
  it("is not taken from a SYN+ACK that comes again, nor with an ACK older than SND.UNA", () => {
    const peer = open("mss 1460,sackOK,TS val 10 ecr 1");
    peer.does("S. 0:0(0) ack 1 win 1000 <mss 1460,sackOK,TS val 1000 ecr 1>");
    expect(peer.block.agreed.recent).toBe(10);
    peer.does("send 10");
    peer.does(". 1:1(0) ack 11 win 1000 <TS val 20 ecr 1>");
    peer.does(". 1:1(0) ack 1 win 1000 <TS val 30 ecr 1>");
    expect(peer.block.agreed.recent).toBe(20);
  });
});

describe("an ACK older than all that was acknowledged (RFC 5961 §5.2), Linux", () => {
  it("is challenged even within the largest window", () => {
    const peer = peerIn("ESTABLISHED", {}, "linux");
    peer.does("send 10");
    peer.does(". 1:1(0) ack 11 win 1000");
    expect(peer.does(". 1:1(0) ack 0 win 1000")).toEqual([]);
    expect(peer.does(". 1:1(0) ack -1 win 1000")).toEqual(["> . 11:11(0) ack 1"]);
  });
});

describe("a FIN in its place with text beyond it (RFC 9293 §3.10.7.4, eighth check), Linux", () => {
  it("throws that text away, and is acknowledged as any other", () => {
    const peer = open("mss 536,sackOK");
    expect(peer.does("P. 31:41(10) ack 1")).toEqual(["> . 1:1(0) ack 1 <sack 31:41>"]);
    expect(peer.does("F. 1:1(0) ack 1").filter((line) => line.startsWith(">"))).toEqual([]);
    expect(peer.does("close")).toContain("> F. 1:1(0) ack 2");
  });
});

describe("a FIN behind text that has not come, to a program that has gone (RFC 9293 §3.10.7.4, seventh check), Linux", () => {
  it("resets, for nobody will read that text", () => {
    const peer = peerIn("FIN-WAIT-1", {}, "linux");
    expect(peer.does("F. 11:11(0) ack 2")).toContain("> R 2:2(0)");
    expect(peer.state).toBe("CLOSED");
  });
});

import { describe, expect, it } from "vitest";
import { peerIn } from "../../../support/peer.ts";

describe("SYN-SENT (RFC 9293 §3.10.7.3)", () => {
  it("first check: answers an ACK of something never sent with a reset", () => {
    expect(peerIn("SYN-SENT").does("S. 0:0(0) ack 0")).toEqual(["> R 0:0(0)"]);
    expect(peerIn("SYN-SENT").does("S. 0:0(0) ack 2")).toEqual(["> R 2:2(0)"]);
  });

  it("first check: drops a reset that acknowledges something never sent", () => {
    const peer = peerIn("SYN-SENT");
    expect(peer.does("R. 0:0(0) ack 2")).toEqual([]);
    expect(peer.state).toBe("SYN-SENT");
  });

  it("second check: a reset that acknowledges the SYN refuses the connection", () => {
    expect(peerIn("SYN-SENT").does("R. 0:0(0) ack 1")).toEqual(["SYN-SENT -> CLOSED", "connect = connection refused"]);
  });

  it("second check: drops a reset without ACK", () => {
    const peer = peerIn("SYN-SENT");
    expect(peer.does("R 0:0(0)")).toEqual([]);
    expect(peer.state).toBe("SYN-SENT");
  });

  it("fourth check: SYN and ACK open the connection, which is acknowledged", () => {
    expect(peerIn("SYN-SENT").does("S. 0:0(0) ack 1 win 1000")).toEqual([
      "SYN-SENT -> ESTABLISHED", "connect = ok", "> . 1:1(0) ack 1",
    ]);
  });

  it("fourth check: goes on with the data that comes with SYN and ACK", () => {
    expect(peerIn("SYN-SENT").does("S. 0:5(5) ack 1 win 1000")).toEqual([
      "SYN-SENT -> ESTABLISHED", "connect = ok", "> . 1:1(0) ack 1", "reads 0+5", "> . 1:1(0) ack 6",
    ]);
  });

  it("fourth check: a SYN alone is a simultaneous open", () => {
    expect(peerIn("SYN-SENT").does("S 0:0(0) win 1000")).toEqual(["SYN-SENT -> SYN-RECEIVED", "> S. 0:0(0) ack 1"]);
  });

  it("fifth check: drops a segment with neither SYN nor RST", () => {
    const peer = peerIn("SYN-SENT");
    expect(peer.does(". 0:0(0) ack 1")).toEqual([]);
    expect(peer.state).toBe("SYN-SENT");
  });

  it("knows the peer's window as soon as the connection is open (RFC 1122 §4.2.2.20)", () => {
    const peer = peerIn("SYN-SENT");
    peer.does("S. 0:0(0) ack 1 win 40");
    expect(peer.block.snd.wnd).toBe(40);
  });
});

describe("SYN-SENT, Linux", () => {
  it("sends the SYN again soon after an ACK that it has reset, if it went only once", () => {
    const peer = peerIn("SYN-SENT", {}, "linux");
    expect(peer.after(50).does(". 500:500(0) ack 77")).toEqual(["> R 77:77(0)"]);
    expect(peer.block.timers.retransmission).toBeLessThanOrEqual(62);
    expect(peer.does("timer retransmission")).toEqual([expect.stringMatching(/^> S 0:0\(0\) </)]);
    const due = peer.block.timers.retransmission ?? 0;
    expect(due).toBeGreaterThan(1050);
    peer.does(". 500:500(0) ack 77");
    expect(peer.block.timers.retransmission).toBe(due);
  });
});

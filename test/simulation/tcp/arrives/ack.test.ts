import { describe, expect, it } from "vitest";
import { ISS, peerIn } from "../../../support/peer.ts";

describe("Fifth, check the ACK field (RFC 9293 §3.10.7.4)", () => {
  it("drops a segment without ACK", () => {
    expect(peerIn("ESTABLISHED").does("P 1:11(10)")).toEqual([]);
  });

  it("SYN-RECEIVED: an acceptable ACK opens the connection", () => {
    expect(peerIn("SYN-RECEIVED").does(". 1:1(0) ack 1")).toEqual(["SYN-RECEIVED -> ESTABLISHED"]);
  });

  it("SYN-RECEIVED: data may come with the ACK that opens it", () => {
    expect(peerIn("SYN-RECEIVED").does("P. 1:11(10) ack 1")).toEqual(["SYN-RECEIVED -> ESTABLISHED", "reads 0+10", "> . 1:1(0) ack 11"]);
  });

  it("SYN-RECEIVED: any other ACK is answered with a reset", () => {
    const peer = peerIn("SYN-RECEIVED");
    expect(peer.does(". 1:1(0) ack 2")).toEqual(["> R 2:2(0)"]);
    expect(peer.state).toBe("SYN-RECEIVED");
  });

  it("SYN-RECEIVED after a simultaneous open: the peer's SYN,ACK opens it without an answer (Figure 7)", () => {
    expect(peerIn("SYN-RECEIVED (active)").does("S. 0:0(0) ack 1 win 1000")).toEqual(["SYN-RECEIVED -> ESTABLISHED", "connect = ok"]);
  });

  it("ESTABLISHED: takes acknowledged segments off the queue and turns the timer off when it is empty", () => {
    const peer = peerIn("ESTABLISHED", { nagle: false });
    peer.does("send 10");
    peer.does("send 20");
    peer.does(". 1:1(0) ack 11");
    expect(peer.block.timers.retransmission).not.toBeNull();
    peer.does(". 1:1(0) ack 31");
    expect(peer.block.timers.retransmission).toBeNull();
  });

  it("ESTABLISHED: ignores a duplicate ACK and answers one of something not yet sent", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("send 10");
    peer.does(". 1:1(0) ack 11");
    expect(peer.does(". 1:1(0) ack 1")).toEqual([]);
    expect(peer.does(". 1:1(0) ack 12")).toEqual(["> . 11:11(0) ack 1"]);
  });

  it("ESTABLISHED: refuses an ACK older than the largest window (RFC 5961 §5.2)", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("send 10");
    peer.does(". 1:1(0) ack 11 win 1000");
    expect(peer.does(". 1:1(0) ack -990 win 1000")).toEqual(["> . 11:11(0) ack 1"]);
    expect(peer.does(". 1:1(0) ack -989 win 1000")).toEqual([]);
  });

  it("ESTABLISHED: takes the window from the latest segment only", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("P. 1:11(10) ack 1 win 500");
    expect(peer.block.snd.wnd).toBe(500);
    // Older than the one that brought the window of 500.
    peer.does(". 1:2(1) ack 1 win 900");
    expect(peer.block.snd.wnd).toBe(500);
    peer.does(". 11:11(0) ack 1 win 700");
    expect(peer.block.snd.wnd).toBe(700);
  });

  it("ESTABLISHED: an older segment that acknowledges moves no right edge", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("P. 11:21(10) ack 1 win 500");
    peer.does("send 100");
    // Bytes 1 to 500 are offered, and nobody has offered more.
    peer.does("P. 1:11(10) ack 101 win 900");
    expect([peer.block.snd.una, peer.block.snd.wnd]).toEqual([ISS + 101, 400]);
  });

  it("FIN-WAIT-1: the ACK of our FIN leads to FIN-WAIT-2, any other does not", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("send 10");
    peer.does("close");
    expect(peer.does(". 1:1(0) ack 11")).toEqual([]);
    expect(peer.state).toBe("FIN-WAIT-1");
    expect(peer.does(". 1:1(0) ack 12")).toEqual(["FIN-WAIT-1 -> FIN-WAIT-2"]);
  });

  it("CLOSING: the ACK of our FIN leads to TIME-WAIT for 2 MSL", () => {
    const peer = peerIn("CLOSING", { msl: 1000 });
    expect(peer.after(10).does(". 2:2(0) ack 2")).toEqual(["CLOSING -> TIME-WAIT"]);
    expect(peer.block.timers["time-wait"]).toBe(2010);
    expect(peer.block.timers.retransmission).toBeNull();
  });

  it("LAST-ACK: the ACK of our FIN closes the connection, any other does not", () => {
    const peer = peerIn("LAST-ACK");
    expect(peer.does(". 2:2(0) ack 1")).toEqual([]);
    expect(peer.does(". 2:2(0) ack 2")).toEqual(["LAST-ACK -> CLOSED"]);
  });
});

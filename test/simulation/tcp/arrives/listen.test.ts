import { describe, expect, it } from "vitest";
import { peerIn } from "../../../support/peer.ts";

describe("LISTEN (RFC 9293 §3.10.7.2)", () => {
  it("ignores an incoming RST", () => {
    expect(peerIn("LISTEN").does("R 0:0(0)")).toEqual([]);
  });

  it("answers an ACK with a reset that takes its sequence number from it", () => {
    const peer = peerIn("LISTEN");
    expect(peer.does(". 5:5(0) ack 77")).toEqual(["> R 77:77(0)"]);
    expect(peer.state).toBe("LISTEN");
  });

  it("answers a SYN with SYN and ACK, and enters SYN-RECEIVED", () => {
    expect(peerIn("LISTEN").does("S 0:0(0) win 1000")).toEqual(["LISTEN -> SYN-RECEIVED", "> S. 0:0(0) ack 1"]);
  });

  it("keeps data that comes with the SYN until the connection is open", () => {
    const peer = peerIn("LISTEN");
    // The stream begins behind the SYN, so the first byte stands at 1.
    expect(peer.does("S 0:5(5) win 1000")).toEqual(["LISTEN -> SYN-RECEIVED", "> S. 0:0(0) ack 1"]);
    expect(peer.does(". 6:6(0) ack 1 win 1000")).toEqual(["SYN-RECEIVED -> ESTABLISHED", "reads 0+5", "> . 1:1(0) ack 6"]);
  });

  it("sends no more in a segment than the MSS option of the SYN says, and 536 bytes without one", () => {
    const small = peerIn("LISTEN", { mss: 1460 });
    small.does("S 0:0(0) win 5000 <mss 100>");
    small.does(". 1:1(0) ack 1 win 5000");
    expect(small.does("send 150")).toEqual(["send = ok", "> . 1:101(100) ack 1"]);
    const silent = peerIn("LISTEN", { mss: 1460 });
    silent.does("S 0:0(0) win 5000");
    silent.does(". 1:1(0) ack 1 win 5000");
    expect(silent.does("send 1000")).toEqual(["send = ok", "> . 1:537(536) ack 1"]);
  });
});

import { describe, expect, it } from "vitest";
import type { Peer } from "../../../support/peer.ts";
import { peerIn } from "../../../support/peer.ts";

/** A listener of Linux that has answered a SYN: all that it keeps is a request. */
const request = (): Peer => peerIn("SYN-RECEIVED", {}, "linux");

describe("SYN-RECEIVED at a listener (RFC 9293 §3.10.7.4), Linux", () => {
  it("answers the SYN that comes again, once in half a second", () => {
    const peer = request();
    expect(peer.does("S 0:0(0) win 1000")).toEqual(["> S. 0:0(0) ack 1 <mss 536>"]);
    expect(peer.after(499).does("S 0:0(0) win 1000")).toEqual([]);
    expect(peer.after(1).does("S 0:0(0) win 1000")).toEqual(["> S. 0:0(0) ack 1 <mss 536>"]);
  });

  it("resets another SYN in the window, and forgets the request", () => {
    expect(request().does("S 500:500(0) win 1000")).toEqual(["> R. #0:0(0) ack 501", "SYN-RECEIVED -> LISTEN"]);
  });

  it("acknowledges what ends where the window begins, such as a SYN+ACK, and goes on waiting", () => {
    const peer = request();
    expect(peer.does("S. 0:0(0) ack 1 win 1000")).toEqual(["> . 1:1(0) ack 1"]);
    expect(peer.state).toBe("SYN-RECEIVED");
    expect(peer.after(10).does(". 1:1(0) ack 1 win 1000")).toEqual(["SYN-RECEIVED -> ESTABLISHED"]);
  });

  it("resets an ACK of anything but the SYN, wherever it stands", () => {
    const peer = request();
    expect(peer.does(". 90000:90000(0) ack 7 win 1000")).toEqual(["> R 7:7(0)"]);
    expect(peer.does("R. 1:1(0) ack 7")).toEqual([]);
    expect(peer.state).toBe("SYN-RECEIVED");
  });

  it("begins to count challenges anew when the connection is open (RFC 5961 §7)", () => {
    const peer = request();
    peer.does("R 5:5(0)");
    peer.does(". 1:1(0) ack 1 win 1000");
    expect(peer.after(100).does("R 5:5(0)")).toEqual(["> . 1:1(0) ack 1"]);
  });
});

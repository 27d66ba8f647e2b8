import { describe, expect, it } from "vitest";
import { peerIn } from "../../../support/peer.ts";

describe("Second, check the RST bit (RFC 9293 §3.10.7.4, RFC 5961 §3.2)", () => {
  it("drops a RST outside the window", () => {
    const peer = peerIn("ESTABLISHED");
    expect(peer.does("R 2000:2000(0)")).toEqual([]);
    expect(peer.lastTurn?.outcome).toBe("ignored");
  });

  it("resets the connection when the number is exactly the next one", () => {
    expect(peerIn("ESTABLISHED").does("R 1:1(0)")).toEqual(["ESTABLISHED -> CLOSED", "receive = connection reset", "signal: connection reset"]);
  });

  it("challenges a RST in the window that is not exact", () => {
    const peer = peerIn("ESTABLISHED");
    expect(peer.does("R 2:2(0)")).toEqual(["> . 1:1(0) ack 1"]);
    expect(peer.lastTurn?.outcome).toBe("challenge-ack");
    expect(peer.state).toBe("ESTABLISHED");
  });

  it("never answers a RST that resets the connection", () => {
    for (const state of ["SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "CLOSE-WAIT"] as const) {
      const peer = peerIn(state);
      const next = peer.block.rcv.nxt - peer.block.irs;
      expect(peer.does(`R ${String(next)}:${String(next)}(0)`).filter((line) => line.startsWith(">"))).toEqual([]);
    }
  });

  it("returns a passive connection in SYN-RECEIVED to LISTEN without a word to the user", () => {
    expect(peerIn("SYN-RECEIVED").does("R 1:1(0)")).toEqual(["SYN-RECEIVED -> LISTEN"]);
  });

  it("tells the user of an active one that the connection was refused", () => {
    expect(peerIn("SYN-RECEIVED (active)").does("R 1:1(0)")).toEqual(["SYN-RECEIVED -> CLOSED", "connect = connection refused"]);
  });

  it("closes CLOSING, LAST-ACK and TIME-WAIT without a word to the user", () => {
    for (const state of ["CLOSING", "LAST-ACK", "TIME-WAIT"] as const) {
      expect(peerIn(state).does("R 2:2(0)")).toEqual([`${state} -> CLOSED`]);
    }
  });

  it("leaves no timer behind", () => {
    const peer = peerIn("FIN-WAIT-1");
    peer.does("R 1:1(0)");
    expect(Object.values(peer.block.timers).filter((due) => due !== null)).toEqual([]);
  });

  it("resets a connection whose window is closed (MUST-66)", () => {
    for (const stack of ["textbook", "linux"] as const) {
      const peer = peerIn("ESTABLISHED", { receiveBuffer: 1000 }, stack);
      peer.block.reading = false;
      let next = 1;
      for (let { wnd } = peer.block.rcv; wnd > 0; wnd = peer.block.rcv.wnd) {
        const length = Math.min(100, wnd);
        peer.does(`P. ${String(next)}:${String(next + length)}(${String(length)}) ack 1`);
        next += length;
      }
      expect(peer.does(`R ${String(next)}:${String(next)}(0)`)).toEqual(["ESTABLISHED -> CLOSED", stack === "textbook" ? "signal: connection reset" : "receive = connection reset"]);
    }
  });
});

describe("Fourth, check the SYN bit (RFC 9293 §3.10.7.4, RFC 5961 §4.2)", () => {
  it("returns a passive connection in SYN-RECEIVED to LISTEN", () => {
    expect(peerIn("SYN-RECEIVED").does("S 5:5(0)")).toEqual(["SYN-RECEIVED -> LISTEN"]);
  });

  it("challenges a SYN in the synchronized states", () => {
    for (const state of ["ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT"] as const) {
      const peer = peerIn(state);
      const answer = peer.does("S 5:5(0)");
      expect(answer).toHaveLength(1);
      expect(answer[0]).toMatch(/^> \. /);
      expect(peer.lastTurn?.outcome).toBe("challenge-ack");
      expect(peer.state).toBe(state);
    }
  });
});

import { describe, expect, it } from "vitest";
import { Peer, peerIn, STATES } from "../../support/peer.ts";

describe("OPEN (RFC 9293 §3.10.1)", () => {
  it("active: sends a SYN and enters SYN-SENT", () => {
    const peer = new Peer();
    expect(peer.does("connect")).toEqual(["CLOSED -> SYN-SENT", "> S 0:0(0)"]);
    expect(peer.block.snd.una).toBe(100);
    expect(peer.block.snd.nxt).toBe(101);
  });

  it("says that the connection exists already in every state but CLOSED", () => {
    for (const state of STATES) {
      if (state === "CLOSED" || state === "LISTEN") continue;
      expect(peerIn(state).does("connect")).toEqual(["connect = connection already exists"]);
    }
  });

  it("announces its MSS exactly when the peer could not assume it (SHLD-5)", () => {
    const options = (mss: number): unknown => {
      const peer = new Peer({ mss });
      peer.does("connect");
      return peer.lastTurn?.effects.flatMap((effect) => (effect.kind === "send" ? effect.segment.options : []));
    };
    expect(options(536)).toEqual([]);
    expect(options(1460)).toEqual([{ kind: "mss", value: 1460 }]);
  });
});

describe("SEND (RFC 9293 §3.10.2)", () => {
  it("has no connection in CLOSED", () => {
    expect(new Peer().does("send 10")).toEqual(["send = connection does not exist"]);
  });

  it("queues the data before the connection is open and sends it then", () => {
    const peer = peerIn("SYN-SENT");
    expect(peer.does("send 10")).toEqual(["send = ok"]);
    expect(peer.does("S. 0:0(0) ack 1 win 1000")).toEqual([
      "SYN-SENT -> ESTABLISHED", "connect = ok", "> . 1:1(0) ack 1", "> P. 1:11(10) ack 1",
    ]);
  });

  it("sends in ESTABLISHED and CLOSE-WAIT", () => {
    expect(peerIn("ESTABLISHED").does("send 10")).toEqual(["send = ok", "> P. 1:11(10) ack 1"]);
    expect(peerIn("CLOSE-WAIT").does("send 10")).toEqual(["send = ok", "> P. 1:11(10) ack 2"]);
  });

  it("is refused once the program has closed", () => {
    for (const state of ["FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT"] as const) {
      expect(peerIn(state).does("send 10")).toEqual(["send = connection closing"]);
    }
  });

  it("cuts the data into segments of the MSS and pushes the last one (MUST-61)", () => {
    expect(peerIn("ESTABLISHED").does("send 600")).toEqual(["send = ok", "> . 1:537(536) ack 1"]);
    expect(peerIn("ESTABLISHED", { nagle: false }).does("send 600")).toEqual([
      "send = ok", "> . 1:537(536) ack 1", "> P. 537:601(64) ack 1",
    ]);
  });
});

describe("CLOSE (RFC 9293 §3.10.4)", () => {
  it("deletes a block that has no connection yet", () => {
    expect(peerIn("LISTEN").does("close")).toEqual(["LISTEN -> CLOSED", "close = ok"]);
    expect(peerIn("SYN-SENT").does("close")).toEqual(["SYN-SENT -> CLOSED", "close = ok"]);
  });

  it("SYN-RECEIVED without data: sends a FIN at once", () => {
    const peer = peerIn("SYN-RECEIVED");
    expect(peer.does("close")).toEqual(["SYN-RECEIVED -> FIN-WAIT-1", "close = ok", "> F. 1:1(0) ack 1"]);
  });

  it.each(["textbook", "linux"] as const)("SYN-RECEIVED: SYN+ACK and FIN are both sent again until they are acknowledged, one after the other, %s", (stack) => {
    const peer = peerIn("SYN-RECEIVED", { tailLossProbe: false }, stack);
    peer.does("shutdown");
    expect(peer.does("timer retransmission")).toEqual([expect.stringMatching(/^> S\. 0:0\(0\) ack 1/)]);
    expect(peer.does(". 1:1(0) ack 1 win 1000")).toEqual([]);
    expect(peer.does("timer retransmission")).toEqual(["> F. 1:1(0) ack 1"]);
    expect(peer.does(". 1:1(0) ack 2 win 1000")).toEqual(["FIN-WAIT-1 -> FIN-WAIT-2"]);
    expect(peer.block.timers.retransmission).toBeNull();
  });

  it("SYN-RECEIVED: one ACK may acknowledge SYN and FIN", () => {
    const peer = peerIn("SYN-RECEIVED");
    peer.does("close");
    expect(peer.does("F. 1:1(0) ack 2 win 1000")).toEqual(["FIN-WAIT-1 -> FIN-WAIT-2", "reads end of file", "FIN-WAIT-2 -> TIME-WAIT", "> . 2:2(0) ack 2"]);
  });

  it("SYN-RECEIVED with data: waits until the connection is open", () => {
    const peer = peerIn("SYN-RECEIVED");
    peer.does("send 10");
    expect(peer.does("close")).toEqual(["close = ok"]);
    expect(peer.does(". 1:1(0) ack 1 win 1000")).toEqual([
      "SYN-RECEIVED -> ESTABLISHED", "ESTABLISHED -> FIN-WAIT-1", "> P. 1:11(10) ack 1", "> F. 11:11(0) ack 1",
    ]);
  });

  it("ESTABLISHED: enters FIN-WAIT-1 and sends the FIN behind the data", () => {
    expect(peerIn("ESTABLISHED").does("close")).toEqual(["ESTABLISHED -> FIN-WAIT-1", "close = ok", "> F. 1:1(0) ack 1"]);
  });

  it("ESTABLISHED with data that the window holds back: the FIN waits behind it", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("send 1500");
    expect(peer.does("close")).toEqual(["ESTABLISHED -> FIN-WAIT-1", "close = ok"]);
    expect(peer.does(". 1:1(0) ack 537 win 1000")).toEqual(["> . 537:1073(536) ack 1"]);
    expect(peer.does(". 1:1(0) ack 1073 win 1000")).toEqual(["> FP. 1073:1501(428) ack 1"]);
  });

  it("CLOSE-WAIT: sends the FIN and enters LAST-ACK", () => {
    expect(peerIn("CLOSE-WAIT").does("close")).toEqual(["close = ok", "CLOSE-WAIT -> LAST-ACK", "> F. 1:1(0) ack 2"]);
  });

  it("never sends a second FIN", () => {
    for (const state of ["FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT"] as const) {
      expect(peerIn(state).does("close")).toEqual(["close = connection closing"]);
    }
  });
});

describe("ABORT (RFC 9293 §3.10.5)", () => {
  it("sends a reset where the peer has a connection", () => {
    for (const state of ["SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT"] as const) {
      expect(peerIn(state).does("abort")).toEqual(["> R 1:1(0)", `${state} -> CLOSED`, "abort = ok"]);
    }
    expect(peerIn("FIN-WAIT-2").does("abort")).toEqual(["> R 2:2(0)", "FIN-WAIT-2 -> CLOSED", "abort = ok"]);
  });

  it("sends nothing where it has none, or is about to have none", () => {
    for (const state of ["LISTEN", "SYN-SENT", "CLOSING", "LAST-ACK", "TIME-WAIT"] as const) {
      expect(peerIn(state).does("abort")).toEqual([`${state} -> CLOSED`, "abort = ok"]);
    }
  });

  it("leaves no timer behind", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("send 10");
    peer.does("abort");
    expect(Object.values(peer.block.timers).filter((due) => due !== null)).toEqual([]);
  });
});

/** Every call of RFC 9293 §3.10 that a block can meet, after what `before` has done. */
const CALLS: readonly (readonly [string, readonly string[], string])[] = [
  ["OPEN", [], "connect"],
  ["SEND", [], "send 10"],
  ["RECEIVE", ["stop-reading"], "receive 10"],
  ["CLOSE", [], "close"],
  ["ABORT", [], "abort"],
];

describe("USER CALLS, every state by every call (RFC 9293 §3.10.1 to §3.10.5)", () => {
  it("reads as the RFC's text says", async () => {
    const lines = STATES.flatMap((state) => [
      state,
      ...CALLS.map(([name, before, call]) => {
        const peer = peerIn(state);
        for (const input of before) peer.does(input);
        return `  ${name.padEnd(8)} ${peer.does(call).join("; ")}`.trimEnd();
      }),
      "",
    ]);
    await expect(lines.join("\n")).toMatchFileSnapshot("calls.txt");
  });
});

describe("RECEIVE (RFC 9293 §3.10.3)", () => {
  it("waits for text before the connection is open and while it is", () => {
    const peer = peerIn("SYN-SENT");
    expect(peer.does("receive 10")).toEqual([]);
    peer.does("S. 0:0(0) ack 1 win 1000");
    expect(peer.does("receive 10")).toEqual([]);
  });

  it("returns what is queued, at most what was asked for", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("stop-reading");
    peer.does("P. 1:11(10) ack 1");
    peer.does("P. 11:21(10) ack 1");
    expect(peer.does("receive 15")).toEqual(["reads 0+15"]);
    expect(peer.does("receive 15")).toEqual(["reads 15+5"]);
  });

  it("CLOSE-WAIT: takes the data on hand, then the end, and after that the connection is closing", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("stop-reading");
    peer.does("FP. 1:11(10) ack 1");
    expect(peer.does("receive 10")).toEqual(["reads 0+10"]);
    expect(peer.does("read")).toEqual(["reads end of file"]);
    expect(peer.does("receive 10")).toEqual(["receive = connection closing"]);
  });

  it("LAST-ACK: what is still there is not to be had any more; Linux hands it out", () => {
    for (const stack of ["textbook", "linux"] as const) {
      const peer = peerIn("ESTABLISHED", {}, stack);
      peer.does("stop-reading");
      peer.does("FP. 1:11(10) ack 1");
      peer.does("shutdown");
      expect(peer.state).toBe("LAST-ACK");
      expect(peer.does("receive 10")).toEqual([stack === "linux" ? "reads 0+10" : "receive = connection closing"]);
    }
  });

  it("CLOSED: there is no connection", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("R 1:1(0)");
    expect(peer.does("receive 10")).toEqual(["receive = connection does not exist"]);
  });
});

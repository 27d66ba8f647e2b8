import { describe, expect, it } from "vitest";
import { Peer, peerIn, STATES } from "../../support/peer.ts";

/** What comes of a call on a listener that waits for anyone. */
function listener(call: string): string[] {
  const peer = new Peer({}, "textbook", 0);
  peer.does("listen");
  return peer.does(call);
}

describe("OPEN (RFC 9293 §3.10.1)", () => {
  it("active: sends a SYN and enters SYN-SENT", () => {
    const peer = new Peer();
    expect(peer.does("connect")).toEqual(["CLOSED -> SYN-SENT", "> S 0:0(0)"]);
    expect(peer.block.snd.una).toBe(100);
    expect(peer.block.snd.nxt).toBe(101);
  });

  it("LISTEN: turns a passive connection into an active one, where it is known with whom", () => {
    const peer = peerIn("LISTEN");
    expect(peer.does("connect")).toEqual(["LISTEN -> SYN-SENT", "> S 0:0(0)"]);
    expect(peer.does("S. 0:0(0) ack 1 win 1000")).toEqual(["SYN-SENT -> ESTABLISHED", "connect = ok", "> . 1:1(0) ack 1"]);
  });

  it("LISTEN: with nobody in particular is an error", () => {
    expect(listener("connect")).toEqual(["connect = remote socket unspecified"]);
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
  it("LISTEN: turns a passive connection into an active one, and the data waits until it is open", () => {
    const peer = peerIn("LISTEN");
    expect(peer.does("send 10")).toEqual(["LISTEN -> SYN-SENT", "> S 0:0(0)", "send = ok"]);
    expect(peer.does("S. 0:0(0) ack 1 win 1000").slice(1)).toEqual(["connect = ok", "> . 1:1(0) ack 1", "> P. 1:11(10) ack 1"]);
  });

  it("LISTEN: a connection that became so active is refused, not given back to LISTEN", () => {
    const peer = peerIn("LISTEN");
    peer.does("send 10");
    expect(peer.does("R. 0:0(0) ack 1")).toEqual(["SYN-SENT -> CLOSED", "connect = connection refused", "send of 10 = connection refused"]);
  });

  it("LISTEN: to nobody in particular is an error", () => {
    expect(listener("send 10")).toEqual(["send = remote socket unspecified"]);
  });

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
    for (const state of ["SYN-RECEIVED", "CLOSE-WAIT"] as const) {
      expect(peerIn(state).does("abort")).toEqual(["> R 1:1(0)", `${state} -> CLOSED`, "abort = ok"]);
    }
    expect(peerIn("ESTABLISHED").does("abort")).toEqual(["> R 1:1(0)", "ESTABLISHED -> CLOSED", "receive = connection reset", "abort = ok"]);
    expect(peerIn("FIN-WAIT-2").does("abort")).toEqual(["> R 2:2(0)", "FIN-WAIT-2 -> CLOSED", "receive = connection reset", "abort = ok"]);
  });

  it("sends nothing where it has none, or is about to have none", () => {
    for (const state of ["LISTEN", "SYN-SENT", "CLOSING", "LAST-ACK", "TIME-WAIT"] as const) {
      expect(peerIn(state).does("abort")).toEqual([`${state} -> CLOSED`, "abort = ok"]);
    }
  });

  it("its reset carries a timestamp where those are agreed, and echoes none (RFC 7323 §3.2)", () => {
    const peer = new Peer({ timestamps: true });
    peer.does("connect");
    peer.after(70).does("S. 0:0(0) ack 1 win 1000 <TS val 5 ecr 0>");
    expect(peer.does("abort")[0]).toBe("> R 1:1(0) <TS val 70 ecr 0>");
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
  ["STATUS", [], "status"],
];

describe("USER CALLS, every state by every call (RFC 9293 §3.10.1 to §3.10.6)", () => {
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

describe("STATUS (RFC 9293 §3.10.6, §3.9.1.5)", () => {
  const answer = (peer: Peer): unknown => {
    peer.does("status");
    return peer.lastTurn?.effects.flatMap((effect) => (effect.kind === "status" ? [effect.status] : []))[0];
  };

  it("names the state, in every one but CLOSED, and changes nothing", () => {
    for (const state of STATES) {
      const peer = peerIn(state);
      const before = JSON.stringify({ ...peer.block.snd, ...peer.block.rcv, ...peer.block.timers });
      expect(peer.does("status")).toEqual([state === "CLOSED" ? "status = connection does not exist" : `status ${peer.state}`]);
      expect(JSON.stringify({ ...peer.block.snd, ...peer.block.rcv, ...peer.block.timers })).toBe(before);
    }
  });

  it("tells the windows, once the peer's is known", () => {
    expect(answer(peerIn("SYN-SENT"))).toMatchObject({ sendWindow: null, receiveWindow: 1000 });
    expect(answer(peerIn("ESTABLISHED"))).toMatchObject({ sendWindow: 1000, receiveWindow: 1000 });
  });

  it("counts the SENDs that await acknowledgement, with their bytes", () => {
    const peer = peerIn("ESTABLISHED", { nagle: false });
    expect(answer(peer)).toMatchObject({ sends: 0, unacknowledged: 0 });
    peer.does("send 10");
    peer.does("send 20");
    peer.does("send 30");
    expect(answer(peer)).toMatchObject({ sends: 3, unacknowledged: 60 });
    peer.does(". 1:1(0) ack 16 win 1000");
    expect(answer(peer)).toMatchObject({ sends: 2, unacknowledged: 45 });
    peer.does(". 1:1(0) ack 61 win 1000");
    expect(answer(peer)).toMatchObject({ sends: 0, unacknowledged: 0 });
  });

  it("counts the RECEIVEs that wait, and what nobody has asked for yet", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("stop-reading");
    peer.does("wait-for 100");
    peer.does("P. 1:11(10) ack 1");
    expect(answer(peer)).toMatchObject({ receives: 1, unread: 10, receiveWindow: 990 });
  });

  it("tells of urgent data, and of the timeouts", () => {
    const peer = peerIn("ESTABLISHED", { userTimeout: 5000 });
    peer.does("stop-reading");
    peer.does("PU. 1:11(10) ack 1 win 1000 urg 4");
    expect(answer(peer)).toMatchObject({ urgent: 4, rto: 1000, userTimeout: 5000 });
    expect(answer(peerIn("LISTEN"))).toMatchObject({ rto: null, userTimeout: null });
  });
});

describe("calls that wait when the connection ends (RFC 9293 §3.9.1.6, §3.10.4 to §3.10.8)", () => {
  /** A connection in a state, with two SENDs and two RECEIVEs that wait. */
  const waiting = (state: "SYN-SENT" | "ESTABLISHED", stack: "textbook" | "linux" = "textbook"): Peer => {
    const peer = peerIn(state, { nagle: false, userTimeout: 5000 }, stack);
    for (const call of ["stop-reading", "send 10", "send 20", "wait-for 100", "wait-for 200"]) peer.does(call);
    return peer;
  };
  const each = (error: string): string[] => ["send of 10", "send of 20", "receive of 100", "receive of 200"].map((call) => `${call} = ${error}`);

  it("ABORT: each gets a “connection reset” of its own", () => {
    expect(waiting("SYN-SENT").does("abort")).toEqual(["SYN-SENT -> CLOSED", ...each("connection reset"), "abort = ok"]);
    expect(waiting("ESTABLISHED").does("abort")).toEqual(["> R 31:31(0)", "ESTABLISHED -> CLOSED", ...each("connection reset"), "abort = ok"]);
  });

  it("CLOSE in SYN-SENT: each gets “connection closing”", () => {
    expect(waiting("SYN-SENT").does("close")).toEqual(["SYN-SENT -> CLOSED", ...each("connection closing"), "close = ok"]);
  });

  it("RST: each gets “connection reset”, and the program a signal besides", () => {
    expect(waiting("ESTABLISHED").does("R 1:1(0)")).toEqual(["ESTABLISHED -> CLOSED", ...each("connection reset"), "signal: connection reset"]);
  });

  it("RST in SYN-SENT: each shares the fate of the OPEN", () => {
    expect(waiting("SYN-SENT").does("R. 0:0(0) ack 1")).toEqual(["SYN-SENT -> CLOSED", "connect = connection refused", ...each("connection refused")]);
  });

  it("USER TIMEOUT: each is told that the connection was aborted, and so is the program in general", () => {
    expect(waiting("ESTABLISHED").does("timer user-timeout")).toEqual(["ESTABLISHED -> CLOSED", ...each("connection aborted"), "signal: connection aborted"]);
  });

  it("says nothing to SENDs that are acknowledged, and to RECEIVEs that are filled", () => {
    const peer = waiting("ESTABLISHED");
    peer.does("P. 1:101(100) ack 11 win 1000");
    expect(peer.does("fill 100")).toContain("reads 0+100");
    expect(peer.does("R 101:101(0)")).toEqual([
      "ESTABLISHED -> CLOSED", "send of 20 = connection reset", "receive of 200 = connection reset", "signal: connection reset",
    ]);
  });

  it("tells the bytes of each SEND by their place in the stream", () => {
    const peer = waiting("ESTABLISHED");
    peer.does("abort");
    expect(peer.lastTurn?.effects.filter((effect) => effect.kind === "result").slice(0, 2)).toMatchObject([
      { call: "send", about: { offset: 0, bytes: 10 } }, { call: "send", about: { offset: 10, bytes: 20 } },
    ]);
  });

  it("a RECEIVE that waits ends with the peer's FIN: with what is on hand, or “connection closing”", () => {
    const peer = waiting("ESTABLISHED");
    peer.does("FP. 1:6(5) ack 31 win 1000");
    expect(peer.does("fill 100")).toEqual(["reads 0+5"]);
    expect(peer.does("fill 200")).toEqual(["receive of 200 = connection closing"]);
  });

  it("in Linux a SEND is over when its bytes are in the buffer", () => {
    expect(waiting("ESTABLISHED", "linux").does("R 1:1(0)")).toEqual([
      "ESTABLISHED -> CLOSED", "receive of 100 = connection reset", "receive of 200 = connection reset",
    ]);
  });
});

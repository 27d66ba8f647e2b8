import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { admit, ListenQueues } from "../../../src/simulation/synflood/index.ts";
import type { QueueBounds } from "../../../src/simulation/synflood/index.ts";

const KERNEL: QueueBounds = { backlog: 8, oneMore: true, maxSynBacklog: 2048, prunes: true };
const TEXTBOOK: QueueBounds = { backlog: 8, oneMore: false, maxSynBacklog: null, prunes: false };

function filled(bounds: QueueBounds, halfOpen: number, old = 0): ListenQueues<number> {
  const queues = new ListenQueues<number>(bounds);
  for (let entry = 0; entry < halfOpen; entry += 1) queues.enterHalfOpen();
  for (let entry = 0; entry < old; entry += 1) queues.age();
  return queues;
}

describe("the SYN queue (RFC 4987 §2.2)", () => {
  it("holds the backlog, and in a kernel one more", () => {
    expect([filled(TEXTBOOK, 7), filled(TEXTBOOK, 8)].map(({ synQueueFull }) => synQueueFull)).toEqual([false, true]);
    expect([filled(KERNEL, 8), filled(KERNEL, 9)].map(({ synQueueFull }) => synQueueFull)).toEqual([false, true]);
  });

  it("has no bound where none is asked for", () => {
    const queues = filled({ ...TEXTBOOK, backlog: null }, 100_000);
    expect(queues.synQueueFull).toBe(false);
    expect(queues.capacity).toBeNull();
  });

  it("keeps the last quarter of the kernel's own bound free while there are no cookies", () => {
    const bounds = { ...KERNEL, backlog: 128, maxSynBacklog: 16 };
    expect(admit(filled(bounds, 12), "off").kind).toBe("half-open");
    expect(admit(filled(bounds, 13), "off")).toEqual({ kind: "drop", rule: "synflood.last-quarter", counts: ["ListenDrops"] });
    expect(admit(filled(bounds, 13), "when-full").kind).toBe("half-open");
  });
});

describe("patience with half-open connections (Linux)", () => {
  it("is whole while the queue is at most half full", () => {
    expect(filled(KERNEL, 4, 4).retries(5)).toBe(5);
  });

  it("falls to two when nobody is young", () => {
    expect(filled(KERNEL, 9, 9).retries(5)).toBe(2);
    expect(filled(KERNEL, 5, 5).retries(5)).toBe(2);
  });

  it("falls by one for each doubling by which the young are fewer than half", () => {
    // 9 entries: with 5 young, 10 > 9; with 4, 8 and then 16; with 2, 4, 8 and then 16.
    expect([9, 5, 4, 2, 1].map((young) => filled(KERNEL, 9, 9 - young).retries(5))).toEqual([5, 5, 4, 3, 2]);
  });

  it("is the same for everyone in the textbook", () => {
    expect(filled(TEXTBOOK, 8, 8).retries(5)).toBe(5);
  });
});

describe("the accept queue", () => {
  it("lets the connection go first that has waited longest", () => {
    const queues = filled(KERNEL, 0);
    [1, 2, 3].forEach((connection) => { queues.enterAccept(connection); });
    expect(queues.remove(2)).toBe(true);
    expect(queues.remove(2)).toBe(false);
    expect([queues.take(), queues.take(), queues.take()]).toEqual([1, 3, undefined]);
  });

  it("is full at one more than the backlog in a kernel, so that a backlog of 1 holds 2", () => {
    const queues = filled({ ...KERNEL, backlog: 1 }, 0);
    queues.enterAccept(1);
    expect(queues.acceptQueueFull).toBe(false);
    queues.enterAccept(2);
    expect(queues.acceptQueueFull).toBe(true);
  });
});

describe("what becomes of a SYN", () => {
  const fullAccept = (halfOpen: number): ListenQueues<number> => {
    const queues = filled(KERNEL, halfOpen);
    for (let connection = 0; connection < 9; connection += 1) queues.enterAccept(connection);
    return queues;
  };

  it("is a drop in silence when the SYN queue is full and cookies are off", () => {
    expect(admit(filled(KERNEL, 9), "off")).toEqual({ kind: "drop", rule: "synflood.syn-queue-full", counts: ["TCPReqQFullDrop", "ListenDrops"] });
  });

  it("is a cookie when the queue is full, or always", () => {
    expect(admit(filled(KERNEL, 8), "when-full").kind).toBe("half-open");
    expect(admit(filled(KERNEL, 9), "when-full").kind).toBe("cookie");
    expect(admit(filled(KERNEL, 0), "always").kind).toBe("cookie");
  });

  it("is a drop when the accept queue is full, whatever the cookies", () => {
    expect(admit(fullAccept(0), "off")).toMatchObject({ kind: "drop", counts: ["ListenOverflows", "ListenDrops"] });
    expect(admit(fullAccept(0), "when-full")).toMatchObject({ kind: "drop", counts: ["ListenOverflows", "ListenDrops"] });
    expect(admit(fullAccept(0), "always")).toMatchObject({ kind: "drop", counts: ["TCPReqQFullDoCookies", "ListenOverflows", "ListenDrops"] });
  });

  it("never puts more entries into a queue than it holds", () => {
    const step = fc.constantFrom("syn", "ack", "age", "give-up", "accept");
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.boolean(), fc.constantFrom("off", "when-full", "always"), fc.array(step, { maxLength: 300 }), (backlog, oneMore, cookies, steps) => {
      const queues = new ListenQueues<number>({ backlog, oneMore, maxSynBacklog: oneMore ? 2048 : null, prunes: oneMore });
      for (const each of steps) {
        if (each === "syn" && admit(queues, cookies).kind === "half-open") queues.enterHalfOpen();
        if (each === "ack" && queues.halfOpen > 0 && !queues.acceptQueueFull) {
          queues.leaveHalfOpen(queues.young > 0);
          queues.enterAccept(1);
        }
        if (each === "age" && queues.young > 0) queues.age();
        if (each === "give-up" && queues.halfOpen > queues.young) queues.leaveHalfOpen(false);
        if (each === "accept") queues.take();
        expect(queues.halfOpen).toBeLessThanOrEqual(backlog + (oneMore ? 1 : 0));
        expect(queues.waiting).toBeLessThanOrEqual(backlog + (oneMore ? 1 : 0));
        expect(queues.retries(5)).toBeGreaterThanOrEqual(2);
        if (cookies === "always") expect(queues.halfOpen).toBe(0);
      }
    }));
  });
});

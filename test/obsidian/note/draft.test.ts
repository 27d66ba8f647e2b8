// Unsaved values and their way into the note, with a note that is a string and a clock that is a list.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Draft, PAUSE, type DraftDesk, type Refusal, type WriteOutcome } from "../../../src/obsidian/note/draft.ts";

/** A body such as `a=1;b=2`; the note holds it as long as `held` equals what is written over. */
class Desk implements DraftDesk {
  note: string;
  readonly writes: string[] = [];
  readonly told: string[] = [];
  readonly timers = new Map<number, () => void>();
  #open: (() => void)[] = [];
  slow = false;
  broken = false;
  twins = false;
  #next = 1;

  constructor(note: string) {
    this.note = note;
  }

  edit(text: string, key: string, value: number | string): ReturnType<DraftDesk["edit"]> {
    if (text.startsWith("!")) return { kind: "refused", why: "unparsable" };
    const values = new Map(text.split(";").filter((each) => each !== "").map((each): [string, string] => [each.split("=")[0] ?? "", each.split("=")[1] ?? ""]));
    values.set(key, String(value));
    return { kind: "edited", text: [...values].map(([k, v]) => `${k}=${v}`).join(";"), span: { start: 0, end: 0 } };
  }

  async write(rendered: string, body: string, decided: () => void): Promise<WriteOutcome> {
    if (this.slow) await new Promise<void>((resolve) => { this.#open.push(resolve); });
    if (this.note !== rendered) return { why: this.twins ? "ambiguous" : "not-found", reason: "" };
    decided();
    if (this.broken) return { why: "failed", reason: "The disk is full." };
    this.note = body;
    this.writes.push(body);
    return "written";
  }

  refused({ why }: Refusal): void {
    this.told.push(why);
  }

  changed(): void {
    this.told.push("changed");
  }

  setTimer(run: () => void, time: number): number {
    expect(time).toBe(PAUSE);
    this.timers.set(this.#next, run);
    return this.#next++;
  }

  clearTimer(timer: number): void {
    this.timers.delete(timer);
  }

  /** Lets the pause end. */
  rest(): void {
    const due = [...this.timers.values()];
    this.timers.clear();
    for (const run of due) run();
  }

  /** Lets the write under way go on. */
  finish(): void {
    const open = this.#open;
    this.#open = [];
    for (const resolve of open) resolve();
  }
}

const later = async (): Promise<void> => { for (let turn = 0; turn < 10; turn += 1) await Promise.resolve(); };

describe("a draft", () => {
  it("shows its values over the block's text before they are written", () => {
    const desk = new Desk("a=1;b=2");
    const draft = new Draft(desk.note, desk);
    draft.put("a", 5);
    expect(draft.text).toBe("a=5;b=2");
    expect(draft.body).toBe("a=1;b=2");
    expect(desk.writes).toEqual([]);
  });

  it("writes once on release", async () => {
    const desk = new Desk("a=1");
    const draft = new Draft(desk.note, desk);
    for (const value of [2, 3, 4]) draft.put("a", value);
    await draft.commit();
    expect(desk.writes).toEqual(["a=4"]);
    expect(draft.body).toBe("a=4");
    expect(draft.past).toEqual(["a=1"]);
    expect(draft.pending.size).toBe(0);
  });

  it("writes nothing when nothing changed", async () => {
    const desk = new Desk("a=1");
    const draft = new Draft(desk.note, desk);
    await draft.commit();
    draft.put("a", 1);
    await draft.commit();
    draft.put("a", 2);
    draft.drop("a");
    await draft.commit();
    expect(desk.writes).toEqual([]);
  });

  it("writes several values at once", async () => {
    const desk = new Desk("a=1;b=2");
    const draft = new Draft(desk.note, desk);
    draft.put("b", 3);
    draft.put("a", 4);
    await draft.commit();
    expect(desk.writes).toEqual(["a=4;b=3"]);
  });

  it("waits for the keyboard to rest, and then writes once", async () => {
    const desk = new Desk("a=1");
    const draft = new Draft(desk.note, desk);
    for (const value of [2, 3, 4]) {
      draft.put("a", value);
      draft.settle();
    }
    expect(desk.timers.size).toBe(1);
    desk.rest();
    await later();
    expect(desk.writes).toEqual(["a=4"]);
  });

  it("does not wait when the focus leaves", async () => {
    const desk = new Desk("a=1");
    const draft = new Draft(desk.note, desk);
    draft.flush();
    await later();
    expect(desk.writes).toEqual([]);
    draft.put("a", 2);
    draft.settle();
    draft.flush();
    await later();
    expect(desk.writes).toEqual(["a=2"]);
    expect(desk.timers.size).toBe(0);
  });

  it("loses no press made during a write", async () => {
    const desk = new Desk("a=1");
    desk.slow = true;
    const draft = new Draft(desk.note, desk);
    draft.put("a", 2);
    void draft.commit();
    await later();
    draft.put("a", 3);
    draft.settle();
    expect(draft.text).toBe("a=3");
    desk.rest();
    desk.finish();
    await later();
    expect(draft.text).toBe("a=3");
    expect(draft.pending).toEqual(new Map([["a", 3]]));
    desk.finish();
    await later();
    expect(desk.writes).toEqual(["a=2", "a=3"]);
    expect(draft.pending.size).toBe(0);
    expect(draft.writing).toBe(false);
  });

  it("knows its new text before the note shows it", async () => {
    const desk = new Desk("a=1");
    const draft = new Draft(desk.note, desk);
    const seen: string[] = [];
    const write = desk.write.bind(desk);
    desk.write = (rendered, body, decided) => write(rendered, body, () => { decided(); seen.push(draft.body); });
    draft.put("a", 2);
    await draft.commit();
    expect(seen).toEqual(["a=2"]);
  });

  it("puts the preview back when the block has gone, after it has waited for its new text", async () => {
    const desk = new Desk("a=1");
    const draft = new Draft(desk.note, desk);
    desk.note = "something else";
    draft.put("a", 2);
    void draft.commit();
    await later();
    expect(draft.text).toBe("a=2");
    expect(desk.told).toEqual([]);
    desk.rest();
    await later();
    expect(draft.text).toBe("a=1");
    expect(desk.told).toEqual(["not-found", "changed"]);
    expect(desk.note).toBe("something else");
  });

  it.each(["at once", "soon"] as const)("writes into the block's new text when another hand has changed it and it is shown %s", async (when) => {
    const desk = new Desk("a=1;b=1");
    desk.slow = true;
    const draft = new Draft(desk.note, desk);
    draft.put("a", 2);
    void draft.commit();
    desk.note = "a=1;b=7";
    if (when === "at once") draft.adopt(desk.note);
    desk.finish();
    await later();
    if (when === "soon") draft.adopt(desk.note);
    desk.rest();
    await later();
    desk.finish();
    await later();
    expect(desk.note).toBe("a=2;b=7");
    expect(desk.told).toEqual(["changed"]);
  });

  it("puts the preview back at once when it is not certain which block is meant", async () => {
    const desk = new Desk("a=1");
    desk.twins = true;
    const draft = new Draft(desk.note, desk);
    desk.note = "something else";
    draft.put("a", 2);
    await draft.commit();
    expect(draft.text).toBe("a=1");
    expect(desk.told).toEqual(["ambiguous", "changed"]);
  });

  it("puts its own text back when a write fails on its way", async () => {
    const desk = new Desk("a=1");
    desk.broken = true;
    const draft = new Draft(desk.note, desk);
    draft.put("a", 2);
    await draft.commit();
    expect(draft.body).toBe("a=1");
    expect(draft.text).toBe("a=1");
  });

  it("says so when the block's text cannot be edited", async () => {
    const desk = new Desk("!broken");
    const draft = new Draft(desk.note, desk);
    draft.put("a", 2);
    expect(draft.text).toBe("!broken");
    await draft.commit();
    expect(desk.told).toEqual(["unreadable", "changed"]);
    expect(desk.writes).toEqual([]);
  });

  it("keeps its values when another hand changes the block", async () => {
    const desk = new Desk("a=1;b=2");
    const draft = new Draft(desk.note, desk);
    draft.put("a", 5);
    desk.note = "a=1;b=9";
    draft.adopt("a=1;b=9");
    await draft.commit();
    expect(desk.note).toBe("a=5;b=9");
  });

  it("ends with the last value of every key, however presses, pauses and writes fall", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("put" as const), key: fc.constantFrom("a", "b"), value: fc.nat(5) }),
      fc.record({ kind: fc.constantFrom("settle" as const, "rest" as const, "commit" as const, "finish" as const, "flush" as const) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const desk = new Desk("a=0;b=0");
      desk.slow = true;
      const draft = new Draft(desk.note, desk);
      const last = new Map<string, number>([["a", 0], ["b", 0]]);
      for (const each of steps) {
        if (each.kind === "put") {
          last.set(each.key, each.value);
          draft.put(each.key, each.value);
        } else if (each.kind === "settle") draft.settle();
        else if (each.kind === "flush") draft.flush();
        else if (each.kind === "commit") void draft.commit();
        else if (each.kind === "rest") desk.rest();
        else desk.finish();
        await later();
        expect(draft.text).toBe(`a=${last.get("a")};b=${last.get("b")}`);
      }
      void draft.commit();
      for (let turn = 0; turn < 5; turn += 1) {
        desk.finish();
        await later();
      }
      expect(desk.note).toBe(`a=${last.get("a")};b=${last.get("b")}`);
      expect(draft.body).toBe(desk.note);
    }), { seed: 4, numRuns: 200 });
  });
});

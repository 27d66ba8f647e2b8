// Which block a new element belongs to, so that playhead, focus and unsaved values outlive the old one.

import { describe, expect, it } from "vitest";
import { ViewStore, type BlockRecord, type Claim, type Holder } from "../../../src/obsidian/block/view-store.ts";
import { Draft } from "../../../src/obsidian/note/draft.ts";

function store(): ViewStore {
  return new ViewStore((body) => new Draft(body, {
    edit: (text, key, value) => ({ kind: "edited", text: `${text}|${key}=${value}`, span: { start: 0, end: 0 } }),
    write: () => Promise.resolve("written"),
    refused: () => undefined,
    changed: () => undefined,
    setTimer: () => 0,
    clearTimer: () => undefined,
  }));
}

const claim = (body: string, rest: Partial<Claim> = {}): Claim => ({ path: "note.md", body, docId: "doc", line: null, ...rest });
const holder = (source: string): Holder & { alive: boolean } => ({ source, alive: true });

/** What our own write does to a record: the note will have `body` from now on. */
function write(views: ViewStore, record: BlockRecord, body: string): void {
  views.wrote(record, body);
  record.draft.adopt(body);
}

describe("the store of views", () => {
  it("gives an element that is made anew its block back", () => {
    const views = store();
    const first = holder("a");
    const record = views.claim(claim("a"), first);
    views.release(record, first);
    expect(views.claim(claim("a"), holder("a"))).toBe(record);
  });

  it("keeps two equal blocks of one note apart", () => {
    const views = store();
    const [one, two] = [holder("a"), holder("a")];
    const upper = views.claim(claim("a", { line: 3 }), one);
    const lower = views.claim(claim("a", { line: 9 }), two);
    expect(lower).not.toBe(upper);
    views.release(upper, one);
    views.release(lower, two);
    expect(views.claim(claim("a", { line: 9 }), holder("a"))).toBe(lower);
    expect(views.claim(claim("a", { line: 3 }), holder("a"))).toBe(upper);
  });

  it("keeps two equal blocks apart when no lines are known", () => {
    const views = store();
    const [one, two] = [holder("a"), holder("a")];
    const upper = views.claim(claim("a"), one);
    const lower = views.claim(claim("a"), two);
    expect(lower).not.toBe(upper);
  });

  it("prefers the nearer of two equal blocks that have moved", () => {
    const views = store();
    const [one, two] = [holder("a"), holder("a")];
    const upper = views.claim(claim("a", { line: 3 }), one);
    const lower = views.claim(claim("a", { line: 20 }), two);
    views.release(upper, one);
    views.release(lower, two);
    expect(views.claim(claim("a", { line: 19 }), holder("a"))).toBe(lower);
  });

  it("keeps notes apart", () => {
    const views = store();
    const record = views.claim(claim("a"), null);
    expect(views.claim(claim("a", { path: "other.md" }), null)).not.toBe(record);
  });

  it("hands a block over after our own write, though the old element still stands", () => {
    const views = store();
    const old = holder("a");
    const record = views.claim(claim("a"), old);
    write(views, record, "b");
    const fresh = holder("b");
    expect(views.claim(claim("b"), fresh)).toBe(record);
    views.release(record, old);
    expect(record.holder).toBe(fresh);
  });

  it("hands the written one of two equal blocks over, and leaves the other alone", () => {
    const views = store();
    const upper = views.claim(claim("a"), holder("a"));
    const lower = views.claim(claim("a"), holder("a"));
    write(views, lower, "b");
    expect(views.claim(claim("b"), holder("b"))).toBe(lower);
    expect(upper.draft.body).toBe("a");
    expect(views.claim(claim("b"), holder("b"))).not.toBe(upper);
  });

  it("gives each pane its own block back when both are made anew", () => {
    const views = store();
    const left = views.claim(claim("a", { docId: "left", line: 4 }), holder("a"));
    const right = views.claim(claim("a", { docId: "right", line: 4 }), holder("a"));
    expect(right).not.toBe(left);
    write(views, left, "b");
    expect(views.claim(claim("b", { docId: "right", line: 4 }), holder("b"))).toBe(right);
    expect(views.claim(claim("b", { docId: "left", line: 4 }), holder("b"))).toBe(left);
  });

  it("recognises a block whose change was undone", () => {
    const views = store();
    const element = holder("b");
    const record = views.claim(claim("a"), null);
    write(views, record, "b");
    views.claim(claim("b"), element);
    views.release(record, element);
    expect(views.claim(claim("a"), holder("a"))).toBe(record);
    expect(record.draft.body).toBe("a");
  });

  it("recognises a block that was edited by hand by its line", () => {
    const views = store();
    const element = holder("a");
    const record = views.claim(claim("a", { line: 5 }), element);
    views.release(record, element);
    expect(views.claim(claim("a and more", { line: 5 }), holder("a and more"))).toBe(record);
  });

  it("leaves an element that stands its block, though a new one comes to its old line with the same text", () => {
    const views = store();
    const record = views.claim(claim("a", { line: 3 }), holder("a"));
    const copy = views.claim(claim("a", { line: 3 }), holder("a"));
    expect(copy).not.toBe(record);
    expect(views.reclaim(copy, claim("a", { line: 3 }), copy.holder ?? holder(""), false)).toBe(copy);
  });

  it("asks again when the element that was replaced has gone, and the line is known", () => {
    const views = store();
    const old = holder("a");
    const record = views.claim(claim("a", { line: 5 }), old);
    const element = holder("edited");
    const first = views.claim(claim("edited"), element);
    expect(first).not.toBe(record);
    old.alive = false;
    const second = views.reclaim(first, claim("edited", { line: 5 }), element, false);
    expect(second).toBe(record);
    expect(second.draft.body).toBe("edited");
    expect(second.holder).toBe(element);
    expect(views.reclaim(second, claim("edited", { line: 5 }), element, false)).toBe(record);
  });

  it("finds a block again that has moved while its element was made anew", () => {
    const views = store();
    const old = holder("a");
    const record = views.claim(claim("a", { line: 5 }), old);
    const element = holder("a");
    const first = views.claim(claim("a"), element);
    old.alive = false;
    expect(views.reclaim(first, claim("a", { line: 8 }), element, false)).toBe(record);
  });

  it("does not guess between two equal blocks that have both moved", () => {
    const views = store();
    const old = [holder("a"), holder("a")];
    const records = old.map((each, index) => views.claim(claim("a", { line: 5 + index * 4 }), each));
    const element = holder("a");
    const first = views.claim(claim("a"), element);
    for (const each of old) each.alive = false;
    expect(records).not.toContain(views.reclaim(first, claim("a", { line: 8 }), element, false));
    expect(views.reclaim(first, claim("a", { line: 9 }), element, false)).toBe(records[1]);
  });

  it("does not give a standing element the record of an equal neighbour that is being made anew", () => {
    const views = store();
    const element = holder("a");
    const upper = views.claim(claim("a", { line: 3 }), element);
    const old = holder("a");
    const lower = views.claim(claim("a", { line: 9 }), old);
    write(views, lower, "b");
    views.release(lower, old);
    expect(views.reclaim(upper, claim("a", { line: 3 }), element, true)).toBe(upper);
    expect(views.reclaim(upper, claim("a"), element, true)).toBe(upper);
    expect(views.claim(claim("b", { line: 9 }), holder("b"))).toBe(lower);
  });

  it("tells blocks apart by their order when no line is known any more", () => {
    const views = store();
    const holders = [holder("a"), holder("a")];
    const [upper, lower] = holders.map((each, index) => views.claim(claim("a", { line: index * 9 }), each));
    if (upper === undefined || lower === undefined) throw new Error("no records");
    views.use(upper);
    holders.forEach((each, index) => { views.release(index === 0 ? upper : lower, each); });
    expect(views.claim(claim("a"), holder("a"))).toBe(upper);
    expect(views.claim(claim("a"), holder("a"))).toBe(lower);
  });

  it("does not take a block of other text at another line", () => {
    const views = store();
    const element = holder("a");
    const record = views.claim(claim("a", { line: 5 }), element);
    views.release(record, element);
    expect(views.claim(claim("c", { line: 6 }), holder("c"))).not.toBe(record);
  });

  it("takes the block of an element that has left the page without being released", () => {
    const views = store();
    const element = holder("a");
    const record = views.claim(claim("a"), element);
    element.alive = false;
    expect(views.claim(claim("a"), holder("a"))).toBe(record);
  });

  it("leaves an element its block that is out of the page on its way to another place in it", () => {
    const views = store();
    const element = holder("a");
    const record = views.claim(claim("a", { docId: "left", line: 3 }), element);
    element.alive = false;
    expect(views.claim(claim("a", { docId: "right", line: 3 }), holder("a"))).not.toBe(record);
  });

  it("follows a renamed note", () => {
    const views = store();
    const record = views.claim(claim("a"), null);
    views.rename("note.md", "new.md");
    expect(views.claim(claim("a", { path: "new.md" }), null)).toBe(record);
  });

  it("forgets the blocks that were used longest ago", () => {
    const views = store();
    const remembered = views.claim(claim("remembered"), null);
    for (let index = 0; index < 300; index += 1) {
      const element = holder(`b${index}`);
      const record = views.claim(claim(`b${index}`), element);
      record.width = index;
      views.use(remembered);
      views.release(record, element);
    }
    expect(views.claim(claim("remembered"), null)).toBe(remembered);
    expect(views.claim(claim("b299"), null).width).toBe(299);
    expect(views.claim(claim("b0"), null).width).toBeNull();
  });
});

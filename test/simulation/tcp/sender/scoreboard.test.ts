// The scoreboard and the queue of chunks keep their books right, whatever is done to them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cubeRoot } from "../../../../src/simulation/tcp/congestion/cubic.ts";
import type { Piece } from "../../../../src/simulation/tcp/ends/piece.ts";
import { Scoreboard } from "../../../../src/simulation/tcp/ends/scoreboard.ts";
import { UnsentChunks } from "../../../../src/simulation/tcp/send/segments.ts";

const MSS = 100;

function pieces(board: Scoreboard): readonly Piece[] {
  const found: Piece[] = [];
  for (let piece = board.first; piece !== null; piece = piece.next) found.push(piece);
  return found;
}

const action = fc.record({
  kind: fc.constantFrom("append", "split", "trim", "join", "remove", "lose", "resend", "sack", "unlose"),
  place: fc.nat(20),
  size: fc.integer({ min: 1, max: 450 }),
});

describe("the scoreboard", () => {
  it("takes one buffer for neighbours that the peer holds, where their segments are alike", () => {
    const board = new Scoreboard(MSS);
    for (const end of [101, 201, 301, 401, 451]) board.orderLatest(board.append(end === 451 ? 401 : end - 100, end, false, false, 0));
    const [, second, third, fourth, fifth] = pieces(board);
    expect(board.buffers).toBe(5);
    for (const piece of [second, fourth]) if (piece !== undefined) board.markSacked(piece);
    expect(board.buffers).toBe(5);
    if (third !== undefined) board.markSacked(third);
    expect(board.buffers).toBe(3);
    if (fifth !== undefined) board.markSacked(fifth);
    expect(board.buffers).toBe(3);
  });

  it("counts segments as its pieces say, and keeps both orders whole", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const board = new Scoreboard(MSS);
        let end = 1;
        for (const [now, { kind, place, size }] of actions.entries()) {
          const all = pieces(board);
          const piece = all[place % Math.max(all.length, 1)];
          if (kind === "append") {
            board.orderLatest(board.append(end, end + size, false, false, now));
            end += size;
          } else if (piece === undefined) {
            continue;
          } else if (kind === "split") {
            if (piece.length > 1) board.split(piece, piece.start + 1 + (size % (piece.length - 1)));
          } else if (kind === "trim") {
            const { first } = board;
            if (first !== null && first.length > 1) board.trim(first, first.start + 1 + (size % (first.length - 1)));
          } else if (kind === "join") {
            if (!piece.sacked && piece.next?.sacked === false) board.join(piece);
          } else if (kind === "remove") {
            if (board.first !== null) board.remove(board.first);
          } else if (kind === "lose") {
            board.markLost(piece);
          } else if (kind === "resend") {
            board.markResent(piece);
            board.orderLatest(piece);
          } else if (kind === "sack") {
            board.unmarkLost(piece);
            board.unmarkResent(piece);
            board.markSacked(piece);
          } else {
            board.unmarkLost(piece);
          }
        }
        const all = pieces(board);
        const count = (fits: (piece: Piece) => boolean): number =>
          all.filter(fits).reduce((sum, piece) => sum + Math.max(1, Math.ceil(piece.length / MSS)), 0);
        expect([board.out, board.sacked, board.lost, board.resent, board.size]).toEqual([
          count(() => true), count(({ sacked }) => sacked), count(({ lost }) => lost), count(({ resent }) => resent), all.length,
        ]);
        for (const [index, piece] of all.entries()) {
          const following = all[index + 1];
          expect(piece.next).toBe(following ?? null);
          if (following !== undefined) expect([following.previous, following.start]).toEqual([piece, piece.end]);
        }
        const ordered: Piece[] = [];
        for (let piece = board.soonest; piece !== null; piece = piece.later) ordered.push(piece);
        expect(new Set(ordered)).toEqual(new Set(all.filter((piece) => piece.ordered)));
        expect(board.firstLost()).toBe(all.find(({ lost, resent, sacked }) => lost && !resent && !sacked) ?? null);
      }),
      { seed: 9293, numRuns: 500 },
    );
  });
});

describe("the unsent chunks", () => {
  it("hold every byte once, whatever is pulled and cut", () => {
    const step = fc.record({ kind: fc.constantFrom("append", "extend", "pull", "cut", "send"), bytes: fc.integer({ min: 1, max: 300 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const chunks = new UnsentChunks(1);
        let written = 1;
        for (const { kind, bytes } of steps) {
          if (kind === "append" || (kind === "extend" && chunks.count === 0)) {
            chunks.append(bytes);
            written += bytes;
          } else if (kind === "extend") {
            chunks.extend(bytes);
            written += bytes;
          } else if (kind === "pull") {
            chunks.pull(bytes);
          } else if (kind === "cut") {
            if (chunks.count > 0 && bytes < chunks.firstLength) chunks.cut(bytes);
          } else if (chunks.count > 0) {
            chunks.sent();
          }
          expect(chunks.end).toBe(chunks.count === 0 ? chunks.start : written);
          let at = chunks.start;
          for (let index = 0; index < chunks.count; index += 1) {
            expect(chunks.endOf(index)).toBeGreaterThan(at);
            at = chunks.endOf(index);
          }
          expect(at).toBe(written);
        }
      }),
      { seed: 9293, numRuns: 300 },
    );
  });
});

describe("the cube root (RFC 9438 §4.2)", () => {
  it("is the largest whole number whose cube is not above", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (root) => {
        const cube = root * root * root;
        expect(cubeRoot(cube)).toBe(root);
        if (root > 0) expect([cubeRoot(cube - 1), cubeRoot(cube + 1)]).toEqual([root - 1, root === 0 ? 1 : root]);
      }),
      { seed: 9293, numRuns: 2000 },
    );
  });
});

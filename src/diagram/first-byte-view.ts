// What stands under a picture of TLS or SSH: how long the client waited for the first byte of an answer, and what for.

import { firstBytes, type FirstByte, type Trace } from "../simulation/index.ts";
import { makeElement } from "./playback/index.ts";
import type { DiagramWords } from "./words.ts";

/** More connections than this are not told one by one. */
const MOST = 3;

/** One row for each guarded connection with an answer; none where there are too many to tell apart. */
export function firstByteRows(doc: Document, trace: Trace, words: DiagramWords): HTMLElement[] {
  const waits = firstBytes(trace).filter(({ guard }) => guard !== null);
  return waits.length > MOST ? [] : waits.map((wait) => rowOf(doc, wait, words));
}

function rowOf(doc: Document, wait: FirstByte, words: DiagramWords): HTMLElement {
  const { roundTrips: trips, guard } = wait;
  const parts: readonly (readonly [kind: string, name: string, time: number, trips: number])[] = [
    ["tcp", "TCP", wait.tcp, trips.tcp],
    ["guard", (guard ?? "").toUpperCase(), wait.security, trips.security],
    ["request", words.firstByte.request, wait.request, trips.request],
  ];
  const pieces = parts.filter(([, , time]) => time > 0).map(([kind, name, time, count]) => {
    const piece = makeElement(doc, "span", `handshake-wait is-${kind}`, makeElement(doc, "span", "handshake-wait-name", name), " ", makeElement(doc, "span", "handshake-wait-trips", words.firstByte.trips(count)));
    piece.style.setProperty("--handshake-share", String(time / wait.total));
    piece.title = words.time(time);
    return piece;
  });
  const head = makeElement(doc, "div", "handshake-waits-title", words.firstByte.after(wait.total, trips.total));
  return makeElement(doc, "div", "handshake-waits", head, makeElement(doc, "div", "handshake-waits-bar", ...pieces));
}

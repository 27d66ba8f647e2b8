// The run as a table: the picture's alternative in text, for everyone, one button away.

import type { Trace, TracePacket } from "../simulation/index.ts";
import { makeElement } from "./playback/index.ts";
import { bytesOf, exactTime, messagesIn, numberedTitle, outcomesOf, type Numbering, type Scene, type Verdict } from "./scene/index.ts";
import type { DiagramWords } from "./words.ts";

/** Builds the table with a row per packet in order of sending. `scene` gives the states that each time brings. */
export function makeTable(doc: Document, trace: Trace, scene: Scene, numbering: Numbering, words: DiagramWords): HTMLElement {
  const names = words.table;
  const head = makeElement(doc, "tr", "");
  const speaks = (trace.messages ?? []).length > 0;
  const carried = speaks ? [words.layers.messages] : [];
  for (const name of [names.time, names.from, names.to, names.flags, names.seq, names.ack, names.length, ...carried, names.outcome, names.states]) {
    const cell = makeElement(doc, "th", "", name);
    cell.scope = "col";
    head.append(cell);
  }
  const body = makeElement(doc, "tbody", "");
  const states = statesByPacket(scene);
  const outcomes = outcomesOf(trace);
  for (const packet of trace.packets) {
    const numbers = numbering[packet.id];
    const row = makeElement(doc, "tr", "");
    row.dataset["packet"] = String(packet.id);
    const cells = [
      exactTime(packet.sentAt), nameOf(trace, packet.from), nameOf(trace, packet.to), numberedTitle(packet),
      String(numbers?.seq ?? ""), String(numbers?.ack ?? ""),
      String(bytesOf(packet)), ...(speaks ? [messagesIn(trace, packet)] : []), outcomeText(packet, outcomes.get(packet.id) ?? [], words), (states.get(packet.id) ?? []).map(({ host, state }) => `${nameOf(trace, host)}: ${state}`).join(", "),
    ];
    row.append(...cells.map((text) => makeElement(doc, "td", "", text)));
    body.append(row);
  }
  const table = makeElement(doc, "table", "handshake-table", makeElement(doc, "caption", "", names.caption), makeElement(doc, "thead", "", head), body);
  const frame = makeElement(doc, "div", "handshake-table-frame", table);
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", names.caption);
  return frame;
}

/** The states that begin with a packet: when it is sent by the one, when it arrives at the other. */
function statesByPacket(scene: Scene): Map<number, { host: string; state: string }[]> {
  const found = new Map<number, { host: string; state: string }[]>();
  for (const step of scene.steps) {
    for (const change of step.states) {
      const packet = step.arrived[0] ?? step.sent[0];
      if (packet === undefined) continue;
      found.set(packet, [...(found.get(packet) ?? []), change]);
    }
  }
  return found;
}

function outcomeText(packet: TracePacket, outcomes: readonly Verdict[], words: DiagramWords): string {
  const parts = [
    ...(packet.retransmissionOf === null ? [] : [`↻ ${words.retransmit()}`]), ...outcomes.map((outcome) => words.outcome(outcome)),
    ...(packet.loss === null ? [] : [words.lost(packet.loss.why)]),
  ];
  return parts.join(", ");
}

function nameOf(trace: Trace, host: string): string {
  return trace.hosts.find((each) => each.id === host)?.name ?? host;
}

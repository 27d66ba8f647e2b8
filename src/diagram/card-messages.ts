// The messages of TLS, SSH or HTTP that a selected segment carries: each folded, with its fields inside.

import { formatCitation } from "../simulation/index.ts";
import { makeElement } from "./playback/index.ts";
import type { CardMessage } from "./scene/index.ts";
import type { DiagramWords } from "./words.ts";

/** Builds the list, one fold for each message. */
export function makeCardMessages(doc: Document, messages: readonly CardMessage[], words: DiagramWords): HTMLElement {
  return makeElement(doc, "div", "handshake-card-messages", ...messages.map((message) => makeMessage(doc, message, words)));
}

function makeMessage(doc: Document, message: CardMessage, words: DiagramWords): HTMLElement {
  const about = [words.card.message(message.bytes, message.keys), ...(message.rule === null ? [] : [formatCitation(message.rule)])].join(" · ");
  const name = makeElement(doc, "span", "handshake-card-value", `${message.begun ? "… " : ""}${message.name}`);
  const summary = makeElement(doc, "summary", "handshake-card-message-head", name, makeElement(doc, "span", "handshake-card-why", about));
  const list = makeElement(doc, "dl", "handshake-card-fields");
  for (const { name: field, value } of message.fields) {
    list.append(makeElement(doc, "dt", "", field), makeElement(doc, "dd", "", makeElement(doc, "span", "handshake-card-value", value)));
  }
  return makeElement(doc, "details", "handshake-card-message", summary, list);
}

// The presets: each scenario is a text in the block's own language, named by its file, in the order in which they are offered.

import connectionRefused from "./connection-refused.yaml";
import dataAndClose from "./data-and-close.yaml";
import fourWayClose from "./four-way-close.yaml";
import lostAck from "./lost-ack.yaml";
import lostSynAck from "./lost-syn-ack.yaml";
import lostSyn from "./lost-syn.yaml";
import retransmission from "./retransmission.yaml";
import simultaneousClose from "./simultaneous-close.yaml";
import threeWayHandshake from "./three-way-handshake.yaml";

/** Name and text of every preset: what a block's `scenario:` may name. */
export const PRESETS: ReadonlyMap<string, string> = new Map([
  ["three-way-handshake", threeWayHandshake],
  ["lost-syn", lostSyn],
  ["lost-syn-ack", lostSynAck],
  ["lost-ack", lostAck],
  ["data-and-close", dataAndClose],
  ["retransmission", retransmission],
  ["four-way-close", fourWayClose],
  ["simultaneous-close", simultaneousClose],
  ["connection-refused", connectionRefused],
]);

// Every box of lettering in a scene, with a name that a failing test can print.

import type { Box, Scene } from "../../src/diagram/scene/index.ts";

export interface NamedBox {
  readonly name: string;
  readonly box: Box;
}

export function labelBoxes(scene: Scene): NamedBox[] {
  return [
    ...scene.axis.ticks.map(({ at, box }) => ({ name: `tick ${String(at)}`, box })),
    ...scene.stateNames.map(({ band, text, box }) => ({ name: `state ${text} of ${band}`, box })),
    ...scene.silences.map(({ id, box }) => ({ name: `silence ${String(id)}`, box })),
    ...scene.windows.flatMap(({ id, label }) => (label === null ? [] : [{ name: `window ${String(id)}`, box: label.box }])),
    ...scene.brackets.flatMap(({ packet, label }) => (label === null ? [] : [{ name: `bracket of ${String(packet)}`, box: label.box }])),
    ...scene.wedges.flatMap(({ fate, countBox, fateBox }) => [{ name: `count of ${fate}`, box: countBox }, { name: `word of ${fate}`, box: fateBox }]),
    ...scene.charts.flatMap(({ queue, words }) => words.map(({ text, box }) => ({ name: `${text} of the ${queue} queue`, box }))),
    ...scene.ribbons.flatMap(({ id, label }) => (label === null ? [] : [{ name: `messages ${String(id)}`, box: label.box }])),
    ...scene.labels.map(({ packet, box }) => ({ name: `label of ${String(packet)}`, box })),
    ...scene.lostWords.map(({ packet, box }) => ({ name: `loss of ${String(packet)}`, box })),
    ...scene.marks.flatMap(({ packet, copy, word }) => (word === null ? [] : [{ name: `mark of ${String(packet)}.${String(copy)}`, box: word.box }])),
  ];
}

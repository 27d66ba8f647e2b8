// The words of the shell in English.

import type { ShellWords } from "./shell-words.ts";

/** English. */
export const shellEn: ShellWords = {
  commands: {
    insert: "Insert diagram",
    start: "Start walkthrough",
    next: "Go to next step",
    previous: "Go to previous step",
    stop: "Stop walkthrough",
  },
  chooser: {
    title: "What should this diagram show?",
    hint: "Choose a scenario; everything in it can be changed afterwards.",
    readOnly: "This place cannot be written to. Put the block into a note to choose a scenario.",
    placeholder: "Choose a scenario…",
    nothingFound: "No scenario has this name.",
    chapters: {
      opening: "TCP: opening a connection", transfer: "TCP: sending data", closing: "TCP: closing", trouble: "TCP: when something goes wrong",
      udp: "UDP", flood: "SYN flooding", tls: "TLS and HTTPS", ssh: "SSH",
    },
  },
  controls: {
    group: "Values of this run",
    reset: (label, value) => `Set ${label} back to ${value}`,
    keep: "Keep in note",
    keepHint: "The values that you changed are not in the note yet.",
    discard: "Discard changes",
    decrease: (label) => `Decrease ${label}`,
    increase: (label) => `Increase ${label}`,
    changed: "changed",
    readOnly: "This place cannot be written to: changes are shown, but not kept.",
  },
  diagnostics: {
    errors: (count) => count === 1 ? "This block cannot be run yet" : `This block cannot be run yet: ${count} errors`,
    warnings: (count) => count === 1 ? "A note on this block" : `${count} notes on this block`,
    line: (line) => `Line ${line}`,
    use: (suggestion) => `Use “${suggestion}”`,
    more: (count) => count === 1 ? "1 more, shown once these are fixed" : `${count} more, shown once these are fixed`,
    lastGood: "The last text that could be run",
  },
  notes: {
    label: "Notes",
    open: (name) => `Open the note on ${name}`,
    create: (name) => `Create a note on ${name}`,
    openFromCard: (name) => `Open ${name}`,
    createFromCard: (name) => `Create ${name}`,
    noteName: (subject) => NOTE_NAMES[subject],
  },
  notices: {
    noDiagram: "This note has no diagram to walk through. Insert one with “Insert diagram” from the command palette.",
    noNote: "Open a note with a diagram first.",
    brokenDiagram: "The diagram in this note cannot be run yet. Fix the block, then start again.",
    notFound: "The value was not written: the block has changed in the meantime.",
    ambiguous: "The value was not written: this note has several identical blocks, and it is not certain which one this is. Make one of them different, for example by a title.",
    unreadable: "The value was not written: the block has an error that must be fixed first.",
    noFile: "The value was not written: the note is no longer there.",
    copied: "Copied.",
    notCopied: "The segment could not be copied.",
    failed: (reason) => `The value was not written: ${reason}`,
  },
  walkthrough: {
    title: "Walkthrough",
    empty: "Open a note with a diagram and start: each step of the run is explained here, in step with the picture.",
    start: "Start walkthrough",
    next: "Next",
    previous: "Previous",
    stop: "Stop",
    place: (index, count) => `Step ${index} of ${count}`,
    analogy: "As in daily life",
    technical: "In technical terms",
    rule: "Defined in",
    time: "At",
    broken: "The diagram cannot be run at the moment. The walkthrough goes on when its block is fixed.",
    keys: "← → step",
  },
  settings: {
    voice: "Captions",
    voiceDescription: "Which explanation stands beside the picture.",
    voices: { analogy: "As in daily life", technical: "In technical terms", both: "Both" },
    speed: "Playback speed",
    speedDescription: "How fast new diagrams play. Each diagram can also be set on its own.",
    speedName: (factor) => factor === 1 ? "Real time" : factor < 1 ? `1/${Math.round(1 / factor)} of real time` : `${factor} times real time`,
    keep: "Keep changes in the note",
    keepDescription: "Write a value into the block as soon as its slider is released. When off, each diagram offers a button that keeps the changes.",
  },
};

const NOTE_NAMES = {
  "tcp": "TCP",
  "udp": "UDP",
  "four-way-handshake": "4-way handshake",
  "syn-flooding": "SYN flooding",
  "ssh": "SSH",
  "https": "HTTPS",
} as const;

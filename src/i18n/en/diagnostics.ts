// What is wrong in a block, in English.

import { grouped } from "../number.ts";
import { inLine, isExample, listed, type DiagnosticWords, type Found } from "../diagnostic-words.ts";

/** English. */
export const diagnostics: DiagnosticWords = {
  codes: {
    "too-long": (v) => ({
      message: `The block has ${grouped(Number(v.length))} characters; more than ${grouped(Number(v.max))} are not read.`,
      remedy: "Shorten it, or make two blocks of it.",
    }),
    "too-deep": (v) => ({ message: `Lists and mappings are nested more than ${v.max} levels deep.`, remedy: "Use two levels at most; they are enough for everything that a block can say." }),
    "too-many-aliases": (v) => ({ message: `The block uses more than ${v.max} aliases (*name).`, remedy: "Write the values out instead." }),
    "too-many": (v) => ({ message: `‘${v.key}’ has more than ${grouped(Number(v.max))} entries.`, remedy: "Keep only what the lesson needs." }),
    "yaml-syntax": (v) => ({ message: `‘${v.found}’ cannot be read as YAML.`, remedy: "Write one ‘key: value’ a line." }),
    "not-a-mapping": (v) => ({ message: `‘${v.found}’ stands where ‘key: value’ is expected.`, remedy: "Write, for example, ‘scenario: three-way-handshake’." }),
    "duplicate-key": (v) => ({ message: `‘${v.found}’ is given twice, so it is not clear which one counts.`, remedy: "Keep one of the two lines." }),
    "unknown-key": (v) => ({
      message: v.section === "" ? `A block has no key ‘${v.found}’.` : `‘${v.section}’ has no key ‘${v.found}’.`,
      remedy: v.belongs === "" ? choose(v) : `‘${v.found}’ belongs to ${home(v.belongs)}.`,
    }),
    "empty-value": (v) => ({ message: `‘${v.key}’ has no value.`, remedy: "Write a value after the colon, or remove the line." }),
    "unknown-scenario": (v) => ({ message: `There is no scenario ‘${v.found}’.`, remedy: choose(v) }),
    "unknown-choice": (v) => ({ message: `‘${v.key}’ cannot be ‘${v.found}’.`, remedy: choose(v) }),
    "other-stack": (v) => ({
      message: `‘${v.key}’ can be ‘${v.found}’ only with ‘stack: ${v.stack}’.`,
      remedy: `Add ‘stack: ${v.stack}’, or ${v.allowed === "" ? "remove this value" : `choose another value: ${v.allowed}`}.`,
    }),
    "wrong-type": (v) => ({ message: inLine(v) ? `‘${v.found}’ does not fit here.` : `‘${v.found}’ does not fit ‘${v.key}’.`, remedy: `Expected: ${v.expected}.` }),
    "wrong-unit": (v) => ({
      message: inLine(v) ? `‘${v.found}’ is not a unit that fits here.` : `‘${v.found}’ is not a unit of ‘${v.key}’.`,
      remedy: v.allowed === "" ? "Write the number without a unit." : `Allowed units: ${v.allowed}.`,
    }),
    "out-of-range": (v) => ({ message: inLine(v) ? `${v.found} cannot stand here.` : `‘${v.key}’ cannot be ${v.found}.`, remedy: `Allowed: from ${v.min} to ${v.max}.` }),
    "bad-statement": (v) => ({ message: phrase("This line of the script", v), remedy: choose(v) }),
    "bad-fault": (v) => ({ message: phrase("This line of the faults", v), remedy: choose(v) }),
    "unknown-host": (v) => ({ message: `There is no host ‘${v.found}’.`, remedy: choose(v) }),
    "bad-link": (v) => ({ message: `‘${v.found}’ is not a link to a note.`, remedy: `Write a link such as ‘${v.subject}: "[[Name of the note]]"’.` }),
    "unknown-control": (v) => ({ message: `‘controls’ cannot offer ‘${v.found}’.`, remedy: choose(v) }),
    "no-connection": () => ({ message: "No host connects, so there is no connection to do this with.", remedy: "Put ‘client connects’ before this line." }),
    "nothing-to-run": () => ({ message: "The block names neither a scenario nor a script, so there is nothing to run.", remedy: "Add a line such as ‘scenario: three-way-handshake’." }),
  },
  expected: {
    time: "a time such as 100ms or 1s", ratio: "a share such as 5%", size: "a size such as 1460 bytes", rate: "a rate such as 10Mbps",
    count: "a whole number", sequence: "a whole number from 0 to 4294967295", choice: "one of the choices", text: "a text",
    names: "a list of names such as [x25519, secp256r1]", sizes: "a list of sizes such as [500 bytes, 1200 bytes]", times: "a list of names with a time each, such as [SSH_MSG_KEXINIT 5ms]",
    address: "an IPv4 address such as 192.0.2.10", mapping: "‘key: value’ lines, indented below it", list: "lines that begin with ‘- ’",
    statement: "a statement such as ‘client connects’",
  },
  reasons: {
    indent: { message: "This line is indented differently from its neighbours.", remedy: "Begin all lines of one section in the same column." },
    tab: { message: "A tab is used for indenting, which YAML does not allow.", remedy: "Use two spaces instead." },
    unclosed: { message: "A quote or bracket is opened here and never closed.", remedy: "Close it on the same line." },
    colon: { message: "This line has no colon between key and value.", remedy: "Write ‘key: value’, with a space after the colon." },
    nested: { message: "A line holds more than one ‘key: value’.", remedy: "Put each on a line of its own, or the text in quotes." },
    unexpected: { message: "Something stands here that does not belong in this place.", remedy: "Put text with special characters in quotes, and remove what does not belong." },
    reserved: { message: "A value cannot begin with this character unless it is quoted.", remedy: "Put the value in quotes." },
    escape: { message: "This backslash sequence has no meaning.", remedy: "Write two backslashes for one, or use single quotes." },
    documents: { message: "A line of three hyphens (---) begins a second document, which is not read.", remedy: "Remove the line." },
    directive: { message: "A line that begins with % is a YAML directive, which a block has no use for.", remedy: "Remove the line." },
    alias: { message: "An alias (*name) has no anchor (&name) before it, or stands in the wrong place.", remedy: "Write the value out instead." },
    tag: { message: "There is a tag (!name) here, which a block has no use for.", remedy: "Remove it." },
    key: { message: "This cannot be a key.", remedy: "Write a short word as the key, followed by a colon." },
    other: { message: "This cannot be read as YAML.", remedy: "Write one ‘key: value’ a line." },
  },
  passedOver: "This part is ignored.",
};

function choose(v: Found): string {
  if (v.allowed === "" && v.suggestion === "") return v.found === "" ? "" : "Nothing more may follow here.";
  const words = listed(v);
  const meant = v.suggestion === "" ? "" : `Did you mean ‘${v.suggestion}’?`;
  const allowed = words === "" ? "" : `${isExample(v) ? "Write, for example" : "Allowed"}: ${words.endsWith("…") ? words : `${words}.`}`;
  return [meant, allowed].filter((part) => part !== "").join(" ");
}

function phrase(what: string, { found }: Found): string {
  return found === "" ? `${what} ends too early.` : `${what} cannot go on with ‘${found}’.`;
}

function home(key: string): string {
  const cut = key.lastIndexOf(".");
  return cut < 0 ? "the top level of the block, without indentation" : `‘${key.slice(0, cut)}’`;
}


import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { KEYS, PARAMETERS, SUBJECTS, complete } from "../../src/language/index.ts";

const SCENARIOS = ["three-way-handshake", "lost-syn", "lost-ack"];

/** The options at the mark `‸`, and what of the text they stand in place of. */
function at(marked: string): readonly [string, ...string[]] | null {
  const offset = marked.indexOf("‸");
  const text = marked.replace("‸", "");
  const found = complete(text, offset, SCENARIOS);
  return found === null ? null : [text.slice(found.from, offset), ...found.options];
}

describe("completing", () => {
  it.each<[string, string, readonly string[] | null]>([
    ["a key of the block", "‸", ["", ...KEYS.map((key) => `${key}: `)]],
    ["a key that is begun", "scenario: x\ns‸", ["s", "stack: ", "server: ", "script: "]],
    ["no key twice", "scenario: x\nsc‸", ["sc", "script: "]],
    ["a scenario", "scenario: ‸", ["", ...SCENARIOS]],
    ["a scenario that is begun", "scenario: lo‸", ["lo", "lost-syn", "lost-ack"]],
    ["a language", "lang: ‸", ["", "en", "ko"]],
    ["a stack", "stack: t‸", ["t", "textbook"]],
    ["a key of a section", "network:\n  r‸", ["r", "rtt: ", "rate: ", "reordering: ", "reorder-delay: "]],
    ["a key between braces", "network: { rtt: 5ms, se‸", ["se", "seed: "]],
    ["the first key between braces", "client: {‸", ["", ...PARAMETERS.filter(({ key }) => key.startsWith("client.")).map(({ key }) => `${key.slice("client.".length)}: `)]],
    ["a value", "network:\n  rate: ‸", ["", "unlimited"]],
    ["a value between braces", "client: { isn: ‸", ["", "100", "auto"]],
    ["a switch", "client:\n  sack: ‸", ["", "on", "off"]],
    ["the beginning of a statement", "script:\n  - ‸", ["", "client", "server", "network", "attacker", "at", "when"]],
    ["what the network does", "script:\n  - network ‸", ["", "injects"]],
    ["flags", "script:\n  - network injects R‸", ["R", "RST", "RST+ACK"]],
    ["a verb of two words", "script: [client shuts ‸", ["", "down"]],
    ["a verb", "script:\n  - client c‸", ["c", "connects", "changes", "closes", "crashes"]],
    ["what a statement waits for", "script:\n  - when server ‸", ["", "established", "received", "closed"]],
    ["a statement in brackets", "script: [client connects, server r‸", ["r", "refuses", "resumes", "runs", "reads"]],
    ["a list that is not indented", "script:\n- client a‸", ["a", "accepts", "asks", "aborts"]],
    ["a fault", "faults:\n  - d‸", ["d", "drop", "delay", "duplicate"]],
    ["what a fault befalls", "faults:\n  - drop client S‸", ["S", "SYN", "SYN+ACK"]],
    ["how far a fault reaches, and how long it delays", "faults:\n  - delay client SYN 1 ‸", ["", "to", "onwards", "by"]],
    ["what the attacker does", "script:\n  - attacker floods server with 200 ‸", ["", "SYNs", "SYN"]],
    ["what is received", "script:\n  - when server received ‸", ["", "fin", "5 bytes", "3 datagrams"]],
    ["a control", "controls: [network.rtt, network.lo‸", ["network.lo", "network.loss"]],
    ["a subject", "links: { t‸", ["t", "tcp: "]],
    ["any subject", "links:\n  ‸", ["", ...SUBJECTS.map((subject) => `${subject}: `)]],
    ["nothing in a comment", "scenario: x # s‸", null],
    ["nothing in a title", "title: s‸", null],
    ["what may still follow", "script:\n  - client connects to server ‸", ["", "from", "with", "without"]],
    ["what may still follow what has been said", "script:\n  - client sends 5 bytes 3 times ‸", ["", "every", "on"]],
    ["how far a fault reaches", "faults:\n  - drop client SYN 2 o‸", ["o", "onwards"]],
    ["nothing behind what is whole", "script:\n  - client crashes ‸", null],
    ["nothing behind what makes no sense", "script:\n  - router ‸", null],
    ["nothing that is there already", "lang: ko‸", null],
  ])("offers %s", (_, marked, expected) => {
    expect(at(marked)).toEqual(expected);
  });

  it("never throws, and only offers what goes on with what is typed", () => {
    const scrap = fc.constantFrom("script:", "network:", "\n", "  ", "- ", "client ", "{ ", "rtt: ", ", ", "[", "#", "x", ": ", "\r\n", "faults:", "drop ", "한");
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 12 }).map((scraps) => scraps.join("")), fc.nat(), (text, pick) => {
        const offset = pick % (text.length + 1);
        const found = complete(text, offset, SCENARIOS);
        if (found === null) return;
        expect(found.from).toBeLessThanOrEqual(offset);
        for (const option of found.options) expect(option.toLowerCase().startsWith(text.slice(found.from, offset).toLowerCase())).toBe(true);
      }),
      { seed: 16, numRuns: 1000 },
    );
  });
});

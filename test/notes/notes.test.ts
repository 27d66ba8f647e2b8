// The study notes: every link leads somewhere, every block runs, and both languages say the same with the same pictures.

import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compile, findFences, type Study } from "../../src/language/index.ts";
import { NOTES, type StudyNote } from "../../src/notes/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { simulate, type Scenario, tcpPackets } from "../../src/simulation/index.ts";

const EDITIONS = [["en", NOTES.en], ["ko", NOTES.ko]] as const;

function blocks(note: StudyNote): readonly Study[] {
  return findFences(note.text).map(({ body }) => compile(body, PRESETS));
}

function scenarios(note: StudyNote): readonly (Scenario | null)[] {
  return blocks(note).map(({ scenario }) => scenario);
}

function textOutsideBlocks(note: StudyNote): string {
  return note.text.replace(/^```[^]*?^```$/gmu, "");
}

describe.each(EDITIONS)("the notes in %s", (language, notes) => {
  it.each(notes)("$name links only to notes that are there, and to every other subject's", ({ name, text }) => {
    const targets = [...text.matchAll(/\[\[([^\]|#]+)(?:[|#][^\]]*)?\]\]/gu)].map(([, target = ""]) => target);
    const names = notes.map((note) => note.name);
    for (const target of targets) expect(names).toContain(target);
    if (name !== "3-Way Handshake") expect(new Set([...targets, name])).toEqual(new Set(names));
  });

  it.each(notes)("$name runs every one of its blocks to the end, without a finding", (note) => {
    for (const study of blocks(note)) {
      expect(study.diagnostics).toEqual([]);
      expect(study.title).not.toBeNull();
      const trace = study.scenario === null ? null : simulate(study.scenario);
      expect(trace?.truncated).toBeNull();
      expect(trace?.packets.length).toBeGreaterThan(1);
    }
  });

  it.each(notes)("$name has the frontmatter and heading of its name", ({ name, text }) => {
    const [, frontmatter = ""] = /^---\n([^]*?)\n---\n/u.exec(text) ?? [];
    const properties: unknown = parse(frontmatter);
    expect(properties).toHaveProperty("aliases.0");
    expect(properties).toHaveProperty("tags.0");
    expect(text).toContain(`\n---\n# ${name}\n`);
  });

  it.each(notes)("$name renders its emphasis and has no loose ends", (note) => {
    const html = new MarkdownIt().render(note.text);
    expect(html.replace(/<code[^]*?<\/code>/gu, "")).not.toMatch(/\*\*|\*\S/u);
    expect(textOutsideBlocks(note)).not.toMatch(/TODO|FIXME|\S {2,}\S| $|\t/mu);
    expect(note.text.endsWith("\n")).toBe(true);
  });

  it("speak the language of their edition", () => {
    for (const note of notes) expect(/\p{Script=Hangul}/u.test(note.text)).toBe(language === "ko");
  });
});

describe("the two editions", () => {
  it("have the same notes", () => {
    expect(NOTES.ko.map(({ name }) => name)).toEqual(NOTES.en.map(({ name }) => name));
  });

  it.each(NOTES.en.map(({ name }, index) => [name, index] as const))("%s has the same runs, controls and sections in both", (_name, index) => {
    const [en, ko] = [NOTES.en[index], NOTES.ko[index]];
    if (en === undefined || ko === undefined) throw new Error("a note is missing");
    expect(scenarios(ko)).toEqual(scenarios(en));
    expect(blocks(ko).map(({ controls }) => controls)).toEqual(blocks(en).map(({ controls }) => controls));
    const shape = ({ text }: StudyNote): readonly string[] => text.match(/^(?:#+|- |\d\. |> \[!\w+\]|\| ---)/gmu) ?? [];
    expect(shape(ko)).toEqual(shape(en));
  });

  it("show the handshake plain, with a lost SYN, and with values to change", () => {
    const [note] = NOTES.en;
    const studies = note === undefined ? [] : blocks(note);
    expect(studies.map(({ preset, scenario }) => [preset, scenario?.faults.length])).toEqual([
      ["three-way-handshake", 0], ["lost-syn", 1], ["three-way-handshake", 1],
    ]);
  });
});

describe("what the notes say in numbers", () => {
  const traceOf = (name: string, index: number): ReturnType<typeof simulate> => {
    const note = NOTES.en.find((each) => each.name === name);
    const scenario = note === undefined ? null : scenarios(note)[index];
    if (scenario === null || scenario === undefined) throw new Error(`no block ${String(index)} in ${name}`);
    return simulate(scenario);
  };

  it("SYN+ACK again after 1, 3, 7, 15 and 31 seconds, and the seat is free after 63", () => {
    const trace = traceOf("SYN Flooding", 0);
    const answers = trace.packets.filter(({ from }) => from === "server").map(({ sentAt }) => (sentAt - 50) / 1000);
    expect(answers).toEqual([0, 1, 3, 7, 15, 31]);
    expect((trace.end - 50) / 1000).toBe(63);
  });

  it("SYN flooding: the honest guest waits more than seven seconds, with cookies one round trip, and the queue stays full", () => {
    const wait = (index: number): number => {
      const { events } = traceOf("SYN Flooding", index);
      const states = events.filter((event) => event.kind === "state" && event.host === "client");
      return (states[1]?.at ?? 0) - (states[0]?.at ?? 0);
    };
    expect(wait(1)).toBeGreaterThan(7000);
    expect(wait(3)).toBe(100);
    const lengths = traceOf("SYN Flooding", 3).events.flatMap((event) => (event.kind === "queue" && event.queue === "syn" && event.at <= 3200 ? [event.length] : []));
    expect(lengths.at(-1)).toBe(Math.max(...lengths));
    expect(lengths.at(-1)).toBeGreaterThan(50);
  });

  it("HTTPS: the response arrives after 300 ms", () => {
    const trace = traceOf("HTTPS", 0);
    expect(trace.messages?.find(({ name }) => name === "HTTP/1.1 200 OK")?.deliveredAt).toBe(300);
  });

  it("SSH: neither name tag waits for the other", () => {
    const trace = traceOf("SSH", 0);
    const [first, second] = (trace.messages ?? []).filter(({ name }) => name.startsWith("SSH-2.0-"));
    expect([first?.from, second?.from]).toEqual(["client", "server"]);
    expect(first?.sentAt).toBeLessThan(second?.deliveredAt ?? 0);
    expect(second?.sentAt).toBeLessThanOrEqual(first?.deliveredAt ?? 0);
  });

  it("SSH: letters of keys are named from NEWKEYS on, C by the client and D by the server", () => {
    const { messages = [] } = traceOf("SSH", 0);
    for (const [host, letter] of [["client", "C"], ["server", "D"]]) {
      const own = messages.filter(({ from }) => from === host);
      const change = own.findIndex(({ name }) => name === "SSH_MSG_NEWKEYS");
      expect(own.map(({ keys }) => keys)).toEqual(own.map((_, index) => (index > change ? letter : null)));
    }
  });

  it("SSH: a server that bears one failure says goodbye itself", () => {
    const { scenario } = compile("scenario: ssh-password\nserver: { ssh-max-tries: 1 }\n", PRESETS);
    const messages = scenario === null ? [] : simulate(scenario).messages ?? [];
    expect(messages.at(-1)).toMatchObject({ from: "server", name: "SSH_MSG_DISCONNECT" });
  });

  it("the close takes four segments, and the wait is four minutes", () => {
    const trace = traceOf("4-Way Handshake", 0);
    expect(tcpPackets(trace).slice(3).map(({ segment }) => segment.flags.join("+"))).toEqual(["FIN+ACK", "ACK", "FIN+ACK", "ACK"]);
    const timer = trace.events.find((event) => event.kind === "timer-set" && event.timer === "time-wait");
    expect(timer?.kind === "timer-set" ? timer.due - timer.at : 0).toBe(240_000);
  });
});

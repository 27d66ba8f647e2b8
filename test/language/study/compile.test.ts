import { describe, expect, it } from "vitest";

import { BOUNDS, DEFAULT_CONTROLS, KEYS, PARAMETERS, SUBJECTS, compile, formatValue, isControllable, parameter, parseBlock } from "../../../src/language/index.ts";
import { PRESETS, problems, scenario, study, value, values } from "../reading.ts";

describe("a block", () => {
  it("may be a preset's name alone", () => {
    const found = study("scenario: three-way-handshake");
    expect(found).toMatchObject({ empty: false, preset: "three-way-handshake", title: null, language: null, diagnostics: [], links: {} });
    expect(found.controls).toEqual(DEFAULT_CONTROLS);
    expect(found.scenario).toEqual({
      stack: "textbook",
      hosts: [
        { id: "client", name: "client", address: "192.0.2.10", port: 49_152, tcp: { isn: 100, mss: 536, receiveBuffer: 65_535, initialRto: 1000, minRto: 1000, maxRto: 60_000, synRetries: 7, dataRetries: 6, msl: 120_000 } },
        { id: "server", name: "server", address: "198.51.100.1", port: 80, tcp: { isn: 300, mss: 536, receiveBuffer: 65_535, initialRto: 1000, minRto: 1000, maxRto: 60_000, synRetries: 7, dataRetries: 6, msl: 120_000 } },
      ],
      network: { rtt: 100, jitter: 0, queue: 100, loss: 0, reordering: 0, reorderDelay: 20, duplication: 0 },
      faults: [],
      script: [
        { host: "server", call: { kind: "listen" } },
        { host: "client", call: { kind: "connect", to: "server" } },
        { host: "client", call: { kind: "send", bytes: 120 } },
      ],
      seed: 1,
      limits: { events: BOUNDS.events, packets: BOUNDS.packets, time: BOUNDS.time },
    });
  });

  it("may be a script alone", () => {
    expect(study("script: [client connects]")).toMatchObject({ preset: null, diagnostics: [] });
    expect(scenario("script: [client connects]").script).toHaveLength(2);
  });

  it.each(["", " \n", "# nothing\n", "---\n", "{}", "\uFEFF"])("may be empty: %j has nothing to run, and says so", (text) => {
    expect(study(text)).toMatchObject({ empty: true, scenario: null, preset: null });
    expect(problems(text)).toEqual(['1:1 nothing-to-run ""']);
  });

  it("that names neither scenario nor script has nothing to run", () => {
    expect(study("title: x")).toMatchObject({ empty: false, scenario: null });
    expect(problems("title: x")).toEqual(['1:1 nothing-to-run ""']);
  });

  it("is the same when parsed beforehand", () => {
    const text = "scenario: lost-syn\nnetwork: { rtt: 5ms }";
    expect(compile(parseBlock(text), PRESETS)).toEqual(compile(text, PRESETS));
  });

  it("survives JSON, but for what it sets being looked up by key", () => {
    const { parameters, ...rest } = study("scenario: lost-syn\ncontrols: [speed]");
    expect(JSON.parse(JSON.stringify(rest))).toEqual(rest);
    expect(Array.from(parameters.keys())).toEqual(PARAMETERS.map(({ key }) => key));
  });
});

describe("overriding a preset", () => {
  const preset = "client: { isn: 5, mss: 600 }\nnetwork: { rtt: 50ms, loss: 2% }\nfaults: [drop client SYN 1]\nscript: [client connects]\ncontrols: [network.rtt]\nlinks: { tcp: \"[[T]]\", udp: \"[[U]]\" }\nlang: ko\ntitle: P\n";
  const compiled = (text: string) => compile(`scenario: p\n${text}`, new Map([["p", preset]]));

  it("says of every value where it comes from", () => {
    const { parameters } = compiled("client: { isn: 7 }");
    expect(parameters.get("client.isn")).toEqual({ value: 7, origin: "block", span: { start: 27, end: 28 } });
    expect(parameters.get("client.mss")).toEqual({ value: 600, origin: "preset", span: null });
    expect(parameters.get("client.port")).toEqual({ value: 49_152, origin: "default", span: null });
  });

  it("merges maps key by key", () => {
    expect(compiled("network: { rtt: 70ms }").scenario?.network).toMatchObject({ rtt: 70, loss: 0.02 });
    expect(compiled("links: { tcp: \"[[X]]\" }").links).toEqual({ tcp: "[[X]]", udp: "[[U]]" });
  });

  it("replaces lists", () => {
    expect(compiled("faults: [drop client ACK 1]").scenario?.faults).toEqual([{ kind: "drop", from: "client", match: "ACK", nth: 1 }]);
    expect(compiled("faults: []").scenario?.faults).toEqual([]);
    expect(compiled("script: [server connects]").scenario?.script).toHaveLength(2);
    expect(compiled("controls: []").controls).toEqual([]);
  });

  it("replaces texts", () => {
    expect(compiled("")).toMatchObject({ title: "P", language: "ko", controls: ["network.rtt"] });
    expect(compiled("title: B\nlang: en")).toMatchObject({ title: "B", language: "en" });
  });

  it("leaves what has no value to the preset, with a warning", () => {
    const { scenario: run, diagnostics } = compiled("network:\n  rtt:\nfaults:\nlinks: { tcp: }");
    expect(run?.network.rtt).toBe(50);
    expect(run?.faults).toHaveLength(1);
    expect(diagnostics.map(({ severity, code, values: said }) => `${severity} ${code} ${String(said["key"])}`)).toEqual(["warning empty-value network.rtt", "warning empty-value faults", "warning empty-value links.tcp"]);
  });
});

describe("a scenario's name", () => {
  it("may be written in any case", () => {
    expect(study("scenario: Lost-SYN").preset).toBe("lost-syn");
  });

  it("that is unknown brings a suggestion", () => {
    expect(values("scenario: lost-sin")).toEqual({ found: "lost-sin", allowed: "three-way-handshake, lost-syn", suggestion: "lost-syn" });
    expect(values("scenario: udp")).toEqual({ found: "udp", allowed: "three-way-handshake, lost-syn" });
    expect(problems("scenario: [lost-syn]")).toEqual(['1:11 wrong-type "[lost-syn]"']);
  });
});

describe("keys", () => {
  it("that are unknown bring a suggestion, or where they belong", () => {
    expect(values("netwrok: { rtt: 5ms }\nscenario: lost-syn")).toEqual({ section: "", found: "netwrok", allowed: KEYS.join(", "), suggestion: "network" });
    expect(values("network: { los: 5% }\nscenario: lost-syn")).toMatchObject({ section: "network", found: "los", suggestion: "loss" });
    expect(values("rtt: 5ms\nscenario: lost-syn")).toMatchObject({ section: "", found: "rtt", belongs: "network.rtt" });
    expect(values("network: { title: x }\nscenario: lost-syn")).toMatchObject({ section: "network", belongs: "title" });
    expect(values("colour: red\nscenario: lost-syn")).not.toHaveProperty("suggestion");
  });

  it("that are sections must hold mappings", () => {
    expect(values("network: fast\nscenario: lost-syn")).toEqual({ key: "network", found: "fast", expected: "mapping" });
    expect(values("client: [1]\nscenario: lost-syn")).toEqual({ key: "client", found: "[1]", expected: "mapping" });
  });
});

describe("every parameter", () => {
  const write = (key: string, written: string): string => {
    const [section = "", name] = key.split(".");
    return `${name === undefined ? `${section}: ${written}` : `${section}: { ${name}: ${written} }`}\nscenario: lost-syn`;
  };

  it("has a default that is allowed, and a slider within its range", () => {
    for (const { key, kind, min, max, slider, choices, words, default: fallback } of PARAMETERS) {
      if (typeof fallback === "number") {
        expect([key, fallback >= (min ?? NaN), fallback <= (max ?? NaN)]).toEqual([key, true, true]);
      } else if (kind !== "text" && kind !== "address" && kind !== "names") {
        expect([...(choices ?? []), ...(words ?? [])]).toContain(fallback);
      }
      if (slider !== undefined) expect([key, slider.min >= (min ?? NaN), slider.max <= (max ?? NaN), slider.min < slider.max]).toEqual([key, true, true, true]);
    }
    expect(new Set(PARAMETERS.map(({ key }) => key)).size).toBe(PARAMETERS.length);
  });

  /** Numbers that only a kernel knows. */
  const stackOf = (key: string): string => (/\.(?:send-buffer|wake-up|max-syn-backlog|orphan-retries|fin-timeout)$/.test(key) ? "\nstack: linux" : "");

  it.each(PARAMETERS.filter(({ min, kind }) => min !== undefined && kind !== "names"))("$key takes its bounds and nothing beyond", (row) => {
    const { key, min = 0, max = 0, step = 1 } = row;
    // Bounds of the other host's values do not matter here, but RTO bounds hold against each other.
    const other = key.endsWith(".min-rto") ? [`${key.split(".", 1)[0] ?? ""}.max-rto`, "3600s"] : key.endsWith(".max-rto") ? [`${key.split(".", 1)[0] ?? ""}.min-rto`, "1ms"] : null;
    const text = (written: string): string => {
      if (other === null) return write(key, written) + stackOf(key);
      const [section = "", name = ""] = key.split(".");
      return `${section}: { ${name}: ${written}, ${other[0]?.split(".")[1] ?? ""}: ${other[1] ?? ""} }\nscenario: lost-syn`;
    };
    for (const bound of [min, max]) {
      expect(problems(text(formatValue(row, bound)))).toEqual([]);
      expect(value(text(formatValue(row, bound)), key)).toBe(bound);
      expect(value(text(String(bound)), key)).toBe(bound);
    }
    expect(values(text(String(max + step)))).toMatchObject({ key, min: formatValue(row, min), max: formatValue(row, max) });
    expect(values(text("-1"))).toMatchObject({ key, found: "-1" });
  });

  it.each(PARAMETERS.filter(({ kind }) => kind !== "text" && kind !== "names"))("$key refuses a value of another kind", ({ key, kind, choices = [] }) => {
    expect(problems(write(key, "[1]"))[0]).toMatch(/ wrong-type "\[1\]"$/);
    expect(values(write(key, "nonsense"))).toMatchObject(kind === "choice" ? { key, found: "nonsense", allowed: choices.join(", ") } : { key, found: "nonsense", expected: kind });
  });

  it.each([
    ["network.rtt", "5kB", "kB", "ms, us, s, min"], ["network.loss", "5ms", "ms", "%"], ["client.mss", "5%", "%", "bytes, kB, KiB, MB, MiB"],
    ["network.rate", "5MB", "MB", "bps, kbps, Mbps, Gbps"], ["client.isn", "5ms", "ms", ""], ["network.seed", "5 times", "times", ""],
  ])("%s names its units when it is given %j", (key, written, unit, allowed) => {
    expect(values(write(key, written))).toEqual({ key, found: unit, allowed });
    expect(problems(write(key, written))[0]).toMatch(new RegExp(` wrong-unit "${unit}"$`));
  });

  it("turns into the scenario", () => {
    const run = scenario("scenario: lost-syn\nclient: { name: A, address: 10.0.0.1, port: 5, isn: auto, mss: 1460, receive-buffer: 4 kB, initial-rto: 3s, min-rto: 0.2s, max-rto: 2min, syn-retries: 1, data-retries: 2, msl: 30s }\nnetwork: { rtt: 1s, jitter: 1ms, rate: 10Mbps, queue: 5, loss: 1%, reordering: 2%, reorder-delay: 3ms, duplication: 0.5%, seed: 9 }");
    expect(run.hosts[0]).toEqual({ id: "client", name: "A", address: "10.0.0.1", port: 5, tcp: { mss: 1460, receiveBuffer: 4000, initialRto: 3000, minRto: 200, maxRto: 120_000, synRetries: 1, dataRetries: 2, msl: 30_000 } });
    expect(run.network).toEqual({ rtt: 1000, jitter: 1, rate: 10_000_000, queue: 5, loss: 0.01, reordering: 0.02, reorderDelay: 3, duplication: 0.005 });
    expect(run.seed).toBe(9);
  });

  it.each(["256.0.0.1", "1.2.3", "1.2.3.4.5", "localhost", "::1"])("of an address refuses %j", (address) => {
    expect(values(`client: { address: '${address}' }\nscenario: lost-syn`)).toMatchObject({ key: "client.address", expected: "address" });
  });

  it("keeps the bounds of the RTO in order (RFC 6298 §2.4, §2.5)", () => {
    expect(values("client: { min-rto: 5s, max-rto: 2s }\nscenario: lost-syn")).toEqual({ key: "client.min-rto", found: "5s", min: "1ms", max: "2s" });
    expect(values("server: { max-rto: 500ms }\nscenario: lost-syn")).toEqual({ key: "server.max-rto", found: "500ms", min: "1s", max: "60min" });
    expect(problems("server: { max-rto: 500ms }\nscenario: lost-syn")).toEqual(['1:20 out-of-range "500ms"']);
  });
});

describe("host names", () => {
  it("are the block's, else those given, else the ids", () => {
    const named = compile("scenario: lost-syn\nclient: { name: 내 컴퓨터 }\nserver: { name: '' }", PRESETS, { client: "클라이언트", server: "서버" });
    expect(named.scenario?.hosts.map(({ name }) => name)).toEqual(["내 컴퓨터", "서버"]);
    expect(named.parameters.get("server.name")).toMatchObject({ value: "서버", origin: "default" });
    expect(scenario("scenario: lost-syn").hosts.map(({ name }) => name)).toEqual(["client", "server"]);
  });
});

describe("what the note wants around the run", () => {
  it("controls: keys of the table, in order, each once", () => {
    expect(study("scenario: lost-syn\ncontrols: [client.isn, network.RTT, client.isn]").controls).toEqual(["client.isn", "network.rtt"]);
    expect(study("scenario: lost-syn\ncontrols: network.rtt").controls).toEqual(["network.rtt"]);
    expect(DEFAULT_CONTROLS.every((key) => { const row = parameter(key); return row !== undefined && isControllable(row); })).toBe(true);
  });

  it("controls that are none bring a suggestion and stop nothing", () => {
    const text = "scenario: lost-syn\ncontrols: [rtt, network.rtt]";
    expect(problems(text)).toEqual(['!2:12 unknown-control "rtt"']);
    expect(values(text)).toEqual({ found: "rtt", allowed: "network.rtt", suggestion: "network.rtt" });
    expect(study(text)).toMatchObject({ controls: ["network.rtt"] });
    expect(study(text).scenario).not.toBeNull();
    expect(values("scenario: lost-syn\ncontrols: [client.name]")).toMatchObject({ found: "client.name" });
    expect(problems("scenario: lost-syn\ncontrols: { a: b }")).toEqual(['!2:11 wrong-type "{ a: b }"']);
  });

  it.each([
    ['"[[250917-TCP|TCP 프로토콜]]"', "[[250917-TCP|TCP 프로토콜]]"],
    ["[[250917-TCP|TCP 프로토콜]]", "[[250917-TCP|TCP 프로토콜]]"],
    ["'[[a/b#c]]'", "[[a/b#c]]"],
    ["250917-TCP", "[[250917-TCP]]"],
  ])("links: %s is %s", (written, link) => {
    expect(study(`scenario: lost-syn\nlinks: { tcp: ${written} }`)).toMatchObject({ diagnostics: [], links: { tcp: link } });
  });

  it.each(["[a]", "[[a], [b]]", "'[[]]'", "'[[a]] b'", "''", "{ a: b }"])("links that are none stop nothing: %s", (written) => {
    const text = `scenario: lost-syn\nlinks: { tcp: ${written} }`;
    expect(problems(text)).toEqual([`!2:15 bad-link ${JSON.stringify(written)}`]);
    expect(study(text).scenario).not.toBeNull();
  });

  it("links to subjects that are none stop nothing", () => {
    expect(values("scenario: lost-syn\nlinks: { tpc: '[[T]]' }")).toEqual({ section: "links", found: "tpc", allowed: SUBJECTS.join(", "), suggestion: "tcp" });
    expect(problems("scenario: lost-syn\nlinks: [a]")).toEqual(['!2:8 wrong-type "[a]"']);
  });

  it("a title and a language", () => {
    expect(study("scenario: lost-syn\ntitle: '  사교계의 첫인사 '\nlang: KO")).toMatchObject({ title: "사교계의 첫인사", language: "ko" });
    expect(problems("scenario: lost-syn\nlang: fr")).toEqual(['!2:7 unknown-choice "fr"']);
    expect(problems("scenario: lost-syn\ntitle: [a]")).toEqual(['!2:8 wrong-type "[a]"']);
  });
});

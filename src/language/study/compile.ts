// From a block's text to a study: the block's settings over its preset's, over the defaults, and the scenario they make.

import type { NetworkSpec, Scenario } from "../../simulation/index.ts";
import { ATTACKER, buildAttacker } from "../grammar/flood.ts";
import type { ScriptLine } from "../grammar/statement.ts";
import { DEFAULT_CONTROLS, HOSTS, PARAMETERS, defaultOf, formatValue, parameter, stackFor } from "../parameters/parameters.ts";
import type { Diagnostic, HostNames, ParameterValue, PresetTexts, Study } from "../text/block.ts";
import { Findings, notAllowed } from "../text/findings.ts";
import type { BlockNode } from "../text/tree.ts";
import { buildTree, placeOfNode } from "../text/tree.ts";
import { readYaml } from "../text/yaml-text.ts";
import { besideUdp } from "./beside.ts";
import { forge } from "./forge.ts";
import { buildHost } from "./host-spec.ts";
import { withListeners } from "./listeners.ts";
import { runLimits } from "./run-limits.ts";
import type { Settings } from "./settings.ts";
import { NO_SETTINGS, readSettings } from "./settings.ts";
import { buildProxy, PROXY } from "./syn-proxy.ts";

/** A text parsed on its own, before any preset is known. */
export interface Block {
  readonly text: string;
  /** Null when the text is no YAML, or beyond the bounds. */
  readonly root: BlockNode | null;
  readonly settings: Settings;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a block's text. Never throws: whatever is wrong is among the diagnostics. */
export function parseBlock(text: string): Block {
  const findings = new Findings(text);
  const document = readYaml(findings);
  const root = document === null ? null : buildTree(document, findings);
  const settings = root === null ? { ...NO_SETTINGS, empty: false } : readSettings(root, findings);
  return { text, root, settings, diagnostics: findings.list() };
}

/**
 * Makes sense of a block. Every key of the block overrides its preset's; maps merge key by key, lists replace. `names` are
 * what hosts are called where nobody named them; without them, by their ids. Never throws: on errors `scenario` is null and `diagnostics` say why.
 */
export function compile(source: string | Block, presets: PresetTexts, names: HostNames = {}): Study {
  const block = typeof source === "string" ? parseBlock(source) : source;
  const { settings } = block;
  const findings = new Findings(block.text);
  const preset = presetOf(settings, presets, findings);
  const parameters = mergeParameters(settings, preset?.settings ?? NO_SETTINGS, names);
  checkAgainstEachOther(parameters, findings);
  checkStack(parameters, findings);
  const script = settings.script ?? preset?.settings.script ?? null;
  if (script === null && settings.scenario === null && block.diagnostics.every(({ severity }) => severity === "warning")) findings.error("nothing-to-run", { start: 0, end: 0 });

  const diagnostics = [...block.diagnostics, ...findings.list()].sort((a, b) => a.span.start - b.span.start);
  const broken = diagnostics.some(({ severity }) => severity === "error");
  const faults = settings.faults ?? preset?.settings.faults ?? [];
  return {
    scenario: broken || script === null ? null : buildScenario(parameters, script, faults, names),
    empty: settings.empty,
    preset: preset?.name ?? null,
    title: settings.title ?? preset?.settings.title ?? null,
    language: settings.language ?? preset?.settings.language ?? null,
    controls: settings.controls ?? preset?.settings.controls ?? DEFAULT_CONTROLS,
    links: { ...preset?.settings.links, ...settings.links },
    parameters,
    diagnostics,
  };
}

/** The preset that a block names, with what its text sets. */
export function presetOf(settings: Settings, presets: PresetTexts, findings: Findings): { readonly name: string; readonly settings: Settings } | null {
  const { scenario } = settings;
  if (scenario === null) return null;
  const name = scenario.text.trim().toLowerCase();
  const text = presets.get(name);
  if (text !== undefined) return { name, settings: parseBlock(text).settings };
  findings.error("unknown-scenario", placeOfNode(scenario), notAllowed(scenario.text, Array.from(presets.keys())));
  return null;
}

function mergeParameters(block: Settings, preset: Settings, names: HostNames): ReadonlyMap<string, ParameterValue> {
  const stack = String((block.parameters.get("stack") ?? preset.parameters.get("stack"))?.value ?? "textbook");
  return new Map(PARAMETERS.map((row): [string, ParameterValue] => {
    const { key } = row;
    const own = block.parameters.get(key);
    if (own !== undefined && own.value !== "") return [key, { value: own.value, origin: "block", span: own.span }];
    const given = preset.parameters.get(key);
    if (given !== undefined) return [key, { value: given.value, origin: "preset", span: null }];
    const host = HOSTS.find((each) => key === `${each}.name`);
    return [key, { value: host === undefined ? defaultOf(row, stack) : (names[host] ?? host), origin: "default", span: null }];
  }));
}

/** RFC 6298 §2.4 and §2.5 bound the same value from below and above. */
function checkAgainstEachOther(parameters: ReadonlyMap<string, ParameterValue>, findings: Findings): void {
  for (const host of HOSTS) {
    const low = parameters.get(`${host}.min-rto`);
    const high = parameters.get(`${host}.max-rto`);
    if (low === undefined || high === undefined || low.value <= high.value) continue;
    const [key, wrong] = low.span === null ? [`${host}.max-rto`, high] : [`${host}.min-rto`, low];
    const row = parameter(key);
    if (row === undefined) continue;
    const min = wrong === high ? low.value : (row.min ?? 0);
    const max = wrong === high ? (row.max ?? 0) : high.value;
    findings.error("out-of-range", wrong.span ?? { start: 0, end: 0 }, { key, found: formatValue(row, wrong.value), min: formatValue(row, min), max: formatValue(row, max) });
  }
}

/** Some choices only one of the stacks can make. */
function checkStack(parameters: ReadonlyMap<string, ParameterValue>, findings: Findings): void {
  const stack = parameters.get("stack");
  for (const row of PARAMETERS) {
    const { key, choices = [], words = [] } = row;
    const said = parameters.get(key);
    if (said === undefined || said.origin === "default") continue;
    const needed = stackFor(key, said.value);
    if (needed === null || needed === stack?.value) continue;
    const allowed = [...choices, ...words].filter((word) => [null, stack?.value].includes(stackFor(key, word)));
    findings.error("other-stack", said.span ?? stack?.span ?? { start: 0, end: 0 }, { key, found: formatValue(row, said.value), stack: needed, allowed: allowed.join(", ") });
  }
}

function buildScenario(parameters: ReadonlyMap<string, ParameterValue>, script: readonly ScriptLine[], faults: Scenario["faults"], names: HostNames): Scenario {
  const value = (key: string): number | string => parameters.get(key)?.value ?? "";
  const number = (key: string): number => Number(value(key));
  const hosts = HOSTS.map((host) => buildHost(host, parameters));
  const { injections, strangers } = forge(script, hosts);
  const floods = script.flatMap((line) => (line.kind === "flood" ? [line.flood] : []));
  const [like] = hosts;
  const attackers = floods.length > 0 && like !== undefined ? [buildAttacker(names[ATTACKER] ?? ATTACKER, like)] : [];
  const { hosts: proxies, ...proxied } = buildProxy(names[PROXY] ?? PROXY, hosts.find(({ id }) => id === "server"), value);
  const statements = withListeners(script);
  const scenario: Scenario = {
    stack: value("stack") === "linux" ? "linux" : "textbook",
    hosts: [...hosts, ...proxies, ...attackers, ...strangers],
    network: buildNetwork(value),
    faults,
    ...(injections.length > 0 ? { injections } : {}),
    ...(floods.length > 0 ? { floods } : {}),
    ...proxied,
    script: statements,
    seed: number("network.seed"),
    limits: runLimits(hosts, statements),
  };
  return value("beside") === "udp" ? besideUdp(scenario) : scenario;
}

function buildNetwork(value: (key: string) => number | string): NetworkSpec {
  const rate = value("network.rate");
  const percent = (key: string): number => Number(value(key)) / 100;
  return {
    rtt: Number(value("network.rtt")),
    jitter: Number(value("network.jitter")),
    ...(typeof rate === "number" ? { rate } : {}),
    queue: Number(value("network.queue")),
    loss: percent("network.loss"),
    reordering: percent("network.reordering"),
    reorderDelay: Number(value("network.reorder-delay")),
    duplication: percent("network.duplication"),
    ...(value("network.mtu") === parameter("network.mtu")?.default ? {} : { mtu: Number(value("network.mtu")) }),
  };
}

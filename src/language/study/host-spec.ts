// One host of the scenario, made from the parameters: what the stack does by itself is left to it, all else is passed on.

import type { HostSpec, TcpSpec } from "../../simulation/index.ts";
import type { HostWord } from "../parameters/parameters.ts";
import type { ParameterValue } from "../text/block.ts";
import { streamSpecs } from "./stream-spec.ts";

type Values = ReadonlyMap<string, ParameterValue>;

/** The host of that word, with its TCP as the parameters say. */
export function buildHost(host: HostWord, parameters: Values): HostSpec {
  const value = (name: string): number | string => parameters.get(`${host}.${name}`)?.value ?? "";
  return {
    id: host,
    name: String(value("name")),
    address: String(value("address")),
    port: Number(value("port")),
    tcp: {
      ...numeric("isn", value("isn")),
      mss: Math.min(Number(value("mss")), longestSegment(parameters)),
      ...numeric("receiveBuffer", value("receive-buffer")),
      initialRto: Number(value("initial-rto")),
      minRto: Number(value("min-rto")),
      maxRto: Number(value("max-rto")),
      synRetries: Number(value("syn-retries")),
      dataRetries: Number(value("data-retries")),
      msl: Number(value("msl")),
      ...saidOf(host, parameters),
    },
    ...(value("dont-fragment") === "on" ? { dontFragment: true } : {}),
    ...streamSpecs(host, parameters),
  };
}

/** IPv4's and TCP's headers, without options. */
const HEADERS = 40;

/** What fits a packet of the links behind the headers (RFC 9293 §3.7.1), where somebody has said what they take. */
function longestSegment(parameters: Values): number {
  const mtu = parameters.get("network.mtu");
  return mtu === undefined || mtu.origin === "default" ? Infinity : Number(mtu.value) - HEADERS;
}

/** What somebody has said of the rest: nobody's word leaves it to the stack. */
function saidOf(host: HostWord, parameters: Values): Partial<TcpSpec> {
  const said = (name: string): number | string | undefined => {
    const found = parameters.get(`${host}.${name}`);
    return found === undefined || found.origin === "default" ? undefined : found.value;
  };
  const congestion = said("congestion");
  const cookies = said("syn-cookies");
  const number = (name: string): number => Number(parameters.get(`${host}.${name}`)?.value);
  const idle = said("keep-alive");
  return {
    ...switched("nagle", said("nagle")),
    ...(congestion === "reno" || congestion === "newreno" || congestion === "none" || congestion === "cubic" ? { congestion } : {}),
    ...numeric("initialWindow", said("initial-window")),
    ...switched("timestamps", said("timestamps")),
    ...switched("sack", said("sack")),
    ...numeric("adviceRetries", said("advice-retries")),
    ...switched("dsack", said("dsack")),
    ...numeric("orphanRetries", said("orphan-retries")),
    ...numeric("finTimeout", said("fin-timeout")),
    ...numeric("synAckRetries", said("synack-retries")),
    ...numeric("synLinearTimeouts", said("syn-linear-timeouts")),
    ...switched("tailLossProbe", said("tail-loss-probe")),
    ...switched("fRto", said("f-rto")),
    ...numeric("sendBuffer", said("send-buffer")),
    ...numeric("wakeUp", said("wake-up")),
    ...numeric("backlog", said("backlog")),
    ...numeric("maxSynBacklog", said("max-syn-backlog")),
    ...(cookies === "off" || cookies === "when-full" || cookies === "always" ? { synCookies: cookies } : {}),
    ...switched("abortOnOverflow", said("abort-on-overflow")),
    ...switched("recyclesOldest", said("recycle-oldest")),
    ...switched("fastOpen", said("fast-open")),
    ...switched("windowScale", said("window-scale")),
    ...(typeof idle === "number" ? { keepAlive: { idle, interval: number("keep-alive-interval"), probes: number("keep-alive-probes") } } : {}),
    ...numeric("userTimeout", said("user-timeout")),
    ...numeric("delayedAck", said("delayed-ack")),
  };
}

/** The entry where a number is given; words such as `auto` and `off` mean that there is none. */
function numeric<K extends string>(key: K, value: number | string | undefined): Partial<Record<K, number>> {
  return typeof value === "number" ? entry(key, value) : {};
}

function switched<K extends string>(key: K, value: number | string | undefined): Partial<Record<K, boolean>> {
  return value === undefined ? {} : entry(key, value === "on");
}

function entry<K extends string, V>(key: K, value: V): Partial<Record<K, V>> {
  const one: Partial<Record<K, V>> = {};
  one[key] = value;
  return one;
}

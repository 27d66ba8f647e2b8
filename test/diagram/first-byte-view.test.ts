// @vitest-environment happy-dom
// The bar under a picture of TLS or SSH: what the first byte of the answer had to wait for.

import { describe, expect, it } from "vitest";
import { firstByteRows } from "../../src/diagram/first-byte-view.ts";
import { messages } from "../../src/i18n/index.ts";
import { compile, type Language } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { simulate, type Trace } from "../../src/simulation/index.ts";

function traceOf(block: string): Trace {
  const { scenario } = compile(block, PRESETS);
  if (scenario === null) throw new Error(`no scenario: ${block}`);
  return simulate(scenario);
}

function rows(block: string, language: Language = "en"): HTMLElement[] {
  return firstByteRows(document, traceOf(block), messages(language).diagram);
}

const pieces = (row: HTMLElement | undefined): string[] => Array.from(row?.querySelectorAll(".handshake-wait") ?? [], ({ textContent }) => textContent);

describe("The wait for the first byte", () => {
  it("has a part for TCP, one for TLS and one for question and answer", () => {
    const [row, ...others] = rows("scenario: tls-1-3");
    expect(others).toEqual([]);
    expect(row?.firstElementChild?.textContent).toBe("First byte of the response after 300 ms, 3 round trips");
    expect(pieces(row)).toEqual(["TCP 1 RTT", "TLS 1 RTT", "Request and response 1 RTT"]);
  });

  it("is a round trip longer with TLS 1.2, whatever the network's own time", () => {
    expect(pieces(rows("{ scenario: tls-1-2, network: { rtt: 40ms } }", "ko")[0])).toEqual(["TCP 1 RTT", "TLS 2 RTT", "요청과 응답 1 RTT"]);
  });

  it("has no part for what takes no time: early data goes along with the hello", () => {
    expect(pieces(rows("scenario: tls-early-data")[0])).toEqual(["TCP 1 RTT", "Request and response 1 RTT"]);
  });

  it("is told of SSH by its name", () => {
    expect(pieces(rows("scenario: ssh-public-key")[0])[1]).toMatch(/^SSH \d/u);
  });

  it("takes parts as wide as they are long", () => {
    const shares = Array.from(rows("scenario: tls-1-2")[0]?.querySelectorAll<HTMLElement>(".handshake-wait") ?? [], (piece) => Number(piece.style.getPropertyValue("--handshake-share")));
    expect(shares).toEqual([0.25, 0.5, 0.25]);
  });

  it("is not told where nothing guards the connection, or no answer came", () => {
    for (const name of ["data-and-close", "syn-flood", "udp-request", "tls-expired-certificate"]) expect(rows(`scenario: ${name}`)).toEqual([]);
  });
});

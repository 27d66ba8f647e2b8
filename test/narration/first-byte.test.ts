// The first byte of an answer over TLS or SSH: told once, with what it waited for.

import { describe, expect, it } from "vitest";
import { messages } from "../../src/i18n/index.ts";
import { compile } from "../../src/language/index.ts";
import { narrate, type Step } from "../../src/narration/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { simulate } from "../../src/simulation/index.ts";

function told(block: string): Step[] {
  const { scenario } = compile(block, PRESETS);
  if (scenario === null) throw new Error(`no scenario: ${block}`);
  return narrate(simulate(scenario)).filter(({ key }) => key === "first-byte");
}

const technical = (block: string): string[] => told(block).map((step) => messages("en").caption(step).technical);

describe("The first byte", () => {
  it("over TLS 1.3 is there after three round trips (RFC 8446 §2)", () => {
    expect(technical("scenario: tls-1-3")).toEqual(["300 ms after the start: 3 round trips. 1 for TCP, 1 for TLS and 1 for request and response."]);
  });

  it("over TLS 1.2 takes one more (RFC 5246 §7.3)", () => {
    expect(technical("scenario: tls-1-2")).toEqual(["400 ms after the start: 4 round trips. 1 for TCP, 2 for TLS and 1 for request and response."]);
  });

  it("after early data waits for TCP and the answer alone (RFC 8446 §2.3)", () => {
    expect(technical("scenario: tls-early-data")).toEqual(["200 ms after the start: 2 round trips. 1 for TCP and 1 for request and response."]);
  });

  it("over SSH is the command's (RFC 4254 §6.5)", () => {
    expect(told("scenario: ssh-public-key").map(({ values }) => values)).toEqual([expect.objectContaining({ host: "client", guard: "SSH", tcp: 1 })]);
  });

  it("is told where the answer reaches the program, in both languages", () => {
    const [step] = told("scenario: tls-1-3");
    expect(step).toMatchObject({ at: 300, host: "client" });
    expect(step === undefined ? null : messages("ko").caption(step).technical).toBe("연결을 시작한 지 300 ms, 왕복 3번 만입니다. TCP에 1번, TLS에 1번, 요청과 응답에 1번이 들었습니다.");
  });

  it("is not told where nothing guards the connection, or no answer came", () => {
    for (const name of ["data-and-close", "fast-open", "tls-expired-certificate"]) expect(told(`scenario: ${name}`)).toEqual([]);
  });
});

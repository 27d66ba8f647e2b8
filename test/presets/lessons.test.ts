// What each preset promises is in its run: the very events that its lesson is about, at their times.

import { describe, expect, it } from "vitest";

import { compile } from "../../src/language/index.ts";
import { narrate } from "../../src/narration/index.ts";
import type { CaptionKey } from "../../src/narration/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { frameTally, simulate, tcpPackets } from "../../src/simulation/index.ts";
import type { Trace } from "../../src/simulation/index.ts";

function run(name: string): Trace {
  const { scenario } = compile(`scenario: ${name}`, PRESETS);
  if (scenario === null) throw new Error(`${name} does not compile`);
  return simulate(scenario);
}

/** What is told of the run, in order. */
function told(name: string): readonly string[] {
  return narrate(run(name)).map(({ host, key }) => `${host} ${key}`);
}

/** The states that a host goes through. */
function states(name: string, host: string): readonly string[] {
  return run(name).events.flatMap((event) => (event.kind === "state" && event.host === host ? [event.to] : []));
}

describe("what a preset is about", () => {
  it.each<[string, readonly `${"client" | "server" | "twin" | "proxy"} ${CaptionKey}`[]]>([
    ["simultaneous-open", ["server simultaneous-open", "client simultaneous-open", "client established-crossed", "server established-crossed"]],
    ["old-duplicate-syn", ["server injected", "server syn-answered", "client reset-answered-in-syn-sent", "server reset-before-established", "client established-first"]],
    ["fast-open", ["client cookie-asked", "server cookie-given", "client established-first", "client syn-with-data", "server syn-data-taken", "client data-received", "server established-both"]],
    ["three-segment-close", ["client fin-sent", "server fin-received", "server fin-answered-at-once", "client time-wait", "server closed"]],
    ["half-close", ["client fin-sent", "server fin-received", "client fin-acknowledged", "server data-sent", "client data-received", "server fin-answered", "client time-wait"]],
    ["lost-fin", ["client fin-lost", "client fin-retransmitted", "server fin-received"]],
    ["lost-last-ack", ["client time-wait", "client fin-ack-lost", "server fin-retransmitted", "client time-wait-restarted", "server closed"]],
    ["time-wait", ["client time-wait", "server closed", "client time-wait-over"]],
    ["half-open", ["server crashed", "client first-data-sent", "server reset-answered", "client reset-received"]],
    ["fast-retransmit", ["client data-lost", "client duplicate-ack-received", "client data-retransmitted-early", "server gap-filled"]],
    ["fast-retransmit-sack", ["client data-lost", "client data-lost", "client duplicate-ack-received", "client data-retransmitted-early", "client data-retransmitted-early", "server gap-filled"]],
    ["reordering", ["server gap-filled", "client duplicate-ack-received", "client data-retransmitted-early", "server data-duplicate"]],
    ["zero-window", ["client window-closed", "client window-probe", "server probe-answered", "server program-reads", "client window-opened", "client data-sent"]],
    ["nagle-delayed-ack", ["client first-data-sent", "server data-delivered", "server delayed-ack-sent", "client ack-received", "client data-sent"]],
    ["syn-flood", ["server syn-queue-full", "server flood-dropped", "client syn-sent", "server syn-dropped", "server half-open-given-up", "server syn-answered", "client established-first"]],
    ["syn-cookies", ["server syn-queue-full", "server flood-answered-by-cookies", "client syn-sent", "server cookie-sent", "client established-by-cookie", "server cookie-returned"]],
    ["syn-cookies-always", ["server flood-answered-by-cookies", "client syn-sent", "server cookie-sent", "server cookie-returned"]],
    ["syn-proxy", ["proxy flood-stopped-by-proxy", "client syn-sent", "proxy proxy-answers", "client established-by-cookie", "proxy proxy-opens", "server syn-answered", "proxy proxy-joins", "server established-both", "client window-opened", "proxy proxy-translates"]],
    ["bigger-backlog", ["server syn-queue-full", "server flood-dropped", "client syn-sent", "server syn-dropped"]],
    ["slow-drain", ["server syn-queue-full", "client syn-sent", "server syn-dropped", "server half-open-given-up", "server syn-answered"]],
    ["accept-queue-full", ["server connection-waits", "server accept-queue-full", "server syn-dropped", "server accepted", "server established-both"]],
    ["udp-request", ["server socket-opened", "client first-datagram-sent", "server datagram-received", "server datagram-sent", "client datagram-received"]],
    ["udp-lossy-stream", ["client frames-begin", "client datagram-lost", "server datagram-overtaken", "server datagram-repeated", "server frames-over"]],
    ["udp-closed-port", ["client socket-connected", "client first-datagram-sent", "server nobody-has-port", "client error-kept", "client refused-by-icmp"]],
    ["udp-fragments", ["client datagram-cut", "server fragment-kept", "server datagram-whole", "client datagram-cut", "client fragment-lost", "server fragment-kept", "server fragments-discarded", "client error-passing"]],
    ["tcp-beside-udp", ["client frames-begin", "client frames-begin", "client data-lost", "twin frames-over", "server frame-late", "server frames-over"]],
    ["tls-1-3", ["client tls-hello", "server tls-hello-answered", "server tls-certificate-shown", "server tls-certificate-proved", "server tls-finished", "client tls-finished", "client tls-data-sent", "server tls-ticket-given", "server tls-data-sent", "client tls-closed", "client fin-sent", "server tls-closed", "client time-wait"]],
    ["tls-1-2", ["client tls-hello", "server tls-hello-answered", "server tls-certificate-shown", "server tls-value-sent", "client tls-value-sent", "client tls-keys-changed", "client tls-finished", "server tls-ticket-given", "server tls-keys-changed", "server tls-finished", "client tls-data-sent", "server tls-data-sent"]],
    ["tls-1-2-rsa", ["client tls-hello", "server tls-certificate-shown", "client tls-secret-sent", "client tls-keys-changed", "server tls-finished", "client tls-data-sent", "server tls-data-sent"]],
    ["tls-resumption", ["client tls-hello", "server tls-certificate-shown", "server tls-ticket-given", "client tls-closed", "client tls-hello-resumes", "server tls-session-resumed", "client tls-finished", "client tls-data-sent", "server tls-data-sent"]],
    ["tls-1-2-resumption", ["client tls-hello-resumes", "server tls-session-resumed", "server tls-keys-changed", "server tls-finished", "client tls-keys-changed", "client tls-finished", "client tls-data-sent", "server tls-data-sent"]],
    ["tls-early-data", ["client tls-hello-resumes", "client tls-early-data-sent", "server tls-session-resumed", "server tls-early-data-taken", "server tls-finished", "server tls-data-sent", "client tls-early-data-over", "client tls-finished"]],
    ["tls-early-data-refused", ["client tls-hello-resumes", "client tls-early-data-sent", "server tls-session-resumed", "server tls-early-data-refused", "client tls-finished", "client tls-data-sent-again", "server tls-data-sent"]],
    ["tls-no-client-certificate", ["server tls-certificate-asked", "client tls-no-certificate", "client tls-finished", "client tls-data-sent", "server tls-alert"]],
    ["tls-unknown-authority", ["server tls-certificate-shown", "client tls-alert", "client fin-sent", "server fin-answered-at-once"]],
    ["tls-no-common-version", ["client tls-hello", "server tls-alert", "server fin-sent", "client fin-answered-at-once"]],
    ["tls-hello-retry", ["client tls-hello", "server tls-share-refused", "client tls-hello-again", "server tls-hello-answered", "client tls-data-sent"]],
    ["tls-key-update", ["client tls-data-sent", "server tls-data-sent", "client tls-keys-updated", "client tls-data-sent", "server tls-keys-updated", "server tls-data-sent"]],
    ["tls-lost-segment", ["client tls-hello", "server tls-certificate-shown", "server data-lost", "server data-retransmitted", "client tls-finished", "client tls-data-sent", "server tls-data-sent"]],
    ["tls-client-certificate", ["client tls-hello", "server tls-certificate-asked", "server tls-certificate-shown", "client tls-certificate-shown", "client tls-certificate-proved", "client tls-finished", "client tls-data-sent"]],
    ["tls-truncation", ["server tls-data-sent", "server closed-early", "server fin-sent", "client fin-received", "client tls-failed", "client fin-answered"]],
    ["tls-expired-certificate", ["server tls-certificate-shown", "client tls-alert", "client fin-sent"]],
    ["ssh-public-key", ["client ssh-introduced", "client ssh-value-sent", "server ssh-host-proved", "client ssh-keys-changed", "server ssh-methods-listed", "server ssh-key-known", "client ssh-key-proved", "server ssh-logged-in", "client ssh-command-sent", "server ssh-command-ended", "client ssh-disconnected", "client fin-sent", "server fin-answered-at-once"]],
    ["ssh-password", ["client ssh-keys-changed", "client ssh-password-sent", "server ssh-refused", "client ssh-password-sent", "server ssh-logged-in"]],
    ["ssh-key-refused", ["client ssh-key-offered", "server ssh-refused", "client ssh-password-sent", "server ssh-logged-in"]],
    ["ssh-too-many-tries", ["client ssh-password-sent", "server ssh-refused", "client ssh-password-sent", "server ssh-refused", "client ssh-password-sent", "server ssh-broken-off", "server fin-sent", "client fin-answered-at-once"]],
    ["ssh-shell", ["server ssh-logged-in", "client ssh-channel-asked", "client ssh-shell-asked", "client ssh-data-sent", "server ssh-data-sent", "server ssh-channel-closed", "client ssh-disconnected"]],
    ["ssh-no-common-algorithm", ["server ssh-lists-sent", "client ssh-lists-sent", "server ssh-broken-off", "client ssh-broken-off", "server simultaneous-close"]],
    ["ssh-changed-host-key", ["server ssh-host-proved", "client ssh-failed", "client fin-sent", "client data-unwanted"]],
    ["forged-reset", ["server injected", "server challenge-ack", "client first-data-sent", "server injected", "server reset-received"]],
  ])("%s", (name, steps) => {
    const all = told(name);
    let at = -1;
    for (const step of steps) {
      const next = all.indexOf(step, at + 1);
      expect([step, next > at]).toEqual([step, true]);
      at = next;
    }
    expect(run(name).truncated).toBeNull();
  });

  it.each([
    ["tls-1-3", 300], ["tls-1-2", 400], ["tls-1-2-rsa", 400], ["tls-1-2-resumption", 300], ["tls-early-data", 200], ["tls-early-data-refused", 300],
    ["tls-hello-retry", 400],
  ])("%s brings the answer after %i ms, at 100 ms a round trip", (name, time) => {
    expect(run(name).messages?.find((message) => message.name === "HTTP/1.1 200 OK")?.deliveredAt).toBe(time);
  });

  it("tls-resumption brings the second answer as late as the first, and with no certificate", () => {
    const messages = run("tls-resumption").messages ?? [];
    expect(messages.filter(({ name }) => name === "HTTP/1.1 200 OK").map(({ deliveredAt }) => deliveredAt)).toEqual([300, 2300]);
    expect(messages.filter(({ name }) => name === "Certificate").map(({ sentAt }) => sentAt)).toEqual([150]);
  });

  it.each([
    ["tls-expired-certificate", "client", "certificate_expired"], ["tls-unknown-authority", "client", "unknown_ca"],
    ["tls-no-client-certificate", "server", "certificate_required"], ["tls-no-common-version", "server", "protocol_version"],
  ])("%s has the %s raise %s, and no question answered", (name, from, alert) => {
    const messages = run(name).messages ?? [];
    expect(messages.filter((message) => message.name.startsWith("Alert: ")).map((message) => [message.from, message.name])).toEqual([[from, `Alert: ${alert}`]]);
    expect(messages.some((message) => message.name.startsWith("HTTP/1.1"))).toBe(false);
  });

  it("simultaneous-open leaves one connection, and no LISTEN (RFC 9293 figure 7)", () => {
    for (const host of ["client", "server"]) expect(states("simultaneous-open", host)).toEqual(["SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"]);
  });

  it("slow-start doubles each round trip (RFC 5681 §3.1)", () => {
    const sent = tcpPackets(run("slow-start")).filter(({ segment }) => segment.length > 0).map(({ sentAt }) => sentAt);
    expect([100, 200, 300, 400].map((at) => sent.filter((each) => each === at).length)).toEqual([1, 2, 4, 8]);
  });

  it("nagle-delayed-ack pauses as long as the acknowledgement is delayed, and not without Nagle", () => {
    const answered = (more: string): number | undefined => {
      const { scenario } = compile(`scenario: nagle-delayed-ack\n${more}`, PRESETS);
      return scenario === null ? undefined : tcpPackets(simulate(scenario)).find(({ from, segment }) => from === "server" && segment.length > 0)?.sentAt;
    };
    expect([answered(""), answered("client: { nagle: off }"), answered("server: { delayed-ack: 0ms }")]).toEqual([450, 150, 250]);
  });

  it("udp-request has its answer after one round trip, with two packets", () => {
    const { packets, end } = run("udp-request");
    expect([packets.map(({ protocol }) => protocol), end]).toEqual([["udp", "udp"], 100]);
  });

  it("udp-lossy-stream loses one frame, has one too late, and eight in time", () => {
    expect(frameTally(run("udp-lossy-stream"), 0)).toMatchObject({ count: 10, inTime: 8, late: 1, missing: 1, outOfOrder: 2, duplicates: 1, packets: 10 });
  });

  it("udp-closed-port sends one datagram, and the second call fails", () => {
    const { packets, events } = run("udp-closed-port");
    expect(packets.map(({ protocol }) => protocol)).toEqual(["udp", "icmp"]);
    expect(events.findLast((event) => event.kind === "result")).toMatchObject({ call: "send", outcome: "connection refused", at: 150 });
  });

  it("tcp-beside-udp has both lose the third piece: TCP brings all, UDP brings the rest in time and with fewer packets", () => {
    const trace = run("tcp-beside-udp");
    const tallies = [0, 1].map((stream) => ({ protocol: trace.streams?.[stream]?.protocol, ...frameTally(trace, stream) }));
    const [udp, tcp] = [tallies.find(({ protocol }) => protocol === "udp"), tallies.find(({ protocol }) => protocol === "tcp")];
    expect(udp).toMatchObject({ count: 8, inTime: 7, missing: 1, late: 0, packets: 8 });
    expect(tcp).toMatchObject({ count: 8, missing: 0, outOfOrder: 0, duplicates: 0 });
    expect(tcp?.late).toBeGreaterThan(0);
    expect(tcp?.packets).toBeGreaterThan(16);
    expect([udp?.last, tcp?.last]).toEqual([190, 350]);
  });

  it("three-segment-close leaves no direction open once the second FIN is there", () => {
    expect(told("three-segment-close")).not.toContain("client fin-acknowledged");
  });

  it("fast-retransmit-sack sends again only what was lost, and each once", () => {
    const { packets } = run("fast-retransmit-sack");
    const again = packets.filter(({ retransmissionOf }) => retransmissionOf !== null);
    const lost = packets.filter((packet) => packet.arrivals.length === 0);
    expect(again.map(({ retransmissionOf }) => retransmissionOf)).toEqual(lost.map(({ id }) => id));
  });

  it("ssh-shell brings each echo one round trip after its key", () => {
    const data = (run("ssh-shell").messages ?? []).filter(({ name }) => name === "SSH_MSG_CHANNEL_DATA");
    const keys = data.filter(({ from, details }) => from === "client" && details["bytes"] === 1);
    const echoes = data.filter(({ from }) => from === "server");
    expect(keys.length).toBe(3);
    keys.forEach(({ sentAt }, index) => { expect(echoes[index]?.deliveredAt).toBe(sentAt + 50); });
  });

  it("fast-retransmit is long before the timer, with and without SACK", () => {
    for (const name of ["fast-retransmit", "fast-retransmit-sack", "reordering"]) {
      const { events, packets } = run(name);
      expect(events.some((event) => event.kind === "timer-fire" && event.timer === "retransmission")).toBe(false);
      expect(packets.filter(({ retransmissionOf }) => retransmissionOf !== null).every(({ sentAt }) => sentAt < 1000)).toBe(true);
    }
  });
});

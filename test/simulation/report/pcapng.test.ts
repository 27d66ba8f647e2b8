import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pcapng } from "../../../src/simulation/report/pcapng.ts";
import { packetBytes } from "../../../src/simulation/report/wire.ts";
import { simulate } from "../../../src/simulation/index.ts";
import type { TcpPacket, Trace, TraceHost } from "../../../src/simulation/index.ts";
import { compile } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const CLIENT: TraceHost = { id: "client", name: "Client", address: "192.0.2.10", port: 49152 };
const SERVER: TraceHost = { id: "server", name: "Server", address: "198.51.100.1", port: 443 };

function packet(segment: Partial<TcpPacket["segment"]>): TcpPacket {
  return {
    id: 0, protocol: "tcp", from: "client", to: "server", endpoint: 0, sentAt: 0, retransmissionOf: null, arrivals: [], loss: null,
    inFlight: false,
    segment: {
      sourcePort: 49152, destinationPort: 443, seq: 100, ack: null, flags: ["SYN"], length: 0, offset: 0, window: 65535, options: [], ...segment,
    },
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** The one's complement sum of all 16-bit words, which is 0xffff where the checksum is right (RFC 1071). */
function onesComplementSum(bytes: Uint8Array): number {
  let total = 0;
  for (let index = 0; index < bytes.length; index += 2) total += ((bytes[index] ?? 0) << 8) + (bytes[index + 1] ?? 0);
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16);
  return total;
}

function pseudoHeader(bytes: Uint8Array): Uint8Array {
  const length = bytes.length - 20;
  return Uint8Array.from([...bytes.subarray(12, 20), 0, 6, length >> 8, length & 0xff]);
}

describe("a segment on the wire (RFC 791, RFC 9293 §3.1)", () => {
  it("has the header of a SYN, field by field", () => {
    const bytes = packetBytes(packet({}), CLIENT, SERVER, 1);
    expect(hex(bytes.subarray(0, 10))).toBe("45000028" + "00014000" + "4006");
    expect(hex(bytes.subarray(12, 20))).toBe("c000020a" + "c6336401");
    expect(hex(bytes.subarray(20, 36))).toBe("c000" + "01bb" + "00000064" + "00000000" + "5002" + "ffff");
  });

  it("sums to all ones over header and segment, for odd and even lengths", () => {
    for (const length of [0, 1, 2, 119, 120, 1460]) {
      const bytes = packetBytes(packet({ length, flags: ["PSH", "ACK"], ack: 301 }), CLIENT, SERVER, 65_537);
      expect(onesComplementSum(bytes.subarray(0, 20))).toBe(0xffff);
      expect(onesComplementSum(Uint8Array.from([...pseudoHeader(bytes), ...bytes.subarray(20)]))).toBe(0xffff);
    }
  });

  it("writes every option as its standard numbers it, filled up to four bytes", () => {
    const bytes = packetBytes(packet({ options: [
      { kind: "mss", value: 1460 }, { kind: "sack-permitted" }, { kind: "timestamps", value: 1, echo: 2 }, { kind: "nop" },
      { kind: "window-scale", shift: 7 }, { kind: "fast-open", cookie: "" },
    ] }), CLIENT, SERVER, 1);
    expect(hex(bytes.subarray(40))).toBe("020405b4" + "0402" + "080a0000000100000002" + "01" + "030307" + "2202" + "0000");
    expect((bytes[32] ?? 0) >> 4).toBe(5 + 6);
    const sack = packetBytes(packet({ options: [{ kind: "nop" }, { kind: "nop" }, { kind: "sack", blocks: [[4294967295, 1]] }] }), CLIENT, SERVER, 1);
    expect(hex(sack.subarray(40))).toBe("0101" + "050a" + "ffffffff" + "00000001");
  });

  it("repeats in a retransmission the bytes of the first sending", () => {
    const whole = packetBytes(packet({ seq: 101, length: 100, flags: ["ACK"], ack: 1 }), CLIENT, SERVER, 1);
    const part = packetBytes(packet({ seq: 151, length: 10, flags: ["ACK"], ack: 1 }), CLIENT, SERVER, 2);
    expect(hex(part.subarray(40))).toBe(hex(whole.subarray(90, 100)));
  });
});

interface Block { readonly type: number; readonly body: DataView }

/** The blocks of a capture file; throws where the two lengths of a block differ. */
function blocks(file: Uint8Array): Block[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found: Block[] = [];
  for (let offset = 0; offset < file.byteLength;) {
    const length = view.getUint32(offset + 4, true);
    if (view.getUint32(offset + length - 4, true) !== length) throw new Error(`block at ${String(offset)} does not end as it begins`);
    found.push({ type: view.getUint32(offset, true), body: new DataView(file.buffer, file.byteOffset + offset + 8, length - 12) });
    offset += length;
  }
  return found;
}

const LOST_SYN = simulate(scenario({ script: [LISTEN, CONNECT], faults: [{ kind: "drop", from: "client", match: "SYN", nth: 1 }] }));

describe("a capture file (pcapng)", () => {
  it("begins with a section header and one raw-IP interface", () => {
    const [section, description] = blocks(pcapng(LOST_SYN, "client"));
    expect(section?.type).toBe(0x0a0d0d0a);
    expect(section?.body.getUint32(0, true)).toBe(0x1a2b3c4d);
    expect(description?.type).toBe(1);
    expect(description?.body.getUint16(0, true)).toBe(101);
  });

  it("shows a lost packet to its sender and not to its receiver", () => {
    expect(blocks(pcapng(LOST_SYN, "client")).filter(({ type }) => type === 6)).toHaveLength(4);
    expect(blocks(pcapng(LOST_SYN, "server")).filter(({ type }) => type === 6)).toHaveLength(3);
  });

  it("shows in the order in which they passed, and nothing to a host that was sent in its name", () => {
    const forged = simulate(scenario({ script: [LISTEN], injections: [{ from: "client", to: "server", flags: ["SYN"], seq: 0 }] }));
    const packets = (host: string): number => blocks(pcapng(forged, host)).filter(({ type }) => type === 6).length;
    // SYN, SYN and ACK, and the reset that answers it.
    expect([packets("client"), packets("server")]).toEqual([2, 3]);
  });

  it("stamps packets in microseconds, at sending where the host sent and at arrival where it received", () => {
    const stamps = blocks(pcapng(LOST_SYN, "client")).filter(({ type }) => type === 6)
      .map(({ body }) => body.getUint32(4, true) * 2 ** 32 + body.getUint32(8, true));
    expect(stamps).toEqual([0, 1_000_000, 1_100_000, 1_100_000]);
  });

  it("refuses a host that is not part of the run", () => {
    expect(() => pcapng(LOST_SYN, "nobody")).toThrow("host=nobody");
  });
});

/** What tshark says of a packet's soundness; a status of 0 is a checksum that is wrong, and what ICMP quotes has its own. */
const SOUND = ["_ws.malformed", "ip.checksum.status", "tcp.checksum.status", "udp.checksum.status", "icmp.checksum.status"];

function isSound(row: string): boolean {
  const [malformed = "", ...statuses] = row.split("|");
  return malformed === "" && !statuses.some((status) => status.split(",").includes("0"));
}

/** Datagrams of several lengths, and the errors that they come back as. */
const CLOSED_PORT = simulate(scenario({
  stack: "linux",
  script: [0, 1, 2, 547, 1472].map((bytes) => ({ host: "client", call: { kind: "send-datagram", to: "server", bytes } })),
  faults: [{ kind: "duplicate", from: "client", match: "datagram", nth: 1 }, { kind: "corrupt", from: "client", match: "datagram", nth: 2 }],
}));

describe("a datagram and an ICMP error on the wire (RFC 768, RFC 792)", () => {
  const bodies = blocks(pcapng(CLOSED_PORT, "client")).filter(({ type }) => type === 6)
    .map(({ body }) => new Uint8Array(body.buffer, body.byteOffset + 20, body.getUint32(12, true)));

  it("have their headers, field by field", () => {
    expect(hex((bodies[2] ?? new Uint8Array()).subarray(0, 10))).toBe("4500001e" + "00034000" + "4011");
    expect(hex((bodies[2] ?? new Uint8Array()).subarray(20, 26))).toBe("c000" + "0050" + "000a");
    expect(hex((bodies[5] ?? new Uint8Array()).subarray(0, 10))).toBe("45c00038" + "00010000" + "4001");
    expect(hex((bodies[5] ?? new Uint8Array()).subarray(20, 22))).toBe("0303");
  });

  it("quote what they are about, byte by byte, as far as they quote it", () => {
    const quotes = CLOSED_PORT.packets.filter((each) => each.protocol === "icmp").map(({ message }) => message.about);
    expect(quotes).toEqual([0, 2, 3, 4, 0]);
    quotes.forEach((about, nth) => {
      const quoted = (bodies[5 + nth] ?? new Uint8Array()).subarray(28);
      expect(hex(quoted)).toBe(hex((bodies[about] ?? new Uint8Array()).subarray(0, quoted.length)));
    });
  });
});

const tshark = spawnSync("tshark", ["--version"]).status === 0;

describe.runIf(tshark)("a capture read by tshark", () => {
  let folder = "";
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), "handshake-")); });
  afterAll(() => { rmSync(folder, { recursive: true }); });

  /** One row per frame: the asked fields, as tshark prints them. */
  function read(trace: Trace, host: string, fields: readonly string[]): string[] {
    const file = join(folder, "run.pcapng");
    writeFileSync(file, pcapng(trace, host));
    const arguments_ = ["-r", file, "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-o", "tcp.relative_sequence_numbers:FALSE",
      "-T", "fields", "-E", "separator=|", ...fields.flatMap((field) => ["-e", field])];
    const { status, stdout, stderr } = spawnSync("tshark", arguments_, { encoding: "utf8" });
    expect(status, stderr).toBe(0);
    return stdout.trimEnd().split("\n");
  }

  it("shows the segments as they were sent", () => {
    expect(read(LOST_SYN, "client", ["frame.time_relative", "ip.src", "tcp.flags.str", "tcp.seq", "tcp.ack"])).toEqual([
      "0.000000000|192.0.2.10|··········S·|100|0",
      "1.000000000|192.0.2.10|··········S·|100|0",
      "1.100000000|198.51.100.1|·······A··S·|300|101",
      "1.100000000|192.0.2.10|·······A····|101|301",
    ]);
  });

  it("finds no malformed packet and no bad checksum, and sees the retransmission", () => {
    const rows = read(LOST_SYN, "client", ["_ws.malformed", "ip.checksum.status", "tcp.checksum.status", "tcp.analysis.retransmission"]);
    expect(rows).toEqual(["|1|1|", "|1|1|1", "|1|1|", "|1|1|"]);
  });

  it("knows datagrams and ICMP errors, and finds nothing wrong but what was corrupted on the way", () => {
    const client = read(CLOSED_PORT, "client", ["ip.proto", "udp.length", "icmp.type", "icmp.code", ...SOUND]);
    expect(client.map((row) => row.split("|").slice(0, 4).join("|"))).toEqual([
      "17|8||", "17|9||", "17|10||", "17|555||", "17|1480||", "1,17|8|3|3", "1,17|10|3|3", "1,17|555|3|3", "1,17|1480|3|3", "1,17|8|3|3",
    ]);
    expect(client.every((row) => isSound(row.split("|").slice(4).join("|")))).toBe(true);
    expect(read(CLOSED_PORT, "server", SOUND).map(isSound)).toEqual([true, true, false, true, true, true, true, true, true, true, true]);
  });

  it.each([...PRESETS.keys()])("finds every packet of %s sound, but for what was corrupted on the way", (name) => {
    const { scenario: preset } = compile(`scenario: ${name}\n`, PRESETS);
    if (preset === null) throw new Error(`${name} does not compile`);
    const trace = simulate(preset);
    for (const { id } of trace.hosts) {
      const rows = read(trace, id, SOUND);
      const corrupted = trace.packets.filter(({ to, loss }) => to === id && loss?.why === "corrupt").length;
      expect(rows.filter((row) => !isSound(row))).toHaveLength(corrupted);
    }
  });
});

// tshark as a second opinion on a run: what its TCP analysis says of each packet that a host sent.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pcapng } from "../../src/simulation/index.ts";
import type { TcpPacket, Trace } from "../../src/simulation/index.ts";

/** Whether there is a tshark on this machine. */
export const HAS_TSHARK = spawnSync("tshark", ["--version"]).status === 0;

/** The marks of its analysis that are asked for, named as its fields `tcp.analysis.*` are. */
export const MARKS = [
  "retransmission", "fast_retransmission", "spurious_retransmission", "out_of_order", "duplicate_ack", "zero_window", "keep_alive",
] as const;

export type Mark = (typeof MARKS)[number];

/** A packet, and what tshark says of it. */
export interface Opinion {
  readonly packet: TcpPacket;
  readonly marks: ReadonlySet<Mark>;
}

/** One host's view of one run. */
export interface View {
  readonly trace: Trace;
  readonly host: string;
}

/**
 * What tshark says of the packets that each host sent, in order of sending. All captures go to it as sections of one file, each
 * with addresses of its own, for every start takes it half a second. Throws when it fails.
 */
export function opinions(views: readonly View[]): readonly (readonly Opinion[])[] {
  const folder = mkdtempSync(join(tmpdir(), "handshake-"));
  try {
    const file = join(folder, "runs.pcapng");
    writeFileSync(file, Buffer.concat(views.map(({ trace, host }, place) => pcapng({ ...trace, hosts: renumbered(trace, place) }, host))));
    const fields = ["ip.src", "tcp.seq", ...MARKS.map((mark) => `tcp.analysis.${mark}`)].flatMap((field) => ["-e", field]);
    const { status, stdout, stderr } = spawnSync("tshark", ["-r", file, "-Y", "tcp", "-T", "fields", "-E", "separator=|", ...fields], {
      encoding: "utf8", maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(stderr);
    const rows = stdout.trimEnd().split("\n").map((line) => line.split("|"));
    return views.map(({ trace, host }, place) => {
      const source = renumbered(trace, place).find(({ id }) => id === host)?.address ?? "";
      const sent = trace.packets.filter((packet): packet is TcpPacket => packet.protocol === "tcp" && packet.from === host && isOwn(packet));
      const said = rows.filter(([from, seq]) => from === source && seq !== "");
      if (said.length !== sent.length) throw new Error(`tshark has ${String(said.length)} packets of ${host}, the run ${String(sent.length)}`);
      return sent.map((packet, index): Opinion => {
        const [, , ...cells] = said[index] ?? [];
        return { packet, marks: new Set(MARKS.filter((_, column) => (cells[column] ?? "") !== "")) };
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether a host sent it in its own name. */
function isOwn({ injected, source }: TcpPacket): boolean {
  return injected !== true && source === undefined;
}

/** The hosts under addresses that no other run has. */
function renumbered(trace: Trace, place: number): Trace["hosts"] {
  return trace.hosts.map((host, index) => ({ ...host, address: `172.${String(16 + (place >> 8))}.${String(place & 255)}.${String(index + 1)}` }));
}

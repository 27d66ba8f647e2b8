// The cookies of Fast Open on a host: those that it gives to its clients, and those that servers have given to it (RFC 7413 §4.1).

import type { Bytes } from "../kernel/index.ts";
import { RandomStream } from "../kernel/index.ts";
import type { HostId } from "../contract/index.ts";
import type { HashKey } from "../synflood/index.ts";
import { sipHash } from "../synflood/index.ts";
import type { FastOpen } from "../tcp/index.ts";
import { createFastOpen, DEFAULT_MSS } from "../tcp/index.ts";

const HEX = 16;
/** The digits of 32 bits. */
const DIGITS = 8;

export class FastOpenCookies {
  private key: HashKey;
  private readonly luck: RandomStream;
  private readonly kept = new Map<HostId, { readonly cookie: string; readonly mss: Bytes }>();

  /** The key comes from the run's seed and the host's name. */
  constructor(seed: number, host: HostId) {
    this.luck = new RandomStream(seed, "fast-open", host);
    this.key = this.newKey();
  }

  /** What a listener knows of a client's cookie: 8 bytes, a keyed hash of both addresses, so that nothing need be remembered (§4.1.2). */
  forClient(client: number, server: number): FastOpen {
    const half = (part: number): string => sipHash(this.key, client, server, part, 0).toString(HEX).padStart(DIGITS, "0");
    return createFastOpen(half(0) + half(1), DEFAULT_MSS);
  }

  /** What a client knows of its cookie for a server (§4.1.3). */
  forServer(server: HostId): FastOpen {
    const { cookie, mss } = this.kept.get(server) ?? { cookie: "", mss: DEFAULT_MSS };
    return createFastOpen(cookie, mss);
  }

  /** A server has given a cookie. */
  keep(server: HostId, cookie: string, mss: Bytes): void {
    this.kept.set(server, { cookie, mss });
  }

  /** The host has lost its memory: it knows no cookie, and those that it gave are worth nothing. */
  forget(): void {
    this.kept.clear();
    this.key = this.newKey();
  }

  private newKey(): HashKey {
    return [this.luck.next(), this.luck.next(), this.luck.next(), this.luck.next()];
  }
}

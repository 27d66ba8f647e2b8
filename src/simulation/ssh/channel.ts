// A channel: its windows, what waits to be sent in it, and how it ends on each side (RFC 4254 §5).

import type { Bytes } from "../kernel/index.ts";
import type { Channel, Ssh, Waiting } from "./connection.ts";
import { ask, flush, send } from "./output.ts";

/** OpenSSH's sizes: a window of 64 packets of 32 KiB; for a terminal half of both. */
export const WINDOW: Bytes = 2 * 1024 * 1024;
export const LARGEST: Bytes = 32 * 1024;

export function createChannel(ssh: Ssh, window: Bytes, windowMax: Bytes, largestTaken: Bytes): Channel {
  let local = 0;
  while (ssh.channels.has(local)) local += 1;
  const channel: Channel = {
    local, remote: null, sendWindow: 0, largest: 0, window, windowMax, largestTaken, consumed: 0, waiting: [], program: null, unanswered: 0,
    sentEof: false, sentClose: false,
  };
  ssh.channels.set(local, channel);
  return channel;
}

/** Puts something in line and sends what the window lets go. */
export function sendInChannel(ssh: Ssh, channel: Channel, ...more: readonly Waiting[]): void {
  channel.waiting.push(...more);
  pump(ssh, channel);
}

/** Sends what waits, as far as the window reaches (RFC 4254 §5.2). */
export function pump(ssh: Ssh, channel: Channel): void {
  const recipient = channel.remote;
  if (recipient === null) return;
  for (let next = channel.waiting[0]; next !== undefined; next = channel.waiting[0]) {
    switch (next.kind) {
      case "data": {
        const bytes = Math.min(next.bytes, channel.sendWindow, channel.largest);
        if (bytes === 0 && next.bytes > 0) return;
        send(ssh, { kind: "CHANNEL_DATA", recipient, bytes, text: next.text });
        channel.sendWindow -= bytes;
        if (bytes < next.bytes) {
          channel.waiting[0] = { kind: "data", bytes: next.bytes - bytes, text: null };
          continue;
        }
        break;
      }
      case "exit-status":
        send(ssh, { kind: "CHANNEL_REQUEST", recipient, request: { type: "exit-status", status: next.status }, wantReply: false });
        // What a command printed and how it ended goes out before its end is noticed.
        flush(ssh);
        break;
      case "eof":
        if (!channel.sentEof) send(ssh, { kind: "CHANNEL_EOF", recipient });
        channel.sentEof = true;
        break;
      case "close":
        if (!channel.sentClose) send(ssh, { kind: "CHANNEL_CLOSE", recipient });
        channel.sentClose = true;
        flush(ssh);
        break;
    }
    channel.waiting.shift();
  }
}

/** The peer takes more (RFC 4254 §5.2). */
export function widen(ssh: Ssh, channel: Channel, bytes: Bytes): void {
  channel.sendWindow += bytes;
  pump(ssh, channel);
}

/** Data of the peer: what lies beyond the window is passed over; once enough is read, the window is opened again. */
export function takeData(ssh: Ssh, channel: Channel, bytes: Bytes, text: string | null): void {
  const taken = Math.min(bytes, channel.window);
  channel.window -= taken;
  channel.consumed += taken;
  if (taken > 0) ask(ssh, { kind: "deliver", bytes: taken, name: text, rule: "ssh.channel.data" });
  const { remote, window, windowMax, largestTaken } = channel;
  // OpenSSH gives back what is read when three packets or half of the window are used up.
  if (remote === null || channel.sentClose || (windowMax - window <= 3 * largestTaken && 2 * window >= windowMax)) return;
  send(ssh, { kind: "CHANNEL_WINDOW_ADJUST", recipient: remote, bytes: channel.consumed });
  channel.window += channel.consumed;
  channel.consumed = 0;
}

/** The peer closes the channel: this end does too, and then it is gone (RFC 4254 §5.3). */
export function closeChannel(ssh: Ssh, channel: Channel): void {
  channel.waiting = channel.sentClose ? [] : [{ kind: "close" }];
  pump(ssh, channel);
  ssh.channels.delete(channel.local);
}

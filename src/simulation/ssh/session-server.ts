// The server's side of a session: it takes the channel, starts what is asked for, and tells how that ended (RFC 4254 §6).

import { closeChannel, createChannel, LARGEST, sendInChannel, takeData, widen, WINDOW } from "./channel.ts";
import type { Channel, Ssh } from "./connection.ts";
import { beginExchange } from "./key-exchange.ts";
import type { ChannelRequest, SshMessage } from "./messages.ts";
import { DISCONNECT } from "./messages.ts";
import { ask, disconnect, flush, send } from "./output.ts";

/** RFC 4254 §5.1. */
const ADMINISTRATIVELY_PROHIBITED = 1;
const UNKNOWN_CHANNEL_TYPE = 3;

type InChannel = Extract<SshMessage, { readonly kind: `CHANNEL_${string}`; readonly recipient: number }>;

/** Opens a channel for a client, or says why not (RFC 4254 §5.1). The window stays shut until something runs, as OpenSSH does it. */
export function openChannel(ssh: Ssh, message: Extract<SshMessage, { readonly kind: "CHANNEL_OPEN" }>): void {
  const recipient = message.sender;
  if (message.type !== "session") {
    send(ssh, { kind: "CHANNEL_OPEN_FAILURE", recipient, reason: UNKNOWN_CHANNEL_TYPE, description: "open failed" });
    return;
  }
  if (ssh.noMoreSessions) {
    send(ssh, { kind: "CHANNEL_OPEN_FAILURE", recipient, reason: ADMINISTRATIVELY_PROHIBITED, description: "open failed" });
    return;
  }
  const channel = createChannel(ssh, 0, WINDOW, LARGEST);
  channel.remote = recipient;
  channel.sendWindow = message.window;
  channel.largest = message.largest;
  send(ssh, { kind: "CHANNEL_OPEN_CONFIRMATION", recipient, sender: channel.local, window: channel.window, largest: channel.largestTaken });
}

/** Takes a message in that belongs to a channel. */
export function serverChannelMessage(ssh: Ssh, channel: Channel, message: InChannel): void {
  switch (message.kind) {
    case "CHANNEL_REQUEST":
      channelRequest(ssh, channel, message.request, message.wantReply);
      break;
    case "CHANNEL_WINDOW_ADJUST":
      widen(ssh, channel, message.bytes);
      break;
    case "CHANNEL_DATA":
      takeData(ssh, channel, message.bytes, message.text);
      break;
    case "CHANNEL_EOF":
      // A shell ends where its input does.
      if (channel.program === "shell") end(ssh, channel, 0);
      break;
    case "CHANNEL_CLOSE":
      closeChannel(ssh, channel);
      break;
    default:
      break;
  }
  serveWanted(ssh);
}

function channelRequest(ssh: Ssh, channel: Channel, request: ChannelRequest, wantReply: boolean): void {
  const recipient = channel.remote ?? 0;
  switch (request.type) {
    case "shell":
    case "exec": {
      // RFC 4254 §6.5: only one of these in each channel.
      if (channel.program !== null) {
        if (wantReply) send(ssh, { kind: "CHANNEL_FAILURE", recipient });
        return;
      }
      channel.program = request.type === "shell" ? "shell" : "command";
      ask(ssh, { kind: "no-delay", rule: "ssh.channel.session" });
      send(ssh, { kind: "CHANNEL_WINDOW_ADJUST", recipient, bytes: channel.windowMax - channel.window });
      channel.window = channel.windowMax;
      if (wantReply) send(ssh, { kind: "CHANNEL_SUCCESS", recipient });
      flush(ssh);
      if (request.type === "exec") run(ssh, channel, request.answer, request.status);
      return;
    }
    case "exit-status":
      return;
    case "pty-req":
    case "env":
      if (wantReply) send(ssh, { kind: "CHANNEL_SUCCESS", recipient });
      return;
  }
}

/** A command prints, and ends. Simplified: all that it prints is there at once. */
function run(ssh: Ssh, channel: Channel, answer: number, status: number): void {
  if (answer > 0) sendInChannel(ssh, channel, { kind: "data", bytes: answer, text: null });
  end(ssh, channel, status);
}

/** RFC 4254 §6.10 and §5.3: how it ended, that nothing more comes, and that the channel may go. */
function end(ssh: Ssh, channel: Channel, status: number): void {
  if (channel.waiting.some(({ kind }) => kind === "close") || channel.sentClose) return;
  sendInChannel(ssh, channel, { kind: "exit-status", status }, { kind: "eof" }, { kind: "close" });
}

/** Does what the user of the server wants, in order, as far as it can be done now. */
export function serveWanted(ssh: Ssh): void {
  for (let call = ssh.wanted[0]; call !== undefined && ssh.authenticated && !ssh.over; call = ssh.wanted[0]) {
    const channel = [...ssh.channels.values()][0] ?? null;
    switch (call.kind) {
      case "send":
        if (channel === null || channel.program === null || channel.sentClose) return;
        sendInChannel(ssh, channel, { kind: "data", bytes: call.bytes, text: call.text });
        flush(ssh);
        break;
      case "close":
        if (channel === null) disconnect(ssh, DISCONNECT.byApplication, "disconnected by server", "ssh.disconnect");
        else end(ssh, channel, 0);
        break;
      case "rekey":
        beginExchange(ssh);
        break;
      case "run":
        break;
    }
    ssh.wanted.shift();
  }
}

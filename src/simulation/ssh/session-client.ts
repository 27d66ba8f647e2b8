// The client's side of a session: a channel is opened, a command or a shell asked for, and after it the client goes (RFC 4254 §6).

import { closeChannel, createChannel, LARGEST, pump, sendInChannel, takeData, widen, WINDOW } from "./channel.ts";
import type { Channel, Ssh, SshCall } from "./connection.ts";
import { beginExchange } from "./key-exchange.ts";
import type { SshMessage } from "./messages.ts";
import { DISCONNECT } from "./messages.ts";
import { ask, disconnect, flush, send, tell } from "./output.ts";
import type { SshClientSettings } from "./settings.ts";

type Run = Extract<SshCall, { readonly kind: "run" }>;

/** Does what the user wants, in order, as far as it can be done now. */
export function pursue(ssh: Ssh): void {
  for (let call = ssh.wanted[0]; call !== undefined && ssh.authenticated && !ssh.over; call = ssh.wanted[0]) {
    const channel = sessionOf(ssh);
    switch (call.kind) {
      case "run":
        // One session after another.
        if (channel !== null) return;
        if (ssh.noMoreSessions) tell(ssh, "failed", "no more sessions", "ssh.no-more-sessions");
        else openSession(ssh, call);
        break;
      case "send":
        if (channel === null) {
          openSession(ssh, { kind: "run", command: null, answer: 0 });
          return;
        }
        if (channel.program === null || channel.unanswered > 0) return;
        sendInChannel(ssh, channel, { kind: "data", bytes: call.bytes, text: call.text });
        flush(ssh);
        break;
      case "rekey":
        beginExchange(ssh);
        break;
      case "close":
        if (channel !== null && (channel.program === null || channel.unanswered > 0)) return;
        ssh.closing = true;
        if (channel === null) goodbye(ssh);
        else sendInChannel(ssh, channel, { kind: "eof" });
        break;
    }
    ssh.wanted.shift();
  }
}

function sessionOf(ssh: Ssh): Channel | null {
  return [...ssh.channels.values()][0] ?? null;
}

/** RFC 4254 §6.1. OpenSSH forbids every further session in the same breath, in case its keys are stolen later. */
function openSession(ssh: Ssh, run: Run): void {
  const half = run.command === null ? 2 : 1;
  const channel = createChannel(ssh, WINDOW / half, WINDOW / half, LARGEST / half);
  ssh.running = run;
  send(ssh, { kind: "CHANNEL_OPEN", type: "session", sender: channel.local, window: channel.window, largest: channel.largestTaken });
  if (ssh.settings.manner === "openssh") {
    ssh.noMoreSessions = true;
    send(ssh, { kind: "GLOBAL_REQUEST", request: "no-more-sessions@openssh.com", wantReply: false, data: 0 });
  }
  flush(ssh);
}

type InChannel = Extract<SshMessage, { readonly kind: `CHANNEL_${string}`; readonly recipient: number }>;

/** Takes a message in that belongs to a channel. */
export function clientChannelMessage(ssh: Ssh, client: SshClientSettings, channel: Channel, message: InChannel): void {
  switch (message.kind) {
    case "CHANNEL_OPEN_CONFIRMATION":
      if (channel.remote !== null) break;
      channel.remote = message.sender;
      channel.sendWindow = message.window;
      channel.largest = message.largest;
      ask(ssh, { kind: "no-delay", rule: "ssh.channel.session" });
      start(ssh, client, channel);
      break;
    case "CHANNEL_OPEN_FAILURE":
      ssh.channels.delete(channel.local);
      tell(ssh, "failed", message.description, "ssh.channel.open");
      break;
    case "CHANNEL_SUCCESS":
    case "CHANNEL_FAILURE":
      answered(ssh, channel, message.kind === "CHANNEL_SUCCESS");
      break;
    case "CHANNEL_WINDOW_ADJUST":
      widen(ssh, channel, message.bytes);
      break;
    case "CHANNEL_DATA":
      takeData(ssh, channel, message.bytes, message.text);
      break;
    case "CHANNEL_CLOSE":
      closeChannel(ssh, channel);
      if (ssh.settings.manner === "openssh" || ssh.closing) goodbye(ssh);
      else tell(ssh, "done", null, "ssh.channel.close");
      break;
    case "CHANNEL_EOF":
    case "CHANNEL_REQUEST":
      break;
  }
  pursue(ssh);
}

/** Environment, terminal, and what is to run: of these only the environment wants no answer, as OpenSSH asks. */
function start(ssh: Ssh, client: SshClientSettings, channel: Channel): void {
  const recipient = channel.remote ?? 0;
  const { running } = ssh;
  if (running === null) return;
  const request = (message: Extract<SshMessage, { readonly kind: "CHANNEL_REQUEST" }>["request"], wantReply: boolean): void => {
    send(ssh, { kind: "CHANNEL_REQUEST", recipient, request: message, wantReply });
    if (wantReply) channel.unanswered += 1;
  };
  if (running.command === null) request({ type: "pty-req", terminal: client.terminal, modes: client.terminalModes }, true);
  for (const [variable, value] of client.environment) request({ type: "env", variable, value }, false);
  if (running.command === null) request({ type: "shell" }, true);
  else request({ type: "exec", command: running.command, answer: running.answer, status: running.status ?? 0 }, true);
  channel.program = running.command === null ? "shell" : "command";
  flush(ssh);
}

/** A command that nobody types to hears so at once: its input is at its end. */
function answered(ssh: Ssh, channel: Channel, well: boolean): void {
  channel.unanswered = Math.max(0, channel.unanswered - 1);
  if (!well) {
    tell(ssh, "failed", "request failed on channel", "ssh.channel.request");
    sendInChannel(ssh, channel, { kind: "close" });
  } else if (channel.unanswered === 0) {
    if (channel.program === "command") sendInChannel(ssh, channel, { kind: "eof" });
    else pump(ssh, channel);
  }
}

/** The client has what it came for. */
function goodbye(ssh: Ssh): void {
  flush(ssh);
  disconnect(ssh, DISCONNECT.byApplication, "disconnected by user", "ssh.disconnect");
}

// How two ends meet by SSH, in English (RFC 4253, RFC 4252, RFC 4254): two spies who check each other before they talk.

import type { CaptionWords } from "../caption-words.ts";
import { bytes } from "./values.ts";

/** SSH. */
export const ssh: Pick<CaptionWords, Extract<keyof CaptionWords, `ssh-${string}`>> = {
  "ssh-introduced": {
    title: (v) => `${v.host} introduces itself`,
    analogy: () => "“I am an agent of the second generation. Whatever you say first, I do not wait for it.”",
    technical: (v) => `${v.host} sends its identification in the clear, ${v.text}. Both ends do so as soon as TCP is open, and neither waits for the other.`,
  },
  "ssh-lists-sent": {
    title: (v) => `${v.host} lists what it can do`,
    analogy: () => "“These are all the ciphers that I know, my favourites first.”",
    technical: (v) => `KEXINIT (${bytes(v.bytes)}): lists of algorithms, best liked first, such as ${v.method}. Of each list the client's first that the server has too is taken.`,
  },
  "ssh-value-sent": {
    title: (v) => `${v.host} sends its half of the secret`,
    analogy: () => "“Here is one half of a riddle. Whoever reads it along the way can do nothing with it.”",
    technical: (v) => `${v.host} sends its public value for ${v.method}. The private part stays at home; whoever listens cannot work out the secret from what crosses.`,
  },
  "ssh-host-proved": {
    title: (v) => `${v.host} proves who it is`,
    analogy: () => "“Here is the other half, with my own seal on all that we have said so far.”",
    technical: (v) => `${v.host} sends its public value, its host key (${v.hostKey}) and a signature over the whole exchange. ${v.peer} compares the key with the one that it knows.`,
  },
  "ssh-keys-changed": {
    title: (v) => `${v.host} changes to the new keys`,
    analogy: () => "“From my next word on I speak in our cipher.”",
    technical: (v) => `NEWKEYS: everything that ${v.host} sends after this is encrypted${v.cipher === null ? "" : ` with ${v.cipher}`}. Each direction changes by itself and has keys of its own.`,
  },
  "ssh-service-asked": {
    title: (v) => `${v.host} asks for the login`,
    analogy: () => "“May I come to the door where passwords are checked?”",
    technical: (v) => `${v.host} asks for the service ${v.service}. This is its first encrypted packet: from here on only names and sizes of keys are left to see.`,
  },
  "ssh-methods-asked": {
    title: (v) => `${v.host} asks how to log in`,
    analogy: (v) => `“I am ${v.user}. Will you let me in just like that?”`,
    technical: (v) => `${v.host} asks to log in as ${v.user} by the method none. That hardly ever works; the refusal says which methods do.`,
  },
  "ssh-methods-listed": {
    title: (v) => `${v.host} lists its methods`,
    analogy: () => "“Not just like that. Here is what I accept as proof.”",
    technical: (v) => `USERAUTH_FAILURE does not end anything: it lists the methods that can continue, ${v.methods}.`,
  },
  "ssh-key-offered": {
    title: (v) => `${v.host} offers a key`,
    analogy: () => "“I carry a ring with this crest. Do you know it?”",
    technical: (v) => `${v.host} shows a public key (${v.algorithm}) without a signature: signing costs work, so it asks first whether this key would do.`,
  },
  "ssh-key-known": {
    title: (v) => `${v.host} knows the key`,
    analogy: () => "“That crest is in my book. Now show me that the ring is yours.”",
    technical: (v) => `USERAUTH_PK_OK: the key (${v.algorithm}) is among those that may log in. It is no proof yet, for public keys are public.`,
  },
  "ssh-key-proved": {
    title: (v) => `${v.host} signs with its private key`,
    analogy: () => "“Here is the seal, pressed by the ring itself, on what we have said today.”",
    technical: (v) => `The same request with a signature (${v.algorithm}) over the session and the user's name. The private key never crosses, and the signature serves this session alone.`,
  },
  "ssh-password-sent": {
    title: (v) => `${v.host} sends a password`,
    analogy: () => "“I will whisper the word to you.” (And that only in the cipher.)",
    technical: (v) => `${v.host} sends the password of ${v.user} inside the encrypted connection. ${v.peer} does get to read it, unlike a private key.`,
  },
  "ssh-refused": {
    title: (v) => `${v.host} refuses the ${v.method === "password" ? "password" : "key"}`,
    analogy: (v) => (v.method === "password" ? "“That is not the word. You may try again.”" : "“I do not know that crest. You may show me another.”"),
    technical: (v) => `USERAUTH_FAILURE: this ${v.method === "password" ? "password" : "key"} does not do; the methods ${v.methods} can continue. Every failure is counted, and too many end the connection.`,
  },
  "ssh-logged-in": {
    title: (v) => `${v.peer} is logged in`,
    analogy: () => "“I believe you. Come in.”",
    technical: (v) => `USERAUTH_SUCCESS: ${v.peer} may open channels now. Only here are both sides known to each other: the server by its host key, the user by what was proved.`,
  },
  "ssh-channel-asked": {
    title: (v) => `${v.host} opens a channel`,
    analogy: () => "“Let us take a room for ourselves.”",
    technical: () => "CHANNEL_OPEN of the type session. Many channels can share one connection, and each has a window of its own.",
  },
  "ssh-channel-opened": {
    title: (v) => `${v.host} confirms the channel`,
    analogy: () => "“This room is ours. It has a number with me, as it has with you.”",
    technical: () => "CHANNEL_OPEN_CONFIRMATION: each end names its own number for the channel, and how many bytes it takes before the next WINDOW_ADJUST.",
  },
  "ssh-command-sent": {
    title: (v) => `${v.host} sends a command`,
    analogy: () => "“Here is the task. Tell me what comes of it.”",
    technical: (v) => `CHANNEL_REQUEST exec: ${v.peer} is to run ${v.command}.`,
  },
  "ssh-shell-asked": {
    title: (v) => `${v.host} asks for a shell`,
    analogy: () => "“Stay with me in the room, and do as I say, word for word.”",
    technical: (v) => `CHANNEL_REQUEST pty-req and shell: ${v.peer} is to give a terminal, and to run the user's shell in it.`,
  },
  "ssh-data-sent": {
    title: (v) => `${v.host} sends data in the channel`,
    analogy: () => "(Only the two of them understand what is said here.)",
    technical: (v) => `CHANNEL_DATA with ${bytes(v.bytes)}. On the wire they are some bytes more: length, padding and the tag that shows every change.`,
  },
  "ssh-command-ended": {
    title: () => "The command has ended",
    analogy: (v) => (v.status === 0 ? "“Done, and all went well.”" : "“Done, but not all went well.”"),
    technical: (v) => `CHANNEL_REQUEST exit-status ${v.status}${v.status === 0 ? ": the command ended well" : ": the command reports an error"}.`,
  },
  "ssh-channel-closed": {
    title: (v) => `${v.host} closes the channel`,
    analogy: () => "“We are done in this room.”",
    technical: (v) => `CHANNEL_CLOSE of ${v.host}. The channel is gone once both ends have sent one; the connection could go on with others.`,
  },
  "ssh-disconnected": {
    title: (v) => `${v.host} takes its leave`,
    analogy: () => "“That was all. Nobody has seen us.”",
    technical: (v) => `DISCONNECT with reason 11, by application: ${v.host} sends nothing after it. What follows is TCP's own farewell.`,
  },
  "ssh-broken-off": {
    title: (v) => `${v.host} breaks it off`,
    analogy: () => "“This cannot go on. I am leaving.”",
    technical: (v) => `DISCONNECT with reason ${v.reason}: ${v.why.replace(/\.$/, "")}. Nothing may be sent after it.`,
  },
  "ssh-failed": {
    title: (v) => `${v.host} gives up`,
    analogy: () => "“There is nothing more to be said.” (The agent walks away.)",
    technical: (v) => `${v.host} closes the connection without a DISCONNECT: ${v.why.replace(/\.$/, "")}.`,
  },
};

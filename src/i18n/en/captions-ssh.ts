// How two ends meet by SSH, in English (RFC 4253, RFC 4252, RFC 4254): two spies who check each other before they talk.

import type { CaptionWords } from "../caption-words.ts";
import { bytes } from "./values.ts";

/** SSH. */
export const ssh: Pick<CaptionWords, Extract<keyof CaptionWords, `ssh-${string}`>> = {
  "ssh-introduced": {
    title: (v) => `${v.host} introduces itself`,
    analogy: (v) => (v.first ? "“I am an agent of the second generation. I will not wait for you to speak first.”" : "“Second generation, so am I. We understand each other.”"),
    technical: (v) => `${v.host} sends its identification string (${v.text}) in the clear. ${v.first ? "Both ends do so as soon as TCP is open, and neither waits for the other." : "2.0 is the version of the protocol; what follows it names the program."}`,
  },
  "ssh-lists-sent": {
    title: (v) => `${v.host} lists what it can do`,
    analogy: () => "“These are all the ciphers that I know, my favourites first.”",
    technical: (v) => (v.agreed === null
      ? `KEXINIT (${bytes(v.bytes)}): lists of algorithms, preferred ones first (here ${v.method}). From each list, both take the client’s first that the server has too.`
      : `KEXINIT (${bytes(v.bytes)}): now both have both lists. From each, they take the client’s first that the server has too: ${v.agreed.method} and ${v.agreed.cipher}.`),
  },
  "ssh-rekey-asked": {
    title: (v) => `${v.host} wants new keys`,
    analogy: () => "“We have talked long in this cipher. Let us agree on another.”",
    technical: (v) => `KEXINIT (${bytes(v.bytes)}), encrypted this time: the exchange is done anew, and each direction changes at its NEWKEYS. RFC 4253 advises it after each gigabyte or hour.`,
  },
  "ssh-value-sent": {
    title: (v) => `${v.host} sends its half of the secret`,
    analogy: () => "“Here is one half of a riddle. Whoever reads it along the way can do nothing with it.”",
    technical: (v) => `${v.host} sends its public value for ${v.method}. The private part stays at home; an eavesdropper cannot work out the shared secret.`,
  },
  "ssh-host-proved": {
    title: (v) => `${v.host} proves who it is`,
    analogy: () => "“Here is the other half, with my own seal on all that we have said so far.”",
    technical: (v) => `${v.host} sends its public value, its host key (${v.hostKey}) and a signature over the whole exchange. ${v.peer} compares the host key with the one that it knows.`,
  },
  "ssh-keys-changed": {
    title: (v) => `${v.host} changes to the new keys`,
    analogy: () => "“From my next word on I speak in our cipher.”",
    technical: (v) => `NEWKEYS: everything that ${v.host} sends after this is encrypted${v.cipher === null ? "" : ` with ${v.cipher}`}. Each direction has its own keys and changes on its own.`,
  },
  "ssh-service-asked": {
    title: (v) => `${v.host} asks for the login`,
    analogy: () => "“May I come to the door where passwords are checked?”",
    technical: (v) => `${v.host} asks for the service ${v.service}. From this packet on all is encrypted: an eavesdropper sees only how much crosses, and when.`,
  },
  "ssh-methods-asked": {
    title: (v) => `${v.host} asks how to log in`,
    analogy: (v) => `“I am ${v.user}. Will you let me in just like that?”`,
    technical: (v) => `${v.host} asks to log in as ${v.user} with the method none. That hardly ever works, but the refusal says which methods can.`,
  },
  "ssh-methods-listed": {
    title: (v) => `${v.host} lists its methods`,
    analogy: () => "“Not just like that. Here is what I accept as proof.”",
    technical: (v) => `USERAUTH_FAILURE does not end the connection: it lists the methods that can continue (${v.methods}).`,
  },
  "ssh-key-offered": {
    title: (v) => `${v.host} offers a key`,
    analogy: () => "“I carry a ring with this crest. Do you know it?”",
    technical: (v) => `${v.host} shows a public key (${v.algorithm}) without a signature: signing takes work, so it asks first whether this key would do.`,
  },
  "ssh-key-known": {
    title: (v) => `${v.host} knows the key`,
    analogy: () => "“That crest is in my book. Now show me that the ring is yours.”",
    technical: (v) => `USERAUTH_PK_OK: the key (${v.algorithm}) is among those that may log in. It proves nothing yet, because public keys are public.`,
  },
  "ssh-key-proved": {
    title: (v) => `${v.host} signs with its private key`,
    analogy: () => "“Here is the seal, pressed by the ring itself, on what we have said today.”",
    technical: (v) => `The same request with a signature (${v.algorithm}) over the session and the user’s name. The private key is never sent, and the signature is good for this session alone.`,
  },
  "ssh-password-sent": {
    title: (v) => `${v.host} sends a password`,
    analogy: () => "“I will whisper the word to you.” (And that only in the cipher.)",
    technical: (v) => `${v.host} sends the password of ${v.user} inside the encrypted connection. Unlike a private key, it is seen by ${v.peer}.`,
  },
  "ssh-refused": {
    title: (v) => `${v.host} refuses the ${v.method === "password" ? "password" : "key"}`,
    analogy: (v) => (v.method === "password" ? "“That is not the word. You may try again.”" : "“I do not know that crest. You may show me another.”"),
    technical: (v) => `USERAUTH_FAILURE: this ${v.method === "password" ? "password" : "key"} is not accepted. The methods that can continue: ${v.methods}. Failures are counted, and too many end the connection.`,
  },
  "ssh-logged-in": {
    title: (v) => `${v.peer} is logged in`,
    analogy: () => "“I believe you. Come in.”",
    technical: (v) => `USERAUTH_SUCCESS: ${v.peer} may open channels now. Only now do both know each other: the server by its host key, the user by the proof just given.`,
  },
  "ssh-channel-asked": {
    title: (v) => `${v.host} opens a channel`,
    analogy: () => "“Let us take a room for ourselves.”",
    technical: () => "CHANNEL_OPEN of the type session. Many channels can share one connection, and each has a window of its own.",
  },
  "ssh-channel-opened": {
    title: (v) => `${v.host} confirms the channel`,
    analogy: () => "“This room is ours. I have my number for it, and you have yours.”",
    technical: () => "CHANNEL_OPEN_CONFIRMATION: this end’s number for the channel, and how many bytes it takes before the next WINDOW_ADJUST.",
  },
  "ssh-command-sent": {
    title: (v) => `${v.host} sends a command`,
    analogy: () => "“Here is the task. Tell me what comes of it.”",
    technical: (v) => `CHANNEL_REQUEST exec: ${v.peer} is to run ${v.command}.`,
  },
  "ssh-shell-asked": {
    title: (v) => `${v.host} asks for a shell`,
    analogy: () => "“Stay with me in the room, and do as I say, word for word.”",
    technical: (v) => `CHANNEL_REQUEST pty-req and shell: ${v.peer} is to open a terminal and run the user’s shell in it.`,
  },
  "ssh-data-sent": {
    title: (v) => `${v.host} sends data in the channel`,
    analogy: () => "(Only the two of them understand what is said here.)",
    technical: (v) => `CHANNEL_DATA with ${bytes(v.bytes)}. On the wire it is a little more: length, padding and the tag that reveals any change.`,
  },
  "ssh-command-ended": {
    title: () => "The command has ended",
    analogy: (v) => (v.status === 0 ? "“Done, and all went well.”" : "“Done, but not all went well.”"),
    technical: (v) => `CHANNEL_REQUEST exit-status ${v.status}${v.status === 0 ? ": the command succeeded" : ": the command reports an error"}.`,
  },
  "ssh-channel-closed": {
    title: (v) => `${v.host} closes the channel`,
    analogy: (v) => (v.first ? "“We are done in this room.”" : "“Then I lock it on my side too.”"),
    technical: (v) => (v.first
      ? `CHANNEL_CLOSE from ${v.host}: it sends nothing more in this channel, which is gone once both ends have sent one.`
      : `CHANNEL_CLOSE from ${v.host} too: the channel is gone. The connection itself could go on with others.`),
  },
  "ssh-disconnected": {
    title: (v) => `${v.host} takes its leave`,
    analogy: () => "“That was all. Nobody has seen us.”",
    technical: (v) => `DISCONNECT with reason 11 (by application): ${v.host} sends nothing after it, and TCP closes.`,
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

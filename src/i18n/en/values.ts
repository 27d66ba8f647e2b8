// Values as English sentences write them.

import type { PacketKind } from "../../narration/index.ts";
import type { CallError, PacketLoss, TcpState } from "../../simulation/index.ts";
import { duration, grouped } from "../number.ts";

/** 100 ms, 1.5 s, 4 min. */
export function time(milliseconds: number): string {
  const { value, unit } = duration(milliseconds);
  return `${value} ${unit}`;
}

/** 1 byte, 1 460 bytes. */
export function bytes(count: number): string {
  return count === 1 ? "1 byte" : `${grouped(count)} bytes`;
}

/** 1st, 2nd, 3rd, 11th, 21st. */
export function ordinal(count: number): string {
  const teen = count % 100 >= 11 && count % 100 <= 13;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][count % 10] ?? "th");
  return `${grouped(count)}${ending}`;
}

/** First to tenth in words, then 11th. */
export function nth(count: number): string {
  const words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
  return words[count - 1] ?? ordinal(count);
}

/** What became of a segment that did not make it, in the technical voice; goes on after a subject. */
export function fate(why: PacketLoss["why"]): string {
  switch (why) {
    case "loss":
    case "fault":
      return "is lost on the way";
    case "queue":
      return "is dropped, because the queue of the link is full";
    case "corrupt":
      return "arrives, but its checksum is wrong and it is dropped";
    case "nobody":
      return "goes to an address that no host has";
  }
}

/** The same on the telephone. */
export function noise(why: PacketLoss["why"]): string {
  return why === "corrupt" ? "drown in noise" : "are cut off on the way";
}

/** The same of a parcel. */
export function mishap(why: PacketLoss["why"]): string {
  return why === "corrupt" ? "arrives broken and cannot be accepted" : "gets lost on the road";
}

/** How long is waited this time, where the run says so. */
export function wait(next: number | null): string {
  return next === null ? "" : ` Next wait: ${time(next)}.`;
}

/** The number before this one, modulo 2^32. */
export function before(number: number): number {
  return (number + 2 ** 32 - 1) % 2 ** 32;
}

/** 120 bytes, or for many segments: 4 380 bytes in 3 segments. */
export function load(count: number, segments: number): string {
  return segments > 1 ? `${bytes(count)} in ${grouped(segments)} segments` : bytes(count);
}

/** What a packet is called: by its flags, or in words. */
export function kindName(kind: PacketKind): string {
  return kind === "data" ? "data segment" : kind;
}

/** The call errors of RFC 9293 §3.9.1. */
export const ERRORS: Readonly<Record<CallError, string>> = {
  "connection refused": "connection refused",
  "connection reset": "connection reset",
  "connection aborted": "connection aborted",
  "timed out": "timed out",
  "connection does not exist": "connection does not exist",
  "connection already exists": "connection already exists",
  "connection closing": "connection closing",
  "remote socket unspecified": "remote socket unspecified",
  "message too long": "message too long",
  "port in use": "port in use",
};

/** What a host was in the middle of, by its state. */
export function phase(state: TcpState): string {
  switch (state) {
    case "SYN-SENT":
    case "SYN-RECEIVED":
      return "opening the connection";
    case "ESTABLISHED":
    case "CLOSE-WAIT":
      return "the connection";
    case "CLOSED":
    case "LISTEN":
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
    case "CLOSING":
    case "LAST-ACK":
    case "TIME-WAIT":
      return "closing in order";
  }
}

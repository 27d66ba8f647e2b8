// Values as Korean sentences write them.

import type { PacketKind } from "../../narration/index.ts";
import type { CallError, PacketLoss, TcpState } from "../../simulation/index.ts";
import { duration, grouped } from "../number.ts";
import { josa } from "../particle.ts";

const UNITS = { ms: " ms", s: "초", min: "분" } as const;

/** 100 ms, 1.5초, 4분. */
export function time(milliseconds: number): string {
  const { value, unit } = duration(milliseconds);
  return value + UNITS[unit];
}

/** 1 460바이트. */
export function bytes(count: number): string {
  return `${grouped(count)}바이트`;
}

/** 첫 번째, 두 번째, 11번째. */
export function nth(count: number): string {
  const words = ["첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"];
  const word = words[count - 1];
  return word === undefined ? `${grouped(count)}번째` : `${word} 번째`;
}

/** What became of a segment that did not make it, in the technical voice; goes on after a subject. */
export function fate(why: PacketLoss["why"]): string {
  switch (why) {
    case "loss":
    case "fault":
      return "가는 길에 사라졌습니다";
    case "queue":
      return "링크의 대기열이 가득 차서 버려졌습니다";
    case "corrupt":
      return "도착했지만 체크섬이 맞지 않아 버려졌습니다";
    case "nobody":
      return "그 주소를 쓰는 호스트가 없어 사라졌습니다";
  }
}

/** The same on the telephone. */
export function noise(why: PacketLoss["why"]): string {
  return why === "corrupt" ? "심한 잡음에 묻혀 알아들을 수 없었습니다" : "가는 길에 끊겨 버렸습니다";
}

/** The same of a parcel. */
export function mishap(why: PacketLoss["why"]): string {
  return why === "corrupt" ? "망가진 채 도착해서 받을 수 없었습니다" : "배송 중에 사라졌습니다";
}

/** How long is waited this time, where the run says so. */
export function wait(next: number | null): string {
  return next === null ? "" : josa` 이번에는 ${time(next)}을/를 기다립니다.`;
}

/** The number before this one, modulo 2^32. */
export function before(number: number): number {
  return (number + 2 ** 32 - 1) % 2 ** 32;
}

/** 데이터 120바이트를, or for many segments: 데이터 4 380바이트를 세그먼트 3개에 나누어. */
export function load(count: number, segments: number): string {
  return segments > 1 ? `데이터 ${bytes(count)}를 세그먼트 ${grouped(segments)}개에 나누어` : `데이터 ${bytes(count)}를`;
}

/** What a packet is called: by its flags, or in words. */
export function kindName(kind: PacketKind): string {
  switch (kind) {
    case "data":
      return "데이터 세그먼트";
    case "datagram":
      return "데이터그램";
    case "fragment":
      return "단편";
    default:
      return kind;
  }
}

/** The call errors of RFC 9293 §3.9.1. */
export const ERRORS: Readonly<Record<CallError, string>> = {
  "connection refused": "연결이 거부되었습니다",
  "connection reset": "연결이 재설정되었습니다",
  "connection aborted": "연결이 중단되었습니다",
  "timed out": "시간이 초과되었습니다",
  "connection does not exist": "그런 연결이 없습니다",
  "connection already exists": "그런 연결이 이미 있습니다",
  "connection closing": "연결이 이미 닫히는 중입니다",
  "remote socket unspecified": "상대 소켓이 정해지지 않았습니다",
  "message too long": "데이터그램 하나에 담기에는 너무 깁니다",
  "port in use": "다른 소켓이 이미 그 포트를 쓰고 있습니다",
};

/** What a host was in the middle of, by its state. */
export function phase(state: TcpState): string {
  switch (state) {
    case "SYN-SENT":
    case "SYN-RECEIVED":
      return "연결을 여는 일";
    case "ESTABLISHED":
    case "CLOSE-WAIT":
      return "연결";
    case "CLOSED":
    case "LISTEN":
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
    case "CLOSING":
    case "LAST-ACK":
    case "TIME-WAIT":
      return "연결을 닫는 일";
  }
}

// The words of the picture in Korean.

import type { DiagramWords } from "../../diagram/index.ts";
import { grouped } from "../number.ts";
import { josa } from "../particle.ts";
import { limit } from "./captions-failure.ts";
import { bytes, time } from "./values.ts";

/** 한국어. */
export const diagram: DiagramWords = {
  silence: (length, narrow) => narrow ? `${time(length)} 압축` : `${time(length)} 동안 조용함(압축)`,
  magnified: (factor) => `시간을 ${grouped(factor)}배로 확대`,
  lost: (why) => ({ loss: "손실", fault: "손실", queue: "대기열 가득 참", corrupt: "손상", nobody: "받을 호스트 없음" })[why],
  retransmit: () => "재전송",
  outcome: (outcome) => ({
    "accepted": "받음",
    "buffered": "순서보다 먼저 와서 보관", "incomplete": "나머지 단편을 기다리며 보관",
    "duplicate": "중복",
    "unacceptable": "받아들일 수 없음",
    "ignored": "무시",
    "challenge-ack": "챌린지 ACK",
    "reset": "RST로 답함",
    "unreachable": "받을 프로그램 없음",
    "late": "너무 늦음",
    "out-of-order": "순서 바뀜",
    "twice": "같은 것이 또 옴",
  })[outcome],
  tally: ({ count, inTime, late, missing, packets, last }) => [
    `${grouped(count)}개 중 ${grouped(inTime)}개 제때`,
    ...(late > 0 ? [`${grouped(late)}개 늦음`] : []),
    ...(missing > 0 ? [`${grouped(missing)}개 오지 않음`] : []),
    `패킷 ${grouped(packets)}개${last === null ? "" : `, ${time(last)}까지`}`,
  ],
  fate: (fate) => ({ queued: "대기열", cookies: "쿠키", dropped: "버림", others: "기타", lost: "손실" })[fate],
  queue: (queue) => ({ syn: "SYN 대기열", accept: "수락 대기열" })[queue],
  full: () => "가득 참",
  bypassed: ["여전히 가득하지만", "거치지 않음"],
  condition: (condition) => ({ "BACKLOG FULL": "백로그 가득 참", "STATELESS": "상태 없음(쿠키)" })[condition],
  spoofed: (addresses) => `위조된 IP ${grouped(addresses)}개`,
  flood: {
    rate: "공격 속도", upTo: (rate) => `초당 SYN 0~${grouped(rate)}개`, halfOpen: "반쯤 열린 연결", unaccepted: "아직 수락하지 않은 연결",
    counted: (packets, groups) => `SYN ${grouped(packets)}개를 ${grouped(groups)}묶음으로 그렸습니다`,
    open: "패킷 하나씩 보기", close: "묶어서 보기",
  },
  layers: {
    messages: "메시지", segments: "세그먼트", clear: "평문", handshakeKeys: "{ } 핸드셰이크 키로 암호화",
    earlyKeys: "( ) 이전 세션의 키로 암호화", dataKeys: "[ ] 데이터 키로 암호화",
  },
  firstByte: {
    request: "요청과 응답",
    trips: (count) => `${grouped(count)} RTT`,
    after: (length, trips) => `응답의 첫 바이트까지 ${time(length)}, 왕복 ${grouped(trips)}번${Number.isInteger(trips) ? "" : "에 드는 시간"}`,
  },
  truncated: ({ limit: name, value }) => josa`실행이 한계(${limit(name, value)})에 이르러 여기에서 멈췄습니다.`,
  isnOf: (host) => `${host} ISN`,
  time,
  card: {
    seq: "Seq", ack: "Ack", flags: "플래그", window: "윈도", options: "옵션", length: "길이", sent: "보냄", arrives: "도착",
    rule: "근거", none: "없음", close: "닫기", copy: "복사", outcome: "결과",
    sourcePort: "출발지 포트", destinationPort: "목적지 포트", checksum: "체크섬", type: "종류", about: "대상", correct: "맞음", wrong: "틀림",
    message: (count, keys) => `${bytes(count)}, ${keys === null ? "평문" : `키 ${keys}`}`,
    withHeader: (data) => `데이터 ${grouped(data)} + 헤더 8`,
    identification: "식별자", fragmentOffset: "단편 오프셋", moreFragments: "뒤에 단편 더 있음",
    inUnits: (offset) => `${grouped(offset)} × 8`, withoutHeader: "UDP 헤더는 첫 단편에만 있음",
    place: (index, count) => `${grouped(index)} / ${grouped(count)}`,
  },
  transport: {
    restart: "처음으로", back: "한 단계 뒤로", play: "재생", pause: "일시 정지", forward: "한 단계 앞으로",
    scrubber: "시각", speed: "속도", group: "재생 조절",
    position: (at, end) => `전체 ${time(end)} 중 ${time(at)}`,
  },
  table: {
    show: "표로 보기", hide: "표 숨기기", caption: "이 실행의 모든 패킷(보낸 순서)",
    time: "시각", from: "보낸 쪽", to: "받는 쪽", flags: "플래그", seq: "Seq", ack: "Ack", length: "길이", outcome: "결과", states: "새 상태",
  },
  help: {
    open: "키보드 도움말", title: "키보드", hint: "Space 재생 · ← → 단계 · ? 도움말",
    keys: [
      ["Space", "재생 또는 일시 정지"], ["← →", "한 단계 뒤로 또는 앞으로"], ["Home End", "처음 또는 끝으로"], ["[ ]", "느리게 또는 빠르게"],
      ["Enter", "세그먼트 카드 열기"], ["Esc", "닫기"], ["?", "도움말 보기"],
    ],
    axisTitle: "시간축",
    axis: [["▌", "한순간에 일어난 일을 여러 줄로 펼친 곳"], ["6×", "시간을 확대한 곳"], ["▨", "조용한 시간을 압축한 곳"]],
  },
  pictureLabel: (title) => `시퀀스 다이어그램: ${title}`,
  speakPacket: ({ from, to, label, at, lost }) => josa`${time(at)}: ${from}에서 ${to}으로/로 ${label}${lost ? ", 손실" : ""}`,
  speakState: ({ host, state, at }) => josa`${time(at)}: ${host}은/는 ${state}`,
};

// The titles and lessons of the presets in Korean.

import type { PresetWords } from "../preset-words.ts";

/** 한국어. */
export const presets: PresetWords = {
  "three-way-handshake": { title: "TCP 3-way handshake", lesson: "세그먼트 세 개면 양쪽 모두 서로의 말이 들린다는 것을 압니다." },
  "lost-syn": { title: "첫 SYN이 사라질 때", lesson: "아무도 알려 주지 않습니다. 클라이언트는 재전송 타이머만큼 기다렸다가 SYN을 다시 보냅니다." },
  "lost-syn-ack": { title: "SYN+ACK가 사라질 때", lesson: "양쪽 모두 무언가를 보내고 기다립니다. 다시 보낸 세그먼트가 둘을 움직이게 합니다." },
  "lost-ack": { title: "마지막 ACK가 사라질 때", lesson: "클라이언트는 ESTABLISHED이지만 서버는 아직 아닙니다. 다시 온 SYN+ACK가 마무리를 짓습니다." },
  "data-and-close": { title: "SYN부터 CLOSED까지", lesson: "열고, 묻고, 답하고, 닫습니다. 모든 바이트에 번호가 있고 SYN과 FIN에도 있습니다." },
  "four-way-close": { title: "TCP 4-way handshake", lesson: "방향마다 따로 닫으므로 FIN이 두 번, 확인이 두 번 오갑니다." },
  "simultaneous-close": { title: "동시 종료", lesson: "FIN이 엇갈리면 양쪽 모두 능동 종료가 되어 둘 다 TIME-WAIT에서 기다립니다." },
  "connection-refused": { title: "연결 거부", lesson: "기다리는 프로그램이 없는 포트는 곧바로 RST+ACK로 답합니다." },
  "retransmission": { title: "타이머에 의한 재전송", lesson: "제때 확인받지 못한 것은 다시 보내고, 기다리는 시간은 두 배가 됩니다." },
};

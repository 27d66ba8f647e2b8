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
  "three-segment-close": { title: "세그먼트 세 개로 닫기", lesson: "바로 따라 닫는 쪽은 자기 FIN과 상대의 FIN에 대한 확인을 한 세그먼트에 담아 보냅니다." },
  "simultaneous-close": { title: "동시 종료", lesson: "FIN이 엇갈리면 양쪽 모두 능동 종료가 되어 둘 다 TIME-WAIT에서 기다립니다." },
  "connection-refused": { title: "연결 거부", lesson: "기다리는 프로그램이 없는 포트는 곧바로 RST+ACK로 답합니다." },
  "retransmission": { title: "타이머에 의한 재전송", lesson: "제때 확인받지 못한 것은 다시 보내고, 기다리는 시간은 두 배가 됩니다." },
  "simultaneous-open": { title: "동시 열기", lesson: "SYN이 엇갈리면 서버가 따로 없습니다. 양쪽이 SYN+ACK로 답하고 연결은 하나만 생깁니다." },
  "old-duplicate-syn": { title: "뒤늦게 나타난 옛 SYN", lesson: "오래된 SYN에 서버는 속지만 클라이언트는 속지 않고, RST를 보내 진짜 SYN의 길을 열어 줍니다." },
  "fast-retransmit": { title: "빠른 재전송", lesson: "중복 ACK 세 개가 타이머보다 훨씬 먼저 손실을 알려 줍니다." },
  "fast-retransmit-sack": { title: "SACK를 쓰는 빠른 재전송", lesson: "무엇이 도착했는지 ACK에 적어 주면 없어진 것만 다시 보낼 수 있습니다." },
  "reordering": { title: "손실처럼 보이는 순서 바뀜", lesson: "늦게 온 세그먼트도 중복 ACK를 일으킵니다. 보내는 쪽은 헛되이 다시 보내고 속도를 줄입니다." },
  "slow-start": { title: "느린 시작", lesson: "네트워크가 얼마나 견디는지 모르므로 세그먼트 하나로 시작해 왕복할 때마다 두 배로 늘립니다." },
  "zero-window": { title: "윈도 0", lesson: "프로그램이 읽지 않으면 윈도가 닫히고, 자리가 날 때까지 탐침을 보내 물어봅니다." },
  "nagle-delayed-ack": { title: "네이글과 지연 ACK의 만남", lesson: "한쪽은 ACK를 기다리고 다른 쪽은 ACK를 미룹니다. 아무도 원하지 않은 멈춤이 생깁니다." },
  "half-close": { title: "한쪽만 닫기", lesson: "다 보낸 쪽은 그렇다고 알린 뒤에도 계속 받을 수 있습니다." },
  "lost-fin": { title: "FIN이 사라질 때", lesson: "FIN도 시퀀스 번호를 하나 차지하므로 데이터처럼 다시 보냅니다." },
  "lost-last-ack": { title: "종료의 마지막 ACK가 사라질 때", lesson: "FIN이 다시 오면 TIME-WAIT에서 기다리던 쪽이 다시 답합니다." },
  "time-wait": { title: "TIME-WAIT", lesson: "먼저 닫은 쪽은 늦은 세그먼트가 남지 않도록 최대 세그먼트 수명의 두 배를 기다립니다." },
  "half-open": { title: "고장 뒤에 반만 남은 연결", lesson: "기억을 잃은 호스트는 아무 말도 하지 않습니다. 상대는 데이터를 보냈다가 RST를 받고서야 압니다." },
  "forged-reset": { title: "지어낸 RST", lesson: "윈도 안에 들기만 한 RST는 되묻고, 바로 다음 번호와 꼭 맞는 RST는 믿습니다." },
  "udp-request": { title: "UDP: 한 번 묻고 한 번 답하기", lesson: "핸드셰이크도 확인도 없이 패킷 두 개면 됩니다. 한 번 왕복하는 시간 뒤에 답이 옵니다." },
  "udp-lossy-stream": { title: "UDP: 나쁜 네트워크를 지나는 스트림", lesson: "사라진 것은 그대로 사라지고 늦은 것은 쓸모없지만, 대부분은 제때 옵니다. 빠르지만 약속하는 것은 없습니다." },
  "udp-closed-port": { title: "UDP: 닫힌 포트", lesson: "UDP는 답하지 않습니다. 호스트가 ICMP 오류를 돌려보내고, 연결(connect)된 소켓의 다음 호출이 실패합니다." },
  "tcp-beside-udp": { title: "TCP와 UDP 나란히 보기", lesson: "같은 조각이 같은 손실을 겪습니다. TCP는 모두 순서대로 가져오지만 늦고, UDP는 나머지를 제때 가져옵니다." },
  "ssh-public-key": { title: "공개 키로 하는 SSH 로그인", lesson: "목록을 주고받고, 남들이 보는 앞에서 비밀을 만들고, 서명으로 누구인지 보입니다. 비밀번호는 오가지 않습니다." },
  "ssh-password": { title: "비밀번호로 하는 SSH 로그인", lesson: "비밀번호를 묻기 전에 연결부터 암호로 잠급니다. 틀린 비밀번호는 거절되고 횟수에 들어갑니다." },
  "ssh-no-common-algorithm": { title: "공통된 방식이 없는 SSH", lesson: "두 목록에 같은 이름이 하나도 없으면, 비밀을 말하기 전에 연결이 끝납니다." },
  "ssh-changed-host-key": { title: "바뀐 호스트 키", lesson: "지난번과 다른 키로 서명하는 상대는 중간에 끼어든 사람일 수 있으므로, 클라이언트가 떠납니다." },
};

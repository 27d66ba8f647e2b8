// How the congestion window goes from one phase to another, in Korean (RFC 5681).

import type { CaptionWords } from "../caption-words.ts";
import { josa } from "../particle.ts";
import { bytes } from "./values.ts";

/** 혼잡 제어. */
export const congestion: Pick<CaptionWords, "slow-start" | "congestion-avoidance" | "window-after-timeout" | "recovery-over" | "window-after-pause"> = {
  "slow-start": {
    title: (v) => josa`${v.host}은/는 느린 시작 단계입니다`,
    analogy: () => "“소포가 잘 도착했군요. 하나 도착할 때마다 배달원을 두 명씩 보내 보겠습니다.”",
    technical: (v) => `확인 응답이 오자 cwnd가 ${bytes(v.before)}에서 ${bytes(v.window)}로 커져, 확인받은 것보다 더 많이 보냅니다. 느린 시작에서 cwnd는 왕복할 때마다 두 배가 됩니다.`,
  },
  "congestion-avoidance": {
    title: (v) => josa`${v.host}이/가 이제부터 조심스럽게 늘립니다`,
    analogy: () => "“지난번에는 배달원이 이만큼일 때 길이 막혔지요. 이제부터는 한 명씩만 늘리겠습니다.”",
    technical: (v) => `cwnd(${bytes(v.window)})가 ssthresh(${bytes(v.threshold)})에 이르러 느린 시작이 끝납니다. 혼잡 회피에서는 왕복할 때마다 cwnd가 세그먼트 하나만큼만 커집니다.`,
  },
  "window-after-timeout": {
    title: (v) => josa`${v.host}이/가 세그먼트 하나로 다시 시작합니다`,
    analogy: () => "“아무 소식이 없는 걸 보니 길이 꽉 막혔나 봅니다. 배달원 한 명으로 다시 시작하겠습니다.”",
    technical: (v) => `타임아웃은 심한 혼잡의 신호로 봅니다. cwnd는 세그먼트 하나인 ${bytes(v.window)}로 줄고 ssthresh는 ${bytes(v.threshold)}가 되며, 느린 시작부터 다시 합니다.`,
  },
  "recovery-over": {
    title: (v) => josa`${v.host}이/가 손실에서 회복합니다`,
    analogy: () => "“빠졌던 소포와 그 뒤의 소포까지 모두 도착했군요. 배달원을 줄여서 계속하겠습니다.”",
    technical: (v) => `손실을 알아챘을 때 이미 보낸 것을 모두 확인받아 빠른 회복이 끝나고 cwnd는 ${bytes(v.window)}가 됩니다. ${v.window < v.threshold ? `ssthresh(${bytes(v.threshold)})까지는 느린 시작으로` : "여기서부터 혼잡 회피로"} 이어 갑니다.`,
  },
  "window-after-pause": {
    title: (v) => josa`${v.host}이/가 다시 작은 윈도로 시작합니다`,
    analogy: () => "“한동안 아무것도 보내지 않아서 지금 길이 어떤지 모르겠네요. 배달원 몇 명으로 시작하겠습니다.”",
    technical: (v) => `재전송 타임아웃보다 오래 아무것도 보내지 않았으므로, cwnd는 지금의 네트워크에 맞지 않을 수 있습니다. 그래서 재시작 윈도인 ${bytes(v.window)}로 줄입니다.`,
  },
};

// The names of the block's values in Korean.

import type { ParameterWords } from "../parameter-words.ts";

/** 한국어. */
export const parameters: ParameterWords = {
  stack: { label: "스택", description: "TCP가 따르는 규칙입니다. 교과서는 RFC의 규칙만 따르고, Linux는 리눅스 커널이 하는 대로 합니다." },
  network: {
    "rtt": { label: "왕복 시간", description: "네트워크의 왕복 시간(RTT)입니다. 한 방향에는 그 절반이 걸립니다." },
    "jitter": { label: "지터", description: "패킷마다 무작위로 더해지는 지연의 최댓값입니다." },
    "rate": { label: "전송 속도", description: "회선이 1초에 나르는 비트 수입니다. 무제한이면 보내는 데 시간이 걸리지 않습니다." },
    "queue": { label: "대기열", description: "회선을 기다릴 수 있는 패킷의 수입니다. 넘치는 패킷은 버려집니다." },
    "loss": { label: "손실률", description: "우연히 사라지는 패킷의 비율입니다." },
    "reordering": { label: "순서 바뀜", description: "붙들려 있다가 나중 패킷에 추월당하는 패킷의 비율입니다." },
    "reorder-delay": { label: "붙드는 시간", description: "그런 패킷이 붙들려 있는 시간입니다." },
    "duplication": { label: "중복", description: "두 번 도착하는 패킷의 비율입니다." },
    "seed": { label: "시드", description: "우연의 출발점입니다. 시드가 같으면 실행도 같습니다." },
  },
  host: {
    "name": (host) => ({ label: `${host} 이름`, description: "그림에 보이는 이름입니다." }),
    "address": (host) => ({ label: `${host} 주소`, description: "그림에 보이는 IPv4 주소입니다. 실제로는 아무것도 보내지 않습니다." }),
    "port": (host) => ({ label: `${host} 포트`, description: "연결을 걸거나 기다리는 포트 번호입니다." }),
    "isn": (host) => ({ label: `${host} ISN`, description: "초기 시퀀스 번호입니다. 자동이면 시계와 해시로 정합니다." }),
    "mss": (host) => ({ label: `${host} MSS`, description: "이 호스트로 오는 세그먼트 하나에 담을 수 있는 최대 바이트 수입니다." }),
    "receive-buffer": (host) => ({ label: `${host} 수신 버퍼`, description: "이 호스트가 보관할 수 있는 바이트 수이자, 알릴 수 있는 가장 큰 윈도입니다." }),
    "initial-rto": (host) => ({ label: `${host} 초기 RTO`, description: "왕복 시간을 재기 전에 쓰는 재전송 대기 시간입니다." }),
    "min-rto": (host) => ({ label: `${host} 최소 RTO`, description: "재전송 대기 시간은 이보다 짧아지지 않습니다." }),
    "max-rto": (host) => ({ label: `${host} 최대 RTO`, description: "재전송 대기 시간은 두 배씩 늘어도 이보다 길어지지 않습니다." }),
    "syn-retries": (host) => ({ label: `${host} SYN 재시도`, description: "SYN이나 SYN+ACK를 몇 번 다시 보낸 뒤에 포기할지 정합니다." }),
    "data-retries": (host) => ({ label: `${host} 데이터 재시도`, description: "데이터나 FIN을 몇 번 다시 보낸 뒤에 포기할지 정합니다." }),
    "msl": (host) => ({ label: `${host} MSL`, description: "세그먼트가 네트워크에 남아 있을 수 있는 최대 시간입니다. TIME-WAIT는 그 두 배 동안 이어집니다." }),
    "nagle": (host) => ({ label: `${host} 네이글`, description: "확인받지 못한 데이터가 있는 동안 작은 세그먼트를 기다리게 할지 정합니다(네이글 알고리즘)." }),
    "delayed-ack": (host) => ({ label: `${host} 지연 ACK`, description: "확인 응답을 다른 것과 함께 보내려고 미룰 수 있는 시간입니다. 0이면 미루지 않습니다." }),
    "congestion": (host) => ({ label: `${host} 혼잡 제어`, description: "네트워크가 얼마나 견디는지 알기 전에 보낼 양을 정하는 방법입니다. CUBIC은 Linux에서만, 윈도가 허락하는 만큼 보내는 없음은 교과서에서만 쓸 수 있습니다." }),
    "initial-window": (host) => ({ label: `${host} 초기 윈도`, description: "처음에 한꺼번에 보낼 수 있는 세그먼트의 수입니다. 자동이면 크기에 따라 2개에서 4개입니다." }),
    "sack": (host) => ({ label: `${host} SACK`, description: "빈자리 뒤에 도착한 데이터를 확인 응답에 적을지 정합니다. 양쪽이 모두 원해야 쓰입니다." }),
    "timestamps": (host) => ({ label: `${host} 타임스탬프`, description: "세그먼트에 시각을 적을지 정합니다. 왕복 시간을 재고 오래된 중복을 가려내는 데 쓰며, 양쪽이 모두 원해야 합니다." }),
    "window-scale": (host) => ({ label: `${host} 윈도 확장`, description: "65535바이트보다 큰 윈도를 알릴 수 있게 할지 정합니다. 양쪽이 모두 원해야 쓰입니다." }),
    "tail-loss-probe": (host) => ({ label: `${host} 꼬리 손실 탐침`, description: "타이머가 끝나기 전에 마지막 세그먼트를 탐침으로 다시 보낼지 정합니다. Linux에서만 쓸 수 있습니다." }),
    "f-rto": (host) => ({ label: `${host} F-RTO`, description: "시간 초과가 정말 손실 때문인지 확인 응답을 보고 가릴지 정합니다. Linux에서만 쓸 수 있습니다." }),
    "synack-retries": (host) => ({ label: `${host} SYN+ACK 재시도`, description: "SYN+ACK를 몇 번 다시 보낸 뒤에 포기할지 정합니다. 자동이면 SYN과 같습니다." }),
    "syn-linear-timeouts": (host) => ({ label: `${host} SYN 등간격 재시도`, description: "대기 시간을 두 배로 늘리기 전에 같은 간격으로 SYN을 다시 보내는 횟수입니다." }),
    "keep-alive": (host) => ({ label: `${host} 연결 유지 확인`, description: "상대가 아직 있는지 물어보기까지 조용히 기다리는 시간입니다." }),
    "keep-alive-interval": (host) => ({ label: `${host} 연결 유지 확인 간격`, description: "답이 없을 때 다시 물어보기까지의 시간입니다." }),
    "keep-alive-probes": (host) => ({ label: `${host} 연결 유지 확인 횟수`, description: "이만큼 물어도 답이 없으면 연결을 끝냅니다." }),
    "user-timeout": (host) => ({ label: `${host} 사용자 제한 시간`, description: "데이터가 확인받지 못한 채 이만큼 지나면 연결을 중단합니다." }),
  },
  choices: { textbook: "교과서", linux: "Linux", newreno: "NewReno", cubic: "CUBIC", none: "없음", on: "켬", off: "끔", auto: "자동", unlimited: "무제한" },
};

// The words of the shell in Korean.

import { josa } from "./particle.ts";
import type { ShellWords } from "./shell-words.ts";

/** 한국어. */
export const shellKo: ShellWords = {
  commands: {
    insert: "다이어그램 넣기",
    start: "단계별 안내 시작",
    next: "다음 단계로 이동",
    previous: "이전 단계로 이동",
    stop: "단계별 안내 마치기",
  },
  chooser: {
    title: "이 다이어그램에서 무엇을 볼까요?",
    hint: "시나리오를 하나 고르세요. 값은 나중에 모두 바꿀 수 있습니다.",
    readOnly: "이곳에는 적을 수 없습니다. 시나리오를 고르려면 블록을 노트에 넣어 주세요.",
    placeholder: "시나리오를 고르세요…",
    nothingFound: "그런 이름의 시나리오가 없습니다.",
    chapters: {
      opening: "TCP: 연결 열기", transfer: "TCP: 데이터 보내기", closing: "TCP: 연결 닫기", trouble: "TCP: 문제가 생겼을 때",
      udp: "UDP", flood: "SYN 플러딩", tls: "TLS와 HTTPS", ssh: "SSH",
    },
  },
  controls: {
    group: "이 실행의 값",
    reset: (label, value) => josa`${label}을/를 ${value}으로/로 되돌리기`,
    keep: "노트에 남기기",
    keepHint: "바꾼 값이 아직 노트에 적히지 않았습니다.",
    discard: "바꾼 값 버리기",
    decrease: (label) => `${label} 줄이기`,
    increase: (label) => `${label} 늘리기`,
    changed: "바뀜",
    readOnly: "이곳에는 적을 수 없습니다. 바꾼 값은 그림에만 나타나고 남지 않습니다.",
  },
  diagnostics: {
    errors: (count) => count === 1 ? "아직 이 블록을 실행할 수 없습니다" : `아직 이 블록을 실행할 수 없습니다: 오류 ${count}개`,
    warnings: (count) => count === 1 ? "이 블록에 대해 알려 드립니다" : `이 블록에 대해 알려 드립니다: ${count}가지`,
    line: (line) => `${line}번째 줄`,
    use: (suggestion) => josa`‘${suggestion}’으로/로 고치기`,
    more: (count) => `${count}개 더 있습니다. 위의 것을 고치면 보입니다`,
    lastGood: "마지막으로 실행된 그림",
  },
  notes: {
    label: "노트",
    open: (name) => `${name} 노트 열기`,
    create: (name) => `${name} 노트 만들기`,
    openFromCard: (name) => `${name} 열기`,
    createFromCard: (name) => `${name} 만들기`,
    noteName: (subject) => NOTE_NAMES[subject],
  },
  notices: {
    noDiagram: "이 노트에는 안내할 다이어그램이 없습니다. 명령어 팔레트의 ‘다이어그램 넣기’로 하나 넣어 주세요.",
    noNote: "먼저 다이어그램이 있는 노트를 열어 주세요.",
    brokenDiagram: "이 노트의 다이어그램을 아직 실행할 수 없습니다. 블록을 고친 뒤 다시 시작해 주세요.",
    notFound: "값을 노트에 적지 않았습니다. 그사이 블록이 바뀌었습니다.",
    ambiguous: "값을 노트에 적지 않았습니다. 이 노트에 똑같은 블록이 여럿 있어 어느 것인지 확실하지 않습니다. 제목을 붙이는 등 하나를 다르게 해 주세요.",
    unreadable: "값을 노트에 적지 않았습니다. 블록의 오류를 먼저 고쳐 주세요.",
    noFile: "값을 노트에 적지 않았습니다. 노트가 이제 없습니다.",
    copied: "복사했습니다.",
    notCopied: "세그먼트를 복사하지 못했습니다.",
    failed: (reason) => `값을 노트에 적지 않았습니다: ${reason}`,
  },
  walkthrough: {
    title: "단계별 안내",
    empty: "다이어그램이 있는 노트를 열고 시작해 보세요. 그림에 맞추어 한 단계씩 여기에서 설명합니다.",
    start: "단계별 안내 시작",
    next: "다음",
    previous: "이전",
    stop: "마치기",
    place: (index, count) => `${count}단계 중 ${index}단계`,
    analogy: "비유로 말하면",
    technical: "기술적으로는",
    rule: "근거",
    time: "시각",
    broken: "지금은 다이어그램을 실행할 수 없습니다. 블록을 고치면 안내를 이어 갑니다.",
    keys: "← → 단계 이동",
  },
  settings: {
    voice: "설명",
    voiceDescription: "그림 옆에 어떤 설명을 보일지 정합니다.",
    voices: { analogy: "비유", technical: "기술 설명", both: "둘 다" },
    speed: "재생 속도",
    speedDescription: "새 다이어그램을 재생하는 빠르기입니다. 다이어그램마다 따로 바꿀 수도 있습니다.",
    speedName: (factor) => factor === 1 ? "실제 시간" : factor < 1 ? `실제 시간의 1/${Math.round(1 / factor)}` : `실제 시간의 ${factor}배`,
    keep: "바꾼 값을 노트에 바로 남기기",
    keepDescription: "슬라이더를 놓으면 그 값을 블록에 바로 적습니다. 끄면 다이어그램마다 ‘노트에 남기기’ 버튼이 나타납니다.",
  },
};

const NOTE_NAMES = {
  "tcp": "TCP",
  "udp": "UDP",
  "four-way-handshake": "4-Way Handshake",
  "syn-flooding": "SYN Flooding",
  "ssh": "SSH",
  "https": "HTTPS",
} as const;

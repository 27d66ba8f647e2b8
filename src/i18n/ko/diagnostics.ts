// What is wrong in a block, in Korean.

import { inLine, isExample, listed, type DiagnosticWords, type Found } from "../diagnostic-words.ts";
import { grouped } from "../number.ts";
import { josa } from "../particle.ts";

/** 한국어. */
export const diagnostics: DiagnosticWords = {
  codes: {
    "too-long": (v) => ({
      message: `블록이 ${grouped(Number(v.length))}자입니다. ${grouped(Number(v.max))}자가 넘으면 읽지 않습니다.`,
      remedy: "줄이거나 블록 둘로 나누어 주세요.",
    }),
    "too-deep": (v) => ({ message: `목록과 묶음이 ${v.max}단계보다 깊게 겹쳐 있습니다.`, remedy: "두 단계 안으로 적어 주세요. 블록에는 그것으로 충분합니다." }),
    "too-many-aliases": (v) => ({ message: `별칭(*이름)을 ${v.max}개보다 많이 썼습니다.`, remedy: "별칭 대신 값을 직접 적어 주세요." }),
    "too-many": (v) => ({ message: `‘${v.key}’의 항목이 ${grouped(Number(v.max))}개보다 많습니다.`, remedy: "꼭 필요한 것만 남겨 주세요." }),
    "yaml-syntax": (v) => ({ message: josa`‘${v.found}’을/를 YAML로 읽을 수 없습니다.`, remedy: "한 줄에 하나씩 ‘키: 값’으로 적어 주세요." }),
    "not-a-mapping": (v) => ({ message: josa`‘키: 값’이 올 자리에 ‘${v.found}’이/가 있습니다.`, remedy: "예를 들어 ‘scenario: three-way-handshake’라고 적어 주세요." }),
    "duplicate-key": (v) => ({ message: josa`‘${v.found}’이/가 두 번 나와 어느 쪽을 따를지 알 수 없습니다.`, remedy: "둘 중 하나만 남겨 주세요." }),
    "unknown-key": (v) => ({
      message: v.section === "" ? josa`블록에는 ‘${v.found}’이라는/라는 키가 없습니다.` : josa`‘${v.section}’에는 ‘${v.found}’이라는/라는 키가 없습니다.`,
      remedy: v.belongs === "" ? choose(v) : josa`‘${v.found}’은/는 ${home(v.belongs)}에 적습니다.`,
    }),
    "empty-value": (v) => ({ message: `‘${v.key}’에 값이 없습니다.`, remedy: "콜론 뒤에 값을 적거나 그 줄을 지워 주세요." }),
    "unknown-scenario": (v) => ({ message: josa`‘${v.found}’이라는/라는 시나리오가 없습니다.`, remedy: choose(v) }),
    "unknown-choice": (v) => ({ message: josa`‘${v.key}’에는 ‘${v.found}’을/를 쓸 수 없습니다.`, remedy: choose(v) }),
    "other-stack": (v) => ({
      message: josa`‘${v.key}’의 값은 ‘stack: ${v.stack}’에서만 ‘${v.found}’이/가 될 수 있습니다.`,
      remedy: `‘stack: ${v.stack}’${v.allowed === "" ? " 줄을 넣거나 이 값을 지워 주세요." : ` 줄을 넣거나 다른 값을 골라 주세요: ${v.allowed}.`}`,
    }),
    "wrong-type": (v) => ({ message: inLine(v) ? josa`‘${v.found}’은/는 여기에 쓸 수 없습니다.` : josa`‘${v.found}’은/는 ‘${v.key}’의 값이 될 수 없습니다.`, remedy: `이렇게 적어 주세요: ${v.expected}.` }),
    "wrong-unit": (v) => ({
      message: inLine(v) ? josa`‘${v.found}’은/는 여기에 맞는 단위가 아닙니다.` : josa`‘${v.found}’은/는 ‘${v.key}’에 쓸 수 있는 단위가 아닙니다.`,
      remedy: v.allowed === "" ? "단위 없이 숫자만 적어 주세요." : `쓸 수 있는 단위: ${v.allowed}.`,
    }),
    "out-of-range": (v) => ({ message: inLine(v) ? josa`여기에는 ${v.found}을/를 쓸 수 없습니다.` : josa`‘${v.key}’의 값은 ${v.found}이/가 될 수 없습니다.`, remedy: `${v.min}부터 ${v.max}까지 쓸 수 있습니다.` }),
    "bad-statement": (v) => ({ message: phrase("‘script’의 이 줄은", v), remedy: choose(v) }),
    "bad-fault": (v) => ({ message: phrase("‘faults’의 이 줄은", v), remedy: choose(v) }),
    "unknown-host": (v) => ({ message: josa`‘${v.found}’이라는/라는 호스트가 없습니다.`, remedy: choose(v) }),
    "bad-link": (v) => ({ message: josa`‘${v.found}’은/는 노트로 가는 링크가 아닙니다.`, remedy: `‘${v.subject}: "[[노트 이름]]"’처럼 적어 주세요.` }),
    "unknown-control": (v) => ({ message: josa`‘controls’에는 ‘${v.found}’을/를 쓸 수 없습니다.`, remedy: choose(v) }),
    "no-connection": () => ({ message: "연결을 거는 호스트가 없어, 이 일을 할 연결이 없습니다.", remedy: "이 줄 앞에 ‘client connects’를 적어 주세요." }),
    "nothing-to-run": () => ({ message: "시나리오도 스크립트도 없어 실행할 것이 없습니다.", remedy: "‘scenario: three-way-handshake’ 같은 줄을 넣어 주세요." }),
  },
  expected: {
    time: "100ms나 1s 같은 시간", ratio: "5% 같은 비율", size: "1460 bytes 같은 크기", rate: "10Mbps 같은 속도",
    count: "정수", sequence: "0부터 4294967295까지의 정수", choice: "정해진 낱말 가운데 하나", text: "텍스트",
    names: "[x25519, secp256r1] 같은 이름 목록", sizes: "[500 bytes, 1200 bytes] 같은 크기 목록", times: "[SSH_MSG_KEXINIT 5ms]처럼 이름마다 시간을 적은 목록",
    address: "192.0.2.10 같은 IPv4 주소", mapping: "그 아래에 들여 쓴 ‘키: 값’ 줄", list: "‘- ’로 시작하는 줄",
    statement: "client connects 같은 문장",
  },
  reasons: {
    indent: { message: "이 줄의 들여쓰기가 앞뒤 줄과 다릅니다.", remedy: "같은 묶음의 줄은 같은 칸에서 시작해 주세요." },
    tab: { message: "들여쓰기에 탭을 썼습니다. YAML에서는 쓸 수 없습니다.", remedy: "탭 대신 공백 두 칸을 써 주세요." },
    unclosed: { message: "여기에서 연 따옴표나 괄호가 닫히지 않았습니다.", remedy: "같은 줄에서 닫아 주세요." },
    colon: { message: "이 줄에는 키와 값 사이에 콜론이 없습니다.", remedy: "‘키: 값’처럼 콜론 뒤를 한 칸 띄워 적어 주세요." },
    nested: { message: "한 줄에 ‘키: 값’이 둘 이상 있습니다.", remedy: "한 줄에 하나씩 나누어 적거나 값을 따옴표로 묶어 주세요." },
    unexpected: { message: "이 자리에 올 수 없는 글자가 있습니다.", remedy: "특수 문자가 든 텍스트는 따옴표로 묶고, 남는 글자는 지워 주세요." },
    reserved: { message: "따옴표 없이는 값이 이 글자로 시작할 수 없습니다.", remedy: "값을 따옴표로 묶어 주세요." },
    escape: { message: "역슬래시(\\) 뒤의 글자에 정해진 뜻이 없습니다.", remedy: "역슬래시를 두 번 적거나 작은따옴표를 써 주세요." },
    documents: { message: "하이픈 세 개(---)로 된 줄부터는 두 번째 문서이므로 읽지 않습니다.", remedy: "그 줄을 지워 주세요." },
    directive: { message: "%로 시작하는 줄은 블록에 쓰지 않는 YAML 지시문입니다.", remedy: "그 줄을 지워 주세요." },
    alias: { message: "별칭(*이름) 앞에 앵커(&이름)가 없거나 자리가 맞지 않습니다.", remedy: "별칭 대신 값을 직접 적어 주세요." },
    tag: { message: "블록에 쓰지 않는 태그(!이름)가 있습니다.", remedy: "태그를 지워 주세요." },
    key: { message: "이것은 키가 될 수 없습니다.", remedy: "짧은 낱말을 키로 적고 그 뒤에 콜론을 붙여 주세요." },
    other: { message: "YAML로 읽을 수 없습니다.", remedy: "한 줄에 하나씩 ‘키: 값’으로 적어 주세요." },
  },
  passedOver: "이 부분은 무시합니다.",
};

function choose(v: Found): string {
  if (v.allowed === "" && v.suggestion === "") return v.found === "" ? "" : "여기에는 더 적을 수 없습니다.";
  const words = listed(v);
  const meant = v.suggestion === "" ? "" : josa`혹시 ‘${v.suggestion}’을/를 쓰려고 하셨나요?`;
  const allowed = words === "" ? "" : `${isExample(v) ? "예를 들어 이렇게 적어 주세요" : "쓸 수 있는 것"}: ${words.endsWith("…") ? words : `${words}.`}`;
  return [meant, allowed].filter((part) => part !== "").join(" ");
}

function phrase(what: string, { found }: Found): string {
  return found === "" ? `${what} 끝까지 적히지 않았습니다.` : josa`${what} ‘${found}’에서 더 읽을 수 없습니다.`;
}

function home(key: string): string {
  const cut = key.lastIndexOf(".");
  return cut < 0 ? "들여쓰기 없이 블록의 맨 바깥" : `‘${key.slice(0, cut)}’ 아래`;
}

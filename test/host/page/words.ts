// The stand-in's own few words, in both languages.

import type { AppWords } from "../obsidian/app.ts";

export interface PageWords extends AppWords {
  readonly files: string; readonly reading: string; readonly live: string; readonly both: string; readonly view: string; readonly theme: string;
  readonly light: string; readonly dark: string; readonly language: string; readonly width: string; readonly wide: string; readonly phone: string;
  readonly commands: string; readonly settings: string; readonly standIn: string; readonly noNotes: string; readonly memory: string; readonly readable: string;
  readonly window: string; readonly notSaved: string;
}

const EN: PageWords = {
  palette: "Select a command…", navigate: "to navigate", use: "to use", dismiss: "to dismiss", close: "Close",
  files: "Notes", reading: "Reading", live: "Live Preview", both: "Both", view: "View", theme: "Theme", light: "Light", dark: "Dark",
  language: "Language", width: "Width", wide: "Window", readable: "700 px", phone: "Phone", commands: "Commands", settings: "Settings", window: "New window",
  standIn: "A page that stands in for Obsidian", noNotes: "There are no notes here.", memory: "Edits stay in this page", notSaved: "Nothing that you change here is written to a file.",
};

const KO: PageWords = {
  palette: "명령어를 고르세요…", navigate: "이동", use: "실행", dismiss: "닫기", close: "닫기",
  files: "노트", reading: "읽기", live: "라이브 프리뷰", both: "둘 다", view: "보기", theme: "테마", light: "밝게", dark: "어둡게",
  language: "언어", width: "너비", wide: "창", readable: "700 px", phone: "휴대폰", commands: "명령어", settings: "설정", window: "새 창",
  standIn: "Obsidian을 대신하는 페이지", noNotes: "여기에는 노트가 없습니다.", memory: "고친 내용은 이 페이지에만 남습니다", notSaved: "여기서 고친 내용은 파일에 저장되지 않습니다.",
};

export function pageWords(language: string): PageWords { return language === "ko" ? KO : EN; }

// The diagram room: a trace becomes a picture that plays. It knows neither Obsidian nor a language.

export type { DiagramWords } from "./words.ts";
export type { Caption, Diagram, DiagramOptions, ViewState } from "./diagram.ts";
export { mountDiagram } from "./mount.ts";
export { SPEEDS } from "./playback/index.ts";

// What the reader has chosen for all diagrams, and how it is read from data of any shape.

/** In which voice captions speak. */
export type Voice = "analogy" | "technical" | "both";

export interface Settings {
  readonly voice: Voice;
  /** Factor of real time that new diagrams play at. */
  readonly speed: number;
  /** True: a changed value goes into the note on release. False: when the reader asks for it. */
  readonly keep: boolean;
}

export const VOICES = ["analogy", "technical", "both"] as const satisfies readonly Voice[];

/** The playback speeds to choose from. */
export const SPEED_CHOICES: readonly number[] = [0.01, 0.05, 0.1, 0.25, 0.5, 1];

export const DEFAULT_SETTINGS: Settings = { voice: "both", speed: 0.1, keep: true };

/** The settings in `data`, which may be anything: what is missing or makes no sense takes its default. */
export function readSettings(data: unknown): Settings {
  const found = typeof data === "object" && data !== null ? new Map<string, unknown>(Object.entries(data)) : new Map<string, unknown>();
  const speed = Number(found.get("speed"));
  const keep = found.get("keep");
  return {
    voice: VOICES.find((voice) => voice === found.get("voice")) ?? DEFAULT_SETTINGS.voice,
    speed: SPEED_CHOICES.includes(speed) ? speed : DEFAULT_SETTINGS.speed,
    keep: typeof keep === "boolean" ? keep : DEFAULT_SETTINGS.keep,
  };
}

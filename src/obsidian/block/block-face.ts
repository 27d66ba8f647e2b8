// How a block looks: picture, warnings, controls and chips; or what is wrong; or, when it is empty, what it could be.

import type { App, HoverParent } from "obsidian";
import { mountDiagram, type Diagram, type DiagramOptions, type ViewState } from "../../diagram/index.ts";
import { formatValue, parameter, SUBJECTS, type Parameter, type ParameterValue, type Subject } from "../../language/index.ts";
import { CHAPTER_NAMES, CHAPTERS } from "../../presets/index.ts";
import type { ControlValue } from "../controls/control.ts";
import { Controls, type Keeping } from "../controls/controls.ts";
import type { NoteIndex } from "../note/note-index.ts";
import type { Settings } from "../settings.ts";
import type { BlockEdits } from "./block-edits.ts";
import { captionsOf, type BlockRun, type Picture } from "./block-run.ts";
import { Chips, leadTo, linkTo, type ChipsPlan } from "./chips.ts";
import { drawDiagnostics } from "./diagnostics-card.ts";
import { drawChooser } from "./preset-chooser.ts";

/** What a face needs from its block. */
export interface FaceDesk {
  readonly app: App;
  readonly notes: NoteIndex;
  readonly edits: BlockEdits;
  readonly hoverParent: HoverParent;
  /** Makes ids unique in the page. */
  readonly prefix: string;
  sourcePath(): string;
  writable(): boolean;
  settings(): Settings;
  /** The view to begin with, or null. */
  view(): ViewState | null;
  /** The width to lay out for while the element is not in the page, or null. */
  width(): number | null;
  /** The value that a parameter has without the block's own say. */
  base(run: BlockRun, key: string): number | string | null;
  viewed(view: ViewState): void;
  copy(text: string): void;
}

/** What is shown of one block. */
export class BlockFace {
  readonly root: HTMLElement;
  readonly #desk: FaceDesk;
  #diagram: Diagram | null = null;
  #controls: Controls | null = null;
  #chips: Chips | null = null;
  #warnings: HTMLElement | null = null;
  #shown = "";
  #warned = "";

  constructor(root: HTMLElement, desk: FaceDesk) {
    this.root = root;
    this.#desk = desk;
  }

  get diagram(): Diagram | null {
    return this.#diagram;
  }

  /** Shows `run`; in the place of a picture that cannot be drawn, the one of `lastGood`. */
  show(run: BlockRun, lastGood: BlockRun | null, keeping: Keeping): void {
    const shape = shapeOf(run);
    if (shape !== this.#shown || this.#diagram === null || run.picture === null) {
      this.#draw(run, lastGood);
      this.#shown = shape;
    } else {
      this.#diagram.update(run.picture.trace, this.#options(run, run.picture));
    }
    this.#showWarnings(run);
    this.#controls?.show((key) => this.#valueOf(run, key));
    this.#controls?.showKeeping(keeping);
  }

  /** Looks the notes up again. */
  refreshNotes(): void {
    this.#chips?.refresh();
  }

  /** Draws everything anew at the next `show`, such as in another window. */
  invalidate(): void {
    this.#shown = "";
  }

  /** Takes everything out of the page. */
  destroy(): void {
    this.#endDiagram();
    this.root.remove();
  }

  #endDiagram(): void {
    this.#diagram?.destroy();
    this.#diagram = null;
  }

  #draw(run: BlockRun, lastGood: BlockRun | null): void {
    this.#endDiagram();
    this.#controls = null;
    this.#chips = null;
    this.#warnings = null;
    this.#warned = "";
    const { root } = this;
    root.empty();
    root.setAttr("lang", run.language);
    root.removeClass("has-picture");
    if (run.study.empty) {
      this.#drawChooser(run);
      return;
    }
    if (run.errors.length > 0) this.#drawDiagnostics(root, run, "error");
    const shown = run.picture === null ? lastGood : run;
    root.toggleClass("has-picture", shown !== null && shown.picture !== null);
    if (shown !== null && shown.picture !== null) this.#drawPicture(shown, shown.picture, shown !== run);
    this.#warnings = root.createDiv();
    if (run.picture !== null) this.#drawControls(run);
    this.#chips = new Chips(root, this.#chipsPlan(run));
  }

  #drawPicture(run: BlockRun, picture: Picture, old: boolean): void {
    const frame = this.root.createDiv({ cls: old ? "handshake-picture is-old" : "handshake-picture" });
    if (old) frame.createDiv({ cls: "handshake-old", text: run.words.shell.diagnostics.lastGood });
    this.#diagram = mountDiagram(frame.createDiv(), picture.trace, this.#options(run, picture));
  }

  #options(run: BlockRun, picture: Picture): DiagramOptions {
    const view = this.#desk.view();
    const width = this.#desk.width();
    const settings = this.#desk.settings();
    return {
      title: picture.title,
      subtitle: picture.subtitle,
      words: run.words.diagram,
      captions: captionsOf(picture, run.words, settings.voice),
      speed: settings.speed,
      onView: (next) => { this.#desk.viewed(next); },
      onCopy: (text) => { this.#desk.copy(text); },
      cardFoot: (foot, packet) => { this.#drawCardFoot(foot, packet, run); },
      ...(view === null ? {} : { view }),
      ...(width === null ? {} : { width }),
    };
  }

  #drawCardFoot(foot: HTMLElement, packet: number, run: BlockRun): void {
    const plan = this.#chipsPlan(run);
    const subject: Subject = run.picture?.trace.packets[packet]?.protocol === "tcp" ? "tcp" : "udp";
    const link = linkTo(subject, plan);
    const { notes } = run.words.shell;
    const name = link.label ?? plan.subject(subject);
    const anchor = foot.createEl("a", {
      cls: "handshake-card-note",
      text: link.path === null ? notes.createFromCard(name) : notes.openFromCard(name),
      attr: { "data-focus": "card-note" },
    });
    leadTo(anchor, link, plan);
  }

  #drawControls(run: BlockRun): void {
    const parameters = run.study.controls.flatMap((key): readonly Parameter[] => {
      const row = parameter(key);
      return row === undefined ? [] : [row];
    });
    if (parameters.length === 0) return;
    this.#controls = new Controls(this.root, {
      parameters,
      prefix: this.#desk.prefix,
      desk: this.#desk.edits,
      words: run.words.shell.controls,
      label: (key) => run.words.parameter(key),
      description: (key) => run.words.parameterDescription(key),
      choice: (key, word) => run.words.choice(key, word),
    });
  }

  #valueOf(run: BlockRun, key: string): ControlValue | null {
    const row = parameter(key);
    const found: ParameterValue | undefined = run.study.parameters.get(key);
    if (row === undefined || found === undefined) return null;
    const write = (value: number | string): string =>
      (row.kind === "choice" ? run.words.choice(key, String(value)) : formatValue(row, value, " "));
    const base = this.#desk.base(run, key);
    const changed = base !== null && base !== found.value;
    return { value: found.value, text: write(found.value), changed, base: changed ? write(base) : null };
  }

  #chipsPlan(run: BlockRun): ChipsPlan {
    const { app, notes, hoverParent } = this.#desk;
    const { words, study } = run;
    return {
      app, notes, hoverParent,
      sourcePath: this.#desk.sourcePath(),
      links: study.links,
      words: words.shell.notes,
      subject: (subject) => words.subject(subject),
      hint: this.#diagram === null ? "" : words.diagram.help.hint,
    };
  }

  /** Their place in the text moves while a value is dragged: they are drawn apart from the rest, which must stand. */
  #showWarnings(run: BlockRun): void {
    const warned = JSON.stringify([run.warnings, run.warnings.length === 0 ? "" : run.text]);
    if (this.#warnings === null || warned === this.#warned) return;
    this.#warned = warned;
    this.#warnings.empty();
    if (run.warnings.length > 0) this.#drawDiagnostics(this.#warnings, run, "warning");
  }

  #drawDiagnostics(parent: HTMLElement, run: BlockRun, severity: "error" | "warning"): void {
    drawDiagnostics(parent, {
      text: run.text,
      diagnostics: severity === "error" ? run.errors : run.warnings,
      severity,
      words: run.words.shell.diagnostics,
      explain: (diagnostic) => run.words.diagnostic(diagnostic),
      fix: this.#desk.writable() ? (span, replacement) => { this.#desk.edits.fix(span, replacement); } : null,
    });
  }

  #drawChooser(run: BlockRun): void {
    drawChooser(this.root, {
      chapters: CHAPTER_NAMES.map((name) => ({ title: run.words.shell.chooser.chapters[name], names: CHAPTERS[name] })).filter(({ names }) => names.length > 0),
      words: run.words.shell.chooser,
      preset: (name) => run.words.preset(name),
      pick: this.#desk.writable() ? (name) => { this.#desk.edits.pick(name); } : null,
    });
  }
}

/** Runs of the same shape are shown by the same elements; for another shape everything is drawn anew. */
function shapeOf(run: BlockRun): string {
  const links = SUBJECTS.map((subject) => run.study.links[subject] ?? "");
  return JSON.stringify([run.language, run.picture !== null, run.study.empty, run.study.controls, links]);
}

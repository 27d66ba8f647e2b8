// Commands and the palette that runs them.

import type { App } from "./app.ts";
import type { Editor } from "./editor.ts";
import type { MarkdownView } from "./markdown-view.ts";
import { FuzzySuggestModal } from "./modal.ts";

export interface Command {
  id: string;
  name: string;
  icon?: string;
  callback?: () => unknown;
  checkCallback?: (checking: boolean) => boolean | undefined;
  editorCallback?: (editor: Editor, view: MarkdownView) => unknown;
  editorCheckCallback?: (checking: boolean, editor: Editor, view: MarkdownView) => boolean | undefined;
}

export class Commands {
  readonly commands: Record<string, Command> = {};
  readonly #app: App;
  constructor(app: App) { this.#app = app; }

  addCommand(command: Command): void { this.commands[command.id] = command; }
  removeCommand(id: string): void { Reflect.deleteProperty(this.commands, id); }
  listCommands(): Command[] { return Object.values(this.commands).filter((command) => this.#run(command, true)); }

  /** Runs a command if it can be run now, and says whether it could. */
  executeCommandById(id: string): boolean {
    const command = this.commands[id];
    return command !== undefined && this.#run(command, true) && this.#run(command, false);
  }

  #run(command: Command, checking: boolean): boolean {
    const view = this.#app.workspace.activeEditor ?? this.#app.lastEditor();
    if (command.editorCheckCallback !== undefined) return view !== null && command.editorCheckCallback(checking, view.editor, view) === true;
    if (command.editorCallback !== undefined) {
      if (view === null) return false;
      if (!checking) command.editorCallback(view.editor, view);
      return true;
    }
    if (command.checkCallback !== undefined) return checking ? command.checkCallback(true) === true : (command.checkCallback(false), true);
    if (!checking) command.callback?.();
    return command.callback !== undefined;
  }
}

export class CommandPalette extends FuzzySuggestModal<Command> {
  constructor(app: App) {
    super(app);
    this.setPlaceholder(app.words.palette);
    this.setInstructions([{ command: "↑↓", purpose: app.words.navigate }, { command: "↵", purpose: app.words.use }, { command: "esc", purpose: app.words.dismiss }]);
  }
  getItems(): Command[] { return this.app.commands.listCommands(); }
  getItemText(command: Command): string { return command.name; }
  onChooseItem(command: Command): void { this.app.commands.executeCommandById(command.id); }
}

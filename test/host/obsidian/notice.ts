// Notices: short messages in the corner of the window that has the reader's attention.

/** The notices that were shown, oldest first, whether or not they are still there. */
export const shownNotices: string[] = [];

export class Notice {
  readonly containerEl: HTMLElement;
  readonly messageEl: HTMLElement;
  readonly noticeEl: HTMLElement;
  #timer = 0;

  constructor(message: string | DocumentFragment, duration = 5000) {
    const body = activeDocument.body;
    const list = body.querySelector<HTMLElement>(":scope > .notice-container") ?? body.createDiv("notice-container");
    this.containerEl = list.createDiv("notice");
    this.noticeEl = this.containerEl;
    this.messageEl = this.containerEl.createDiv({ cls: "notice-message", attr: { role: "status" } });
    this.setMessage(message);
    shownNotices.push(this.messageEl.textContent);
    this.containerEl.addEventListener("click", () => { this.hide(); });
    if (duration > 0) this.#timer = window.setTimeout(() => { this.hide(); }, duration);
  }

  setMessage(message: string | DocumentFragment): this {
    this.messageEl.setText(message);
    return this;
  }

  hide(): void {
    window.clearTimeout(this.#timer);
    this.containerEl.remove();
  }
}

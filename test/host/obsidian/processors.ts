// Post-processors and code-block processors: who is registered, and how they are run over rendered elements.

import { readFrontMatter } from "./frontmatter.ts";
import { Component } from "./component.ts";

export interface SectionInformation { readonly text: string; readonly lineStart: number; readonly lineEnd: number }

/** What a processor is told about the place that it renders into. */
export interface PostProcessorContext {
  readonly docId: string;
  readonly sourcePath: string;
  readonly frontmatter: unknown;
  addChild(child: MarkdownRenderChild): void;
  getSectionInfo(el: HTMLElement): SectionInformation | null;
}

/** What a processor gives back: a promise that export waits for, or nothing. */
type Outcome = unknown;
export interface PostProcessor {
  (el: HTMLElement, context: PostProcessorContext): Outcome;
  sortOrder?: number;
}
export type CodeBlockHandler = (source: string, el: HTMLElement, context: PostProcessorContext) => Outcome;

/** Lives as long as its element is attached; a detached one is unloaded, as in the app. */
export class MarkdownRenderChild extends Component {
  containerEl: HTMLElement;
  constructor(containerEl: HTMLElement) { super(); this.containerEl = containerEl; }
}

const postProcessors: PostProcessor[] = [];
const codeBlocks = new Map<string, CodeBlockHandler>();

/** Counts the changes to who is registered: what was rendered before one must be rendered anew. */
let generation = 0;
export function processorGeneration(): number { return generation; }

/** How often code-block processors have run, by language. */
export const processorRuns = new Map<string, number>();

export function registerPostProcessor(processor: PostProcessor, sortOrder = 0): void {
  generation += 1;
  processor.sortOrder = sortOrder;
  postProcessors.push(processor);
  postProcessors.sort((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0));
}

export function unregisterPostProcessor(processor: PostProcessor): void {
  generation += 1;
  const index = postProcessors.indexOf(processor);
  if (index >= 0) postProcessors.splice(index, 1);
}

/** Whether Live Preview must show fences of this language as widgets. */
export function hasCodeBlockProcessor(language: string): boolean { return codeBlocks.has(language); }

export function registerCodeBlockProcessor(language: string, handler: CodeBlockHandler): () => void {
  if (codeBlocks.has(language)) throw new Error(`Code block postprocessor for language ${language} is already registered`);
  generation += 1;
  codeBlocks.set(language, handler);
  return () => {
    generation += 1;
    codeBlocks.delete(language);
  };
}

/** Runs a language's handler on a fresh element. */
export function runCodeBlock(language: string, source: string, el: HTMLElement, context: PostProcessorContext): Promise<unknown> {
  processorRuns.set(language, (processorRuns.get(language) ?? 0) + 1);
  try {
    return Promise.resolve(codeBlocks.get(language)?.(source, el, context)).catch(report);
  } catch (error) {
    report(error);
    return Promise.resolve();
  }
}

/** Runs every processor over one section's element; resolves when all that was promised is done. */
export function postProcess(el: HTMLElement, context: PostProcessorContext): Promise<unknown> {
  const promises: Promise<unknown>[] = [];
  for (const code of [...el.querySelectorAll<HTMLElement>("pre > code")]) {
    const language = [...code.classList].find((name) => name.startsWith("language-"))?.slice("language-".length) ?? "";
    if (!codeBlocks.has(language)) continue;
    const block = el.doc.createElement("div");
    block.className = `block-language-${language}`;
    const source = code.textContent.replace(/\n$/, "");
    code.parentElement?.replaceWith(block);
    promises.push(runCodeBlock(language, source, block, context));
  }
  for (const processor of postProcessors) {
    try {
      promises.push(Promise.resolve(processor(el, context)).catch(report));
    } catch (error) {
      report(error);
    }
  }
  return Promise.all(promises);
}

/** A name for one rendering, as the app gives each view and each rendered text its own. */
export function freshDocId(): string { return Math.random().toString(16).slice(2, 18); }

/** The context of one rendering. `locate` answers where an element's section stands in the note, or null. */
export function makeContext(
  sourcePath: string,
  text: string,
  owner: Component,
  locate: (el: HTMLElement) => SectionInformation | null,
  docId = freshDocId(),
): PostProcessorContext {
  return {
    docId,
    sourcePath,
    frontmatter: readFrontMatter(text),
    addChild: (child) => {
      owner.addChild(child);
      unloadWhenDetached(child, owner);
    },
    getSectionInfo: locate,
  };
}

function report(error: unknown): void { setTimeout(() => { throw error; }); }

interface Watched { readonly child: MarkdownRenderChild; readonly owner: Component; attached: boolean }
const watched = new Set<Watched>();
const observers = new WeakMap<Document, MutationObserver>();

function unloadWhenDetached(child: MarkdownRenderChild, owner: Component): void {
  const entry: Watched = { child, owner, attached: child.containerEl.isConnected };
  watched.add(entry);
  child.register(() => watched.delete(entry));
  watchDocument(child.containerEl.doc);
  watchDocument(document);
}

/** Looks for detached elements whenever this document changes. */
export function watchDocument(doc: Document): void {
  if (observers.has(doc)) return;
  const observer = new (doc.defaultView ?? window).MutationObserver(() => {
    for (const entry of [...watched]) {
      if (entry.child.containerEl.isConnected) entry.attached = true;
      else if (entry.attached) entry.owner.removeChild(entry.child);
    }
  });
  observer.observe(doc, { childList: true, subtree: true });
  observers.set(doc, observer);
}

/** How many render children are alive: a test's measure of leaks. */
export function livingChildren(): number { return watched.size; }

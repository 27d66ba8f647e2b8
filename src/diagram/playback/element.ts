// Makes HTML elements with a class and children, in the document that the diagram lives in.

const HTML = "http://www.w3.org/1999/xhtml";

/** A new element; texts become text nodes. */
export function makeElement<K extends keyof HTMLElementTagNameMap>(
  doc: Document, tag: K, className: string, ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K];
export function makeElement(doc: Document, tag: string, className: string, ...children: readonly (Node | string)[]): Element {
  const element = doc.createElementNS(HTML, tag);
  if (className !== "") element.setAttribute("class", className);
  element.append(...children);
  return element;
}

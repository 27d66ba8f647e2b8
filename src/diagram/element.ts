// Makes HTML elements with a class and children, by the document that the diagram lives in.

/** A new element; texts become text nodes. */
export function makeElement<K extends keyof HTMLElementTagNameMap>(
  doc: Document, tag: K, className: string, ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = doc.createElement(tag);
  if (className !== "") element.className = className;
  element.append(...children);
  return element;
}

// The few icons of the diagram, drawn in a box of 24 by 24.

const SVG = "http://www.w3.org/2000/svg";

/** Strokes, or shapes that are filled. */
const SHAPES = {
  restart: { stroke: "M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.7 M4.5 4.2v4.5H9" },
  back: { fill: "M19 6v12l-10-6z", stroke: "M5.5 5.5v13" },
  play: { fill: "M8 5.2v13.6L19.2 12z" },
  pause: { fill: "M7 5.5h3.4v13H7zM13.6 5.5H17v13h-3.4z" },
  forward: { fill: "M5 6v12l10-6z", stroke: "M18.5 5.5v13" },
  table: { stroke: "M4.5 6.5h15 M4.5 12h15 M4.5 17.5h9" },
  help: { stroke: "M9.2 9.2a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.3 M12 17.4v.2 M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z" },
  previous: { stroke: "M14.5 6l-6 6 6 6" },
  next: { stroke: "M9.5 6l6 6-6 6" },
  close: { stroke: "M6.5 6.5l11 11 M17.5 6.5l-11 11" },
  copy: { stroke: "M9 9h10v11H9z M5.5 15V4.5h9.5" },
} as const satisfies Record<string, { readonly fill?: string; readonly stroke?: string }>;

export type IconName = keyof typeof SHAPES;

/** An icon in the colour of the text around it. */
export function makeIcon(doc: Document, name: IconName): SVGSVGElement {
  const svg = doc.createElementNS(SVG, "svg");
  svg.setAttribute("class", "handshake-icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape: { readonly fill?: string; readonly stroke?: string } = SHAPES[name];
  for (const kind of ["fill", "stroke"] as const) {
    const data = shape[kind];
    if (data === undefined) continue;
    const path = doc.createElementNS(SVG, "path");
    path.setAttribute("class", `handshake-icon-${kind}`);
    path.setAttribute("d", data);
    svg.append(path);
  }
  return svg;
}

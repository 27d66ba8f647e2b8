// The app's small functions on paths and link texts.

/** Slashes in order, no space that does not break, no dot at the front or end. */
export function normalizePath(path: string): string {
  const clean = path.replace(/[\\/]+/g, "/").replace(/^\/+|\/+$/g, "").replace(/[\u00a0\u202f]/g, " ").normalize("NFC");
  return clean === "" ? "/" : clean;
}

/** The part of a link before its heading or block. */
export function getLinkpath(linktext: string): string { return parseLinktext(linktext).path; }

export function parseLinktext(linktext: string): { path: string; subpath: string } {
  const text = linktext.normalize("NFC");
  const hash = text.indexOf("#");
  return hash < 0 ? { path: text.trim(), subpath: "" } : { path: text.slice(0, hash).trim(), subpath: text.slice(hash) };
}

export function stripHeading(heading: string): string {
  return heading.replace(/[!"#$%&()*+,.:;<=>?@^`{|}~/[\]\\]/g, " ").replace(/\s+/g, " ").trim();
}

export function stripHeadingForLink(heading: string): string {
  return heading.replace(/[#^|[\]\\:]|%%/g, " ").replace(/\s+/g, " ").trim();
}

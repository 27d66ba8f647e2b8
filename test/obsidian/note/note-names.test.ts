// Finding the note on a subject among the names and aliases of a vault.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SUBJECTS } from "../../../src/language/index.ts";
import { findName, findNote, noteKey, parseLink, SUBJECT_NAMES, type NamedNote } from "../../../src/obsidian/note/note-names.ts";

const note = (path: string, ...aliases: string[]): NamedNote => ({
  path,
  name: path.slice(path.lastIndexOf("/") + 1).replace(/\.md$/, ""),
  aliases,
});

describe("the key of a name", () => {
  it.each([
    ["TCP", "tcp"],
    ["250917-TCP", "tcp"],
    ["250917 TCP", "tcp"],
    ["20250917_TCP", "tcp"],
    ["2025-09-17 TCP", "tcp"],
    ["2025.09.17-TCP", "tcp"],
    ["TCP 프로토콜", "tcp프로토콜"],
    ["250917-4-way-handshake", "4wayhandshake"],
    ["4-Way Handshake", "4wayhandshake"],
    ["4_way_handshake", "4wayhandshake"],
    ["4-웨이 핸드셰이크", "4웨이핸드셰이크"],
    ["250917-SYN-Flooding", "synflooding"],
    ["SYN‑flooding", "synflooding"],
  ])("of %j is %j", (name, key) => {
    expect(noteKey(name)).toBe(key);
  });

  it("takes only real dates away", () => {
    expect(noteKey("259917-TCP")).toBe("259917tcp");
    expect(noteKey("2025-13-01 TCP")).toBe("20251301tcp");
  });

  it("needs something between date and name", () => {
    expect(noteKey("250917TCP")).toBe("250917tcp");
  });

  it("leaves a note that is named by a date alone with it", () => {
    expect(noteKey("2025-09-17")).toBe("20250917");
    expect(noteKey("250917-")).toBe("250917");
  });

  it("is the same however Hangul is composed", () => {
    const name = "4-웨이 핸드셰이크";
    expect(noteKey(name.normalize("NFD"))).toBe(noteKey(name));
  });

  it("does not depend on case, nor on what stands between the words", () => {
    const words = fc.array(fc.stringMatching(/^[a-z가-힣]{1,6}$/u), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(words, fc.constantFrom(" ", "-", "_", "  ", " - "), (parts, between) => {
      expect(noteKey(parts.join(between).toUpperCase())).toBe(noteKey(parts.join(" ")));
    }), { seed: 1 });
  });
});

describe("the note on a subject", () => {
  it("is found by its name, with the date of the study notes before it", () => {
    const vault = [note("250917-TCP.md"), note("250917-UDP.md"), note("250917-4-way-handshake.md"), note("250917-SYN-Flooding.md"), note("SSH.md"), note("HTTPS.md")];
    const found = SUBJECTS.map((subject) => findNote(subject, vault, "3-Way Handshake.md")?.path);
    expect(found).toEqual(["250917-TCP.md", "250917-UDP.md", "250917-4-way-handshake.md", "250917-SYN-Flooding.md", "SSH.md", "HTTPS.md"]);
  });

  it("is found by an alias, Korean ones too", () => {
    const vault = [note("net/transport.md", "TCP 프로토콜"), note("net/goodbye.md", "4-웨이 핸드셰이크"), note("net/attack.md", "SYN 플러딩")];
    expect(findNote("tcp", vault, "a.md")?.path).toBe("net/transport.md");
    expect(findNote("four-way-handshake", vault, "a.md")?.path).toBe("net/goodbye.md");
    expect(findNote("syn-flooding", vault, "a.md")?.path).toBe("net/attack.md");
  });

  it("is null when no note is about it", () => {
    expect(findNote("ssh", [note("SSH keys.md"), note("TCP.md", "tcp/ip")], "a.md")).toBeNull();
  });

  it("is rather the one with the better name", () => {
    expect(findNote("tcp", [note("Transmission Control Protocol.md"), note("long/way/down/TCP.md")], "a.md")?.path).toBe("long/way/down/TCP.md");
  });

  it("is rather the one named so than the one with such an alias", () => {
    expect(findNote("tcp", [note("a.md", "TCP"), note("long/way/TCP.md")], "a.md")?.path).toBe("long/way/TCP.md");
  });

  it("is rather the one beside the diagram's note", () => {
    expect(findNote("tcp", [note("TCP.md"), note("study/TCP.md")], "study/3-way.md")?.path).toBe("study/TCP.md");
  });

  it("does not depend on the order of the vault", () => {
    const names = SUBJECTS.flatMap((subject) => SUBJECT_NAMES[subject].slice(0, 3));
    const vault = fc.shuffledSubarray(names.flatMap((name) => [note(`${name}.md`), note(`x/250917-${name}.md`), note(`y/${name}.md`, name)]), { minLength: 2 });
    fc.assert(fc.property(vault, fc.constantFrom(...SUBJECTS), (notes, subject) => {
      const reversed = [...notes].reverse();
      expect(findNote(subject, reversed, "x/a.md")).toEqual(findNote(subject, notes, "x/a.md"));
    }), { seed: 2 });
  });

  it("is never one that fits two subjects", () => {
    const keys = SUBJECTS.flatMap((subject) => [...new Set(SUBJECT_NAMES[subject].map(noteKey))]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("the name of a note that is linked to, but not written yet", () => {
  const links = ["250917-UDP", "250917-SYN-Flooding", "Nowhere", "TCP 프로토콜", "250917-TCP"];

  it("is the best of those that fit", () => {
    expect(findName("tcp", links)).toBe("250917-TCP");
    expect(findName("tcp", [...links].reverse())).toBe("250917-TCP");
    expect(findName("syn-flooding", links)).toBe("250917-SYN-Flooding");
  });

  it("is null when none fits", () => {
    expect(findName("ssh", links)).toBeNull();
    expect(findName("ssh", [])).toBeNull();
  });
});

describe("a link of the block", () => {
  it.each([
    ["[[250917-TCP|TCP 프로토콜]]", { target: "250917-TCP", label: "TCP 프로토콜" }],
    ["[[TCP]]", { target: "TCP", label: null }],
    ["TCP", { target: "TCP", label: null }],
    [" [[ net/TCP#Open | open ]] ", { target: "net/TCP#Open", label: "open" }],
    ["[[TCP|]]", { target: "TCP", label: null }],
    ["[[]]", null],
    ["", null],
    ["[[|TCP]]", null],
  ])("%j", (written, parsed) => {
    expect(parseLink(written)).toEqual(parsed);
  });
});

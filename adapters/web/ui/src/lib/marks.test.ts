import { expect, test } from "vitest";

import { broken, type Change, marked, type Mark } from "./marks";

function apply(text: string, { from, to, insert, select }: Change): string {
  const after = text.slice(0, from) + insert + text.slice(to);
  const [start, end] = select;
  return start === end ? `${after.slice(0, start)}|${after.slice(start)}` : `${after.slice(0, start)}[${after.slice(start, end)}]${after.slice(end)}`;
}

/** The text after a mark, with `[` and `]` around what is selected, or `|` for the caret. */
function mark(shown: string, kind: Mark): string {
  const start = shown.search(/[[|]/u);
  const end = shown.includes("]") ? shown.indexOf("]") - 1 : start;
  const text = shown.replace(/[[\]|]/gu, "");
  return apply(text, marked(text, start, end, kind));
}

test("a mark goes around the selection, which stays selected, and comes off again", () => {
  expect(mark("so [bold] it", "bold")).toBe("so **[bold]** it");
  expect(mark("so **[bold]** it", "bold")).toBe("so [bold] it");
  expect(mark("a [slant]", "italic")).toBe("a _[slant]_");
  expect(mark("[gone]", "strike")).toBe("~~[gone]~~");
});

test("without a selection the caret stands between the marks, ready to write", () => {
  expect(mark("say |", "bold")).toBe("say **|**");
});

test("spaces at the edges stay outside of the marks", () => {
  expect(mark("a[ b ]c", "bold")).toBe("a **[b]** c");
});

test("one line of code gets its marks, several lines a block", () => {
  expect(mark("run [make up] now", "code")).toBe("run `[make up]` now");
  expect(mark("see [a\nb]", "code")).toBe("see \n```\n[a\nb]\n```");
});

test("a link asks for what is missing: the address, or its words", () => {
  const words = marked("the docs", 4, 8, "link");
  expect([words.insert, words.select]).toEqual(["[docs](https://)", [11, 19]]);
  const address = marked("https://x.example", 0, 17, "link");
  expect([address.insert, address.select]).toEqual(["[](https://x.example)", [1, 1]]);
});

test("list and quote take whole lines, and give them back", () => {
  expect(mark("one\nt[wo\nth]ree", "list")).toBe("one\n[- two\n- three]");
  expect(mark("one\n[- two\n- three]", "list")).toBe("one\n[two\nthree]");
  expect(mark("word|", "quote")).toBe("> word|");
});

test("a broken line goes on with the list, and an empty item ends it", () => {
  const at = (text: string): string => apply(text, broken(text, text.length));
  expect([at("plain"), at("- one"), at("9. nine"), at("  * deep"), at("- ")]).toEqual(["plain\n|", "- one\n- |", "9. nine\n10. |", "  * deep\n  * |", "|"]);
});

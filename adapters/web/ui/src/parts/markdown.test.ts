import { expect, test } from "vitest";

import type { Mention } from "../api/types";
import { beginningOf, hasLanguage, imageAsLink, isEmojiOnly, markFound, markMentions, type Node, placeInside } from "./markdown";

const mention = (type: Mention["type"], id: string | null, name: string, text: string): Mention => ({ type, id, name, text });
const MENTIONS = [mention("user", "me", "Ana Lima", '@"Ana Lima"'), mention("agent", "a1", "Sales", "@sales"), mention("channel", null, "channel", "@channel")];
const text = (value: string): Node => ({ type: "text", value });
const element = (tagName: string, ...children: Node[]): Node => ({ type: "element", tagName, children });

function marks(tree: Node): string[] {
  markMentions(MENTIONS, "me")()(tree);
  const found: string[] = [];
  const look = (node: Node): void => {
    if (node.tagName === "span") found.push(`${String(node.properties?.className)} ${node.children?.[0]?.value ?? ""}`);
    node.children?.forEach(look);
  };
  look(tree);
  return found;
}

test("what was looked for is marked wherever it stands, also in code and in the name of somebody", () => {
  const tree = element("p", text("no lanolin, "), element("code", text("lanolin")), element("span", text("@Lanolin")), text("lanolin, Lanolin"));
  markFound(["lanolin", "Lanolin"])()(tree);
  const marked: string[] = [];
  const look = (node: Node, isMarked: boolean): void => {
    if (isMarked && node.type === "text") marked.push(node.value ?? "");
    node.children?.forEach((child) => { look(child, node.tagName === "mark"); });
  };
  look(tree, false);
  expect(marked).toEqual(["lanolin", "lanolin", "Lanolin", "lanolin", "Lanolin"]);
});

test("mentions are marked with their names, those of the reader apart", () => {
  expect(marks(element("p", text('Hi @"Ana Lima", ask @sales or @channel.')))).toEqual(["mention,me @Ana Lima", "mention @Sales", "mention,me @channel"]);
});

test("nothing in code or in the words of a link is a mention", () => {
  expect(marks(element("p", element("code", text("@sales")), element("a", text("@sales")), element("em", text("@sales"))))).toEqual(["mention @Sales"]);
});

test("what stands around a mention stays", () => {
  const tree = element("p", text("a @sales b"));
  marks(tree);
  expect(tree.children?.map((child) => child.value ?? child.children?.[0]?.value)).toEqual(["a ", "@Sales", " b"]);
});

test("a picture becomes a link with its words, or its address", () => {
  const tree: Node = { type: "root", children: [{ type: "image", url: "http://x.example/a.png", alt: "A cat" }, { type: "image", url: "http://x.example/b.png", alt: "" }] };
  imageAsLink()(tree);
  expect(tree.children?.map((one) => [one.type, one.url, one.children?.[0]?.value])).toEqual([
    ["link", "http://x.example/a.png", "A cat"], ["link", "http://x.example/b.png", "http://x.example/b.png"],
  ]);
});

test.each(["👍", "🎉 🎉", "❤️", "👩‍💻", "🇵🇹🇪🇸", "👋🏽", "1️⃣"])("%s alone is large", (one) => { expect(isEmojiOnly(one)).toBe(true); });
test.each(["", "ok 👍", "123", "#", "👍".repeat(7), "a"])("%s is not", (one) => { expect(isEmojiOnly(one)).toBe(false); });

test("a language is named at the start of a block of code", () => {
  expect([hasLanguage("```js\na\n```"), hasLanguage("```\na\n```"), hasLanguage("see ```js```"), hasLanguage("~~~ python\n")]).toEqual([true, false, false, true]);
});

test("a long text begins with whole words, and an open block of code is closed", () => {
  expect(beginningOf("short")).toBeNull();
  const long = beginningOf("word ".repeat(3_000)) ?? "";
  expect([long.length <= 4_000, long.endsWith("word")]).toEqual([true, true]);
  const code = beginningOf(`\`\`\`\n${"line of code\n".repeat(2_000)}\`\`\``) ?? "";
  expect(code.endsWith("line of code\n```")).toBe(true);
  expect(beginningOf("x".repeat(16_000))?.length).toBe(4_000);
});

test("a link to a place in here is told from those that lead elsewhere", () => {
  const origin = "https://chat.example";
  expect(placeInside("/w/1/c/2?m=3", origin)).toBe("/w/1/c/2?m=3");
  expect(placeInside("https://chat.example/w/1/c/2", origin)).toBe("/w/1/c/2");
  for (const other of ["https://chat.example.org/w/1", "//chat.example/w/1", "/api/docs", "mailto:w@w.example"]) expect(placeInside(other, origin)).toBeNull();
});

import { expect, test } from "vitest";

import { isInCode, triggerAt } from "./trigger";

/** The trigger where `|` stands. */
function at(marked: string): string | null {
  const caret = marked.indexOf("|");
  const found = triggerAt(marked.replace("|", ""), caret);
  return found && `${found.kind} ${String(found.from)} ${found.query}`;
}

test("a slash at the very start begins a command, and nowhere else", () => {
  expect([at("/|"), at("/agent ru|"), at("/agent| run")]).toEqual(["command 0 ", "command 0 agent ru", "command 0 agent"]);
  expect([at("|/agent"), at("see /agent|"), at(" /agent|"), at("// a comment|"), at("/ 2|")]).toEqual([null, null, null, null, null]);
});

test("an at sign at the start of a word begins a mention, with quotes also of several words", () => {
  expect([at("@|"), at("Thanks @An|"), at('(@"Ana Li|'), at("@Inés|")]).toEqual(["mention 0 ", "mention 7 An", "mention 1 Ana Li", "mention 0 Inés"]);
});

test("mail addresses, finished mentions and code are left alone", () => {
  expect([at("ana@shop|"), at("@ana |"), at('@"Ana Lima"|'), at("`@an|"), at("```\n@an|")]).toEqual([null, null, null, null, null]);
  expect(at("`code` @an|")).toBe("mention 7 an");
});

test("a colon and two letters begin an emoji, but no time and no address", () => {
  expect([at(":sm|"), at("so :smile:|"), at("👍 :+1|")]).toEqual(["emoji 0 sm", "emoji 3 smile:", "emoji 3 +1"]);
  expect([at(":s|"), at("14:30|"), at("http://x|"), at("`:smi|")]).toEqual([null, null, null, null]);
});

test("a fence is open until it is closed, and inline code ends with its paragraph", () => {
  expect([isInCode("```js\nlet a"), isInCode("```\nx\n```\n"), isInCode("a `b"), isInCode("a `b\n\nc"), isInCode("a `b` c")]).toEqual([true, false, true, false, false]);
});

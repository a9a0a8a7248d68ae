/** One word of what follows a command: bare, in quotes, an object in braces, or `key=` with one of them. */
export interface Token {
  readonly from: number;
  readonly to: number;
  /** Where its value begins: after `key=`. */
  readonly at: number;
  readonly key: string | null;
  /** Without quotes. */
  readonly value: string;
  readonly kind: "bare" | "quoted" | "object";
  /** A quote or brace is still missing. */
  readonly isOpen: boolean;
}

const QUOTES = '"“”';
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|[“”][^“”]*[“”])/su;
const KEY = /^[A-Za-z_][\w.-]*=/u;

/** Where the object that begins at `from` ends, or -1 while it is open. */
function objectEnd(text: string, from: number): number {
  let depth = 0;
  let quote: string | null = null;
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quote !== null) {
      if (sign === "\\") at += 1;
      else if (sign === quote) quote = null;
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === "{" || sign === "[") depth += 1;
    else if (sign === "}" || sign === "]") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function valueAt(text: string, at: number): Pick<Token, "to" | "value" | "kind" | "isOpen"> {
  const sign = text.charAt(at);
  if (sign !== "" && QUOTES.includes(sign)) {
    const whole = QUOTED.exec(text.slice(at))?.[0];
    const to = whole === undefined ? text.length : at + whole.length;
    const value = text.slice(at + 1, whole === undefined ? to : to - 1);
    return { to, value: value.replace(/\\(.)/gsu, "$1"), kind: "quoted", isOpen: whole === undefined };
  }
  if (sign === "{" || sign === "[") {
    const end = objectEnd(text, at);
    const to = end < 0 ? text.length : end;
    return { to, value: text.slice(at, to), kind: "object", isOpen: end < 0 };
  }
  const end = text.slice(at).search(/\s/u);
  const to = end < 0 ? text.length : at + end;
  return { to, value: text.slice(at, to), kind: "bare", isOpen: false };
}

/** The words of `text` from `start` on, with their places in it. */
export function tokensOf(text: string, start: number): Token[] {
  const tokens: Token[] = [];
  for (let at = start; at < text.length; ) {
    if (/\s/u.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const key = KEY.exec(text.slice(at))?.[0] ?? "";
    const found = valueAt(text, at + key.length);
    tokens.push({ from: at, at: at + key.length, key: key === "" ? null : key.slice(0, -1), ...found });
    at = found.to;
  }
  return tokens;
}

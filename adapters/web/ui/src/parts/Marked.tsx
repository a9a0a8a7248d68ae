import type { ReactNode } from "react";

import { pieces } from "../lib/rank";

/** A text with what was looked for in bold. */
export function Marked({ text, ranges, as: Element = "b" }: { text: string; ranges: readonly (readonly [number, number])[]; as?: "b" | "mark" }): ReactNode {
  return pieces(text, ranges).map((one, at) => (one.isHit ? <Element key={at}>{one.text}</Element> : <span key={at}>{one.text}</span>));
}

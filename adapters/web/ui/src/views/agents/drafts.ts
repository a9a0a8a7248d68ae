/** What somebody changed of a configuration and has not saved, kept while the page is open: going elsewhere loses nothing. */

export interface Draft {
  readonly name: string;
  readonly text: string;
  /** The version of the configuration it began from, with what that said. */
  readonly from: { readonly version: number; readonly name: string; readonly text: string };
}

const kept = new Map<string, Draft>();

export function draftOf(id: string): Draft | null {
  return kept.get(id) ?? null;
}

export function isChanged({ name, text, from }: Draft): boolean {
  return name.trim() !== from.name || text !== from.text;
}

/** Keeps what is changed; what is not is forgotten. */
export function keepDraft(id: string, draft: Draft): void {
  if (isChanged(draft)) kept.set(id, draft);
  else kept.delete(id);
}

/** Whether anything would be lost with the page. */
export function hasDrafts(): boolean {
  return kept.size > 0;
}

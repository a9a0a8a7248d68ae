const MOST = 6;

const keyOf = (workspaceId: string): string => `ionflux.recent.${workspaceId}`;

/** What was chosen last in this browser, the latest first. */
export function recent(workspaceId: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(workspaceId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function keepRecent(workspaceId: string, id: string): void {
  try {
    localStorage.setItem(keyOf(workspaceId), JSON.stringify([id, ...recent(workspaceId).filter((one) => one !== id)].slice(0, MOST)));
  } catch {
    // Nothing is kept here.
  }
}

import { useEffect, useEffectEvent } from "react";

const editors = new Map<string, () => boolean>();

/** Asks the list over a composer to open the last message of whoever writes there; false where there is none. */
export function editLast(place: string): boolean {
  return editors.get(place)?.() ?? false;
}

/** Answers the composer below, which is known by the key of its draft. */
export function useEditLast(place: string, edit: () => boolean): void {
  const answer = useEffectEvent(edit);
  useEffect(() => {
    const mine = (): boolean => answer();
    editors.set(place, mine);
    return () => { if (editors.get(place) === mine) editors.delete(place); };
  }, [place]);
}

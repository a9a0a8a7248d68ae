import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";

/** A row of a list beside the field. What cannot be chosen stands there with the reason. */
export interface Option {
  readonly id: string;
  readonly row: ReactNode;
  readonly isDisabled?: boolean;
  readonly accept: () => void;
}

export interface Choice {
  readonly active: Option | null;
  /** Somebody went to it by the arrows, so that Enter means it. */
  readonly isMeant: boolean;
  /** Arrows move; true where the key was one. */
  move: (event: KeyboardEvent) => boolean;
  point: (id: string) => void;
}

/** Which row is chosen: the first that can be, until the arrows move it. `about` names what the rows are for. */
export function useChoice(options: readonly Option[], about: string): Choice {
  const [at, setAt] = useState<{ id: string; about: string } | null>(null);
  const usable = options.filter((option) => !option.isDisabled);
  const meant = at?.about === about ? usable.find((option) => option.id === at.id) : undefined;
  const active = meant ?? usable[0] ?? null;
  const move = (event: KeyboardEvent): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || usable.length === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    const from = active === null ? -1 : usable.indexOf(active);
    const next = usable[(from + step + usable.length) % usable.length];
    if (next) setAt({ id: next.id, about });
    return true;
  };
  return { active, isMeant: meant !== undefined, move, point: (id) => { setAt({ id, about }); } };
}

interface OptionsProps {
  id: string;
  label: string;
  options: readonly Option[];
  choice: Choice;
}

/** The rows. The focus stays in the field, which names the chosen one. */
export function Options({ id, label, options, choice }: OptionsProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  const activeId = choice.active?.id ?? null;
  const show = useEffectEvent(() => { list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }); });
  useEffect(() => { show(); }, [activeId]);
  return (
    <div ref={list} className="options" role="listbox" id={id} aria-label={label} onMouseDown={(event) => { event.preventDefault(); }}>
      {options.map((option) => (
        <div key={option.id} id={option.id} className="option" role="option" aria-selected={option.id === activeId} aria-disabled={option.isDisabled || undefined}
          onMouseMove={() => { if (!option.isDisabled && option.id !== activeId) choice.point(option.id); }}
          onClick={() => { if (!option.isDisabled) option.accept(); }}>
          {option.row}
          {option.id === activeId ? <kbd className="key" aria-hidden="true">Tab</kbd> : null}
        </div>
      ))}
    </div>
  );
}

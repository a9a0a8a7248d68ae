import * as Tooltip from "@radix-ui/react-tooltip";
import { AlignLeft, Award, Blend, Bot, Fingerprint, type LucideIcon, Mail, MessageCircleHeart, Send, ShieldCheck, TrendingUp, Video } from "lucide-react";
import { type ButtonHTMLAttributes, type ComponentProps, createContext, type ReactNode, type Ref, useContext, useEffect, useId, useState } from "react";

import { hue, initials } from "../lib/format";

/** One glyph of the product's set, at 16 px with a stroke of 1.5. */
export function Icon({ of: Glyph, size = 16 }: { of: LucideIcon; size?: number }): ReactNode {
  return <Glyph className="icon" size={size} strokeWidth={1.5} absoluteStrokeWidth aria-hidden="true" />;
}

/** The product's mark. */
export function Mark({ size = 18 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" stroke="currentColor" strokeWidth="3.2" strokeLinecap="round" aria-hidden="true">
      <path d="M25.200 8.400A12 12 0 1 0 28 16" />
      <path d="M11.200 16A4.800 4.800 0 1 0 16 11.200" />
      <circle cx="25.200" cy="8.400" r="3" fill="currentColor" stroke="none" />
    </svg>
  );
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: "ink" | "outline" | "quiet"; small?: boolean; busy?: boolean };

/** A button; while `busy` it keeps label and width and shows a ring after 300 ms. */
export function Button({ look = "outline", small = false, busy = false, className = "", children, ...rest }: ButtonProps): ReactNode {
  const [ringed, setRinged] = useState(false);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => { setRinged(true); }, 300);
    return () => {
      clearTimeout(timer);
      setRinged(false);
    };
  }, [busy]);
  return (
    <button type="button" {...rest} className={`button ${look} ${small ? "small" : ""} ${className}`} aria-disabled={busy || undefined}
      onClick={busy ? (event) => { event.preventDefault(); } : rest.onClick}>
      {busy && ringed ? <span className="ring" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  label: string; icon: LucideIcon; size?: number; "data-opens-sidebar"?: string; ref?: Ref<HTMLButtonElement>;
};

/** Inside what keeps the focus: there a tooltip that goes with it would send it back to the beginning. */
export const FocusIsKept = createContext(false);

/** An icon that acts: its label is its name and its tooltip, which stays in the region of its button. */
export function IconButton({ label, icon, size = 16, className = "", ...rest }: IconButtonProps): ReactNode {
  const isKept = useContext(FocusIsKept);
  const button = (
    <button type="button" {...rest} className={`icon-button ${className}`} aria-label={label} title={isKept ? label : undefined}>
      <Icon of={icon} size={size} />
    </button>
  );
  if (isKept) return button;
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{button}</Tooltip.Trigger>
      <Tooltip.Content className="tooltip" sideOffset={6} collisionPadding={8}>
        {label}
      </Tooltip.Content>
    </Tooltip.Root>
  );
}

type FieldProps = ComponentProps<"input"> & { label: string; hint?: string; fault?: string | null; end?: ReactNode };

/** A labelled field; a fault takes the place of the hint. */
export function Field({ label, hint, fault, end, ...rest }: FieldProps): ReactNode {
  const id = useId();
  const note = fault ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-box">
        <input {...rest} id={id} aria-invalid={fault ? true : undefined} aria-describedby={note ? `${id}-note` : undefined} />
        {end}
      </div>
      {note ? <p id={`${id}-note`} className={fault ? "field-note fault" : "field-note"}>{note}</p> : null}
    </div>
  );
}

/** The glyph of each agent definition; one that has none of its own gets the general one. */
function glyphOf(definitionId: string | undefined): LucideIcon {
  return GLYPHS[definitionId?.slice(0, "agent_000".length) ?? ""] ?? Bot;
}

const GLYPHS: Readonly<Record<string, LucideIcon>> = {
  agent_001: Mail, agent_002: MessageCircleHeart, agent_003: Video, agent_004: ShieldCheck, agent_005: Blend,
  agent_006: Send, agent_007: AlignLeft, agent_008: Fingerprint, agent_009: Award, agent_010: TrendingUp,
};

/** People are round with initials; agents are square with the glyph of their definition. The name stands beside it. */
export function Avatar({ id, name, kind, definitionId, size = 36 }: {
  id: string; name: string; kind: "user" | "agent" | "system"; definitionId?: string | undefined; size?: 20 | 28 | 36;
}): ReactNode {
  const square = kind !== "user";
  const glyph = kind === "system" ? <Mark size={size / 2} /> : <Icon of={glyphOf(definitionId)} size={size === 36 ? 20 : size === 28 ? 16 : 12} />;
  return (
    // The letters are drawn, not written: a reader of names hears the name alone.
    <span className={`avatar size-${String(size)} hue-${String(hue(id))} ${square ? "square" : ""}`} aria-hidden="true" {...(square ? {} : { "data-initials": initials(name) })}>
      {square ? glyph : null}
    </span>
  );
}

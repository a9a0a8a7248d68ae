import { ChevronLeft, X } from "lucide-react";
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";

import { PHONE, useMedia } from "../../lib/media";
import { Icon, IconButton } from "../../parts/Basics";
import { Edge, useWidth } from "../../parts/Edge";
import { useFinding } from "../find/context";

/** The right panel: beside the view, over it on narrow screens, and on a phone a screen of its own. Escape closes it. */
export function Panel({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }): ReactNode {
  const { width, resize } = useWidth("panel");
  const box = useRef<HTMLElement>(null);
  const { isOpen: isFinding } = useFinding();
  const wasThere = useLocation().key === "default";
  const [isQuiet] = useState(wasThere || isFinding);
  useEffect(() => {
    // What is written in takes the focus itself; a panel that only shows something takes it here. Nobody opened one
    // that was there when the page came, and whoever finds goes on to the next hit.
    if (isQuiet) return undefined;
    const timer = setTimeout(() => {
      if (box.current?.contains(document.activeElement) === false) box.current.focus({ preventScroll: true });
    });
    return () => { clearTimeout(timer); };
  }, [isQuiet]);
  return (
    <aside ref={box} className="panel" aria-label={label} data-region="panel" tabIndex={-1} style={{ "--panel-w": `${String(width)}px` } as CSSProperties}
      onKeyDown={(event) => { if (event.key === "Escape" && !event.defaultPrevented) onClose(); }}>
      <Edge part="panel" width={width} resize={resize} />
      {children}
    </aside>
  );
}

interface HeadProps {
  title: string;
  under?: string;
  closeLabel: string;
  onClose: () => void;
  children?: ReactNode;
}

export function PanelHead({ title, under, closeLabel, onClose, children }: HeadProps): ReactNode {
  const isPhone = useMedia(PHONE);
  return (
    <header className="bar">
      {isPhone ? <button type="button" className="icon-button" aria-label="Back to the channel" onClick={onClose}><Icon of={ChevronLeft} size={20} /></button> : null}
      <h2>{title}</h2>
      {under ? <span className="under-title cut">{under}</span> : null}
      <span className="bar-end">
        {children}
        {isPhone ? null : <IconButton label={closeLabel} icon={X} onClick={onClose} />}
      </span>
    </header>
  );
}

import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";

import { dismiss, type Toast, useToasts } from "../lib/toast";
import { Button, IconButton } from "./Basics";

const LASTS = 6_000;

function One({ toast }: { toast: Toast }): ReactNode {
  useEffect(() => {
    const timer = setTimeout(() => { dismiss(toast.id); }, LASTS);
    return () => { clearTimeout(timer); };
  }, [toast.id]);
  return (
    <div className="toast">
      <p>{toast.words}</p>
      {toast.undo ? <Button small onClick={() => { dismiss(toast.id); toast.undo?.(); }}>Undo</Button> : null}
      <IconButton label="Dismiss" icon={X} size={14} onClick={() => { dismiss(toast.id); }} />
    </div>
  );
}

/** At the bottom left, at most two. */
export function Toasts(): ReactNode {
  const toasts = useToasts();
  return <div className="toasts" role="status">{toasts.map((one) => <One key={one.id} toast={one} />)}</div>;
}

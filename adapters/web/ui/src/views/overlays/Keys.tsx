import type { ReactNode } from "react";
import { useLocation } from "react-router";

import { Dialog } from "../../parts/Dialog";
import { keysAt } from "./keys";

/** The keys of the view on screen. */
export function Keys({ onClose }: { onClose: () => void }): ReactNode {
  const { pathname } = useLocation();
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div className="dialog-body keys" tabIndex={0} ref={(body) => { body?.focus(); }}>
        {keysAt(pathname).map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h3>{group.name}</h3>
            <dl>
              {group.keys.map(([key, does]) => (
                <div key={key + does}>
                  <dt><kbd className="kbd">{key}</kbd></dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

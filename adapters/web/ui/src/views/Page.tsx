import { ChevronLeft, PanelLeft } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";

import { PHONE, useMedia } from "../lib/media";
import { Icon, IconButton } from "../parts/Basics";
import type { Shell } from "./WorkspaceShell";

interface BarProps {
  shell: Shell;
  /** At the end of the bar. */
  actions?: ReactNode;
  /** Where the way back on a phone leads; home where nothing is said. */
  back?: { to: string; label: string } | undefined;
  children: ReactNode;
}

/** The bar over a view: the way back on a phone, the way to the sidebar where it is not beside, and what the view is. */
export function Bar({ shell, actions, back, children }: BarProps): ReactNode {
  const isPhone = useMedia(PHONE);
  return (
    <header className="bar" data-region="header" tabIndex={-1}>
      {isPhone ? <Link className="icon-button" to={back?.to ?? `/w/${shell.workspace.id}`} aria-label={back?.label ?? "Back"}><Icon of={ChevronLeft} size={20} /></Link> : null}
      {shell.openSidebar ? <IconButton label="Show the sidebar" data-opens-sidebar="" icon={PanelLeft} onClick={shell.openSidebar} /> : null}
      {children}
      {actions ? <div className="bar-end">{actions}</div> : null}
    </header>
  );
}

export function useTitle(title: string, shell: Shell): void {
  useEffect(() => {
    document.title = `${title} · ${shell.workspace.name} · IONFLUX`;
  }, [title, shell.workspace.name]);
}

interface Props extends Omit<BarProps, "children"> {
  title: string;
  /** In place of the title, where it is more than words. */
  head?: ReactNode;
  children: ReactNode;
}

/** A view of a workspace that is no channel: its bar, and below it what scrolls. */
export function Page({ shell, title, head, actions, back, children }: Props): ReactNode {
  useTitle(title, shell);
  return (
    <main className="main" id="main" tabIndex={-1}>
      <Bar shell={shell} actions={actions} back={back}>{head ?? <h1><span className="cut">{title}</span></h1>}</Bar>
      {children}
    </main>
  );
}

/** The rows of a list to come. */
export function ListBones({ rows = 5 }: { rows?: number }): ReactNode {
  return (
    <div className="bones list-bones" role="status" aria-busy="true">
      <span className="unseen">Reading</span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="list-bone" aria-hidden="true"><span className="bone line" /><span className="bone line short" /></div>
      ))}
    </div>
  );
}

import { ChevronsUpDown } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";

import type { Me, Workspace } from "../../api/types";
import { Icon, Mark } from "../../parts/Basics";
import { MenuPlace } from "../../parts/MenuPlace";

const WorkspaceItems = lazy(() => import("./WorkspaceItems"));
const NewWorkspace = lazy(() => import("./NewWorkspace"));

/** Which workspace this is, and what can be done with it. */
export function WorkspaceMenu({ me, workspace, hide }: { me: Me; workspace: Workspace; hide: (() => void) | null }): ReactNode {
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <MenuPlace
        className="grow"
        button={(it) => (
          <button type="button" {...it} className="workspace-button" data-region-first>
            <span className="workspace-mark"><Mark /></span>
            <span className="workspace-name">
              <span className="cut"><bdi>{workspace.name}</bdi></span>
              {workspace.is_demo ? <span className="workspace-kind">Sample data</span> : null}
            </span>
            <Icon of={ChevronsUpDown} />
          </button>
        )}
        menu={(it) => <WorkspaceItems {...it} me={me} workspace={workspace} hide={hide} onNew={() => { setMaking(true); }} />}
      />
      {isMaking ? <Suspense><NewWorkspace onClose={() => { setMaking(false); }} /></Suspense> : null}
    </>
  );
}

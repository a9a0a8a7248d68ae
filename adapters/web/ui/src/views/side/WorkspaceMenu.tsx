import * as Menu from "@radix-ui/react-dropdown-menu";
import { Check, ChevronsUpDown, PanelLeftClose, Plus, Settings, UserPlus } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useNavigate } from "react-router";

import type { Me, Workspace } from "../../api/types";
import { isMac } from "../../lib/keys";
import { Icon, Mark } from "../../parts/Basics";

const NewWorkspace = lazy(() => import("./NewWorkspace"));

/** Which workspace this is, and what can be done with it. */
export function WorkspaceMenu({ me, workspace, hide }: { me: Me; workspace: Workspace; hide: (() => void) | null }): ReactNode {
  const navigate = useNavigate();
  const [isMaking, setMaking] = useState(false);
  const to = (path: string) => (): void => void navigate(`/w/${workspace.id}${path}`);
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger className="workspace-button" data-region-first>
          <span className="workspace-mark"><Mark /></span>
          <span className="workspace-name">
            <span className="cut"><bdi>{workspace.name}</bdi></span>
            {workspace.is_demo ? <span className="workspace-kind">Sample data</span> : null}
          </span>
          <Icon of={ChevronsUpDown} />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Content className="menu" align="start" sideOffset={4} collisionPadding={8}>
            <Menu.Label className="menu-label">Workspaces</Menu.Label>
            <Menu.RadioGroup value={workspace.id} onValueChange={(id) => void navigate(`/w/${id}`)}>
              {me.workspaces.map((one) => (
                <Menu.RadioItem key={one.id} value={one.id} className="menu-item">
                  <span className="cut">{one.name}</span>
                  {one.is_demo ? <span className="tag">Sample data</span> : null}
                  <Menu.ItemIndicator><Icon of={Check} /></Menu.ItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Item className="menu-item" onSelect={() => { setMaking(true); }}><Icon of={Plus} />New workspace</Menu.Item>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onSelect={to("/settings/members")}><Icon of={UserPlus} />Invite people</Menu.Item>
            <Menu.Item className="menu-item" onSelect={to("/settings")}><Icon of={Settings} />Workspace settings</Menu.Item>
            {hide ? (
              <Menu.Item className="menu-item" onSelect={hide}>
                <Icon of={PanelLeftClose} />
                <span className="cut">Hide the sidebar</span>
                <kbd>{isMac ? "⌘\\" : "Ctrl \\"}</kbd>
              </Menu.Item>
            ) : null}
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      {isMaking ? <Suspense><NewWorkspace onClose={() => { setMaking(false); }} /></Suspense> : null}
    </>
  );
}

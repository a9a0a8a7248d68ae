import { Check, PanelLeftClose, Plus, Settings, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import type { Me, Workspace } from "../../api/types";
import { isMac } from "../../lib/keys";
import { Icon } from "../../parts/Basics";
import type { MenuProps } from "../../parts/MenuPlace";
import { Menu, MenuSurface } from "../../parts/MenuSurface";

interface Props extends MenuProps {
  me: Me;
  workspace: Workspace;
  hide: (() => void) | null;
  onNew: () => void;
}

export default function WorkspaceItems({ me, workspace, hide, onNew, ...rest }: Props): ReactNode {
  const navigate = useNavigate();
  const to = (path: string) => (): void => void navigate(`/w/${workspace.id}${path}`);
  return (
    <MenuSurface {...rest}>
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
      <Menu.Item className="menu-item" onSelect={onNew}><Icon of={Plus} />New workspace</Menu.Item>
      <Menu.Separator className="menu-line" />
      <Menu.Item className="menu-item" onSelect={to("/settings/members")}><Icon of={UserPlus} />Invite people</Menu.Item>
      <Menu.Item className="menu-item" onSelect={to("/settings/workspace")}><Icon of={Settings} />Workspace settings</Menu.Item>
      {hide ? (
        <Menu.Item className="menu-item" onSelect={hide}>
          <Icon of={PanelLeftClose} />
          <span className="cut">Hide the sidebar</span>
          <kbd>{isMac ? "⌘\\" : "Ctrl \\"}</kbd>
        </Menu.Item>
      ) : null}
    </MenuSurface>
  );
}

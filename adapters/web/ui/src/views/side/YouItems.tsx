import { CircleDashed, CircleDot, Keyboard, LogOut, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import { useLeave } from "../../api/queries";
import { openOverlay } from "../../lib/overlay";
import { useLive } from "../../live/context";
import { Icon } from "../../parts/Basics";
import type { MenuProps } from "../../parts/MenuPlace";
import { Menu, MenuSurface } from "../../parts/MenuSurface";
import { setAway } from "../presence";

export default function YouItems({ isAway, ...rest }: MenuProps & { isAway: boolean }): ReactNode {
  const live = useLive();
  const navigate = useNavigate();
  const leave = useLeave();
  return (
    <MenuSurface {...rest} side="top" align="end">
      <Menu.Item className="menu-item" onSelect={() => void navigate(`/w/${live.workspaceId}/settings/profile`)}><Icon of={UserRound} />Profile and settings</Menu.Item>
      <Menu.Item className="menu-item" onSelect={() => { setAway(live, !isAway); }}>
        <Icon of={isAway ? CircleDot : CircleDashed} />{isAway ? "Be here again" : "Be away"}
      </Menu.Item>
      <Menu.Item className="menu-item" onSelect={() => { openOverlay({ kind: "keys" }); }}><Icon of={Keyboard} /><span className="cut">Keyboard shortcuts</span><kbd>?</kbd></Menu.Item>
      <Menu.Separator className="menu-line" />
      <Menu.Item className="menu-item" onSelect={() => { leave.mutate(undefined); }}><Icon of={LogOut} />Sign out</Menu.Item>
    </MenuSurface>
  );
}

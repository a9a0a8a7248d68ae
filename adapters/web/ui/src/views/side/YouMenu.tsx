import * as Menu from "@radix-ui/react-dropdown-menu";
import { CircleDashed, CircleDot, Keyboard, LogOut, SlidersHorizontal, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import { usePresence } from "../../api/people";
import { useLeave } from "../../api/queries";
import type { Me } from "../../api/types";
import { openOverlay } from "../../lib/overlay";
import { useLive } from "../../live/context";
import { Icon, IconButton } from "../../parts/Basics";
import { ThemeButton } from "../Enter";
import { setAway } from "../presence";
import { Face } from "./Face";

/** Who is signed in, and what they can do about themselves. */
export function You({ me }: { me: Me }): ReactNode {
  const live = useLive();
  const navigate = useNavigate();
  const leave = useLeave();
  const status = usePresence(live.workspaceId)[me.user.id] ?? "gone";
  const isAway = status === "away";
  return (
    <div className="side-foot">
      <Face id={me.user.id} name={me.user.name} status={status} size={28} />
      <span className="cut"><bdi>{me.user.name}</bdi></span>
      <ThemeButton />
      <Menu.Root modal={false}>
        <Menu.Trigger asChild><IconButton label="You" icon={SlidersHorizontal} /></Menu.Trigger>
        <Menu.Portal>
          <Menu.Content className="menu" side="top" align="end" sideOffset={4} collisionPadding={8}>
            <Menu.Item className="menu-item" onSelect={() => void navigate(`/w/${live.workspaceId}/settings/profile`)}><Icon of={UserRound} />Profile and settings</Menu.Item>
            <Menu.Item className="menu-item" onSelect={() => { setAway(live, !isAway); }}>
              <Icon of={isAway ? CircleDot : CircleDashed} />{isAway ? "Be here again" : "Be away"}
            </Menu.Item>
            <Menu.Item className="menu-item" onSelect={() => { openOverlay({ kind: "keys" }); }}><Icon of={Keyboard} /><span className="cut">Keyboard shortcuts</span><kbd>?</kbd></Menu.Item>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onSelect={() => { leave.mutate(undefined); }}><Icon of={LogOut} />Sign out</Menu.Item>
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}

import { Bell, BellOff, CheckCheck, PanelRight } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import { useMuting } from "../../api/channels";
import type { Channel } from "../../api/types";
import { useLive } from "../../live/context";
import { Icon } from "../../parts/Basics";
import type { MenuProps } from "../../parts/MenuPlace";
import { Menu, MenuSurface } from "../../parts/MenuSurface";

/** What can be done with a channel without opening it. */
export default function RowItems({ channel, ...rest }: MenuProps & { channel: Channel }): ReactNode {
  const live = useLive();
  const navigate = useNavigate();
  const mute = useMuting(channel.id);
  const isMuted = channel.is_muted === true;
  return (
    <MenuSurface {...rest}>
      <Menu.Item className="menu-item" disabled={(channel.unread_count ?? 0) === 0} onSelect={() => { live.markRead(channel.id, channel.last_seq).catch(() => live.refresh(channel.id)); }}>
        <Icon of={CheckCheck} />Mark as read
      </Menu.Item>
      <Menu.Item className="menu-item" onSelect={() => { mute.mutate(!isMuted); }}><Icon of={isMuted ? Bell : BellOff} />{isMuted ? "Unmute" : "Mute"}</Menu.Item>
      <Menu.Item className="menu-item" onSelect={() => void navigate(`/w/${live.workspaceId}/c/${channel.id}?panel=details`)}><Icon of={PanelRight} />Details</Menu.Item>
    </MenuSurface>
  );
}

import "../../styles/palette.css";

import type { ReactNode } from "react";
import { useMatch } from "react-router";

import type { Me, Workspace } from "../../api/types";
import type { Overlay as What } from "../../lib/overlay";
import { lastChannel } from "../../live/pending";
import { AskDialog } from "../../parts/AskDialog";
import { InviteDialog } from "../settings/InviteDialog";
import NewChannel from "../side/NewChannel";
import NewDirect from "../side/NewDirect";
import { Keys } from "./Keys";
import { Palette } from "../Palette";

interface Props {
  overlay: What;
  me: Me;
  workspace: Workspace;
  onClose: () => void;
}

/** The one thing that lies over the page. */
export default function Overlay({ overlay, me, workspace, onClose }: Props): ReactNode {
  const open = useMatch("/w/:workspaceId/c/:channelId")?.params.channelId ?? null;
  const channelId = open ?? lastChannel(workspace.id);
  switch (overlay.kind) {
    case "palette":
      return <Palette me={me} workspace={workspace} channelId={channelId} onClose={onClose} />;
    case "keys":
      return <Keys onClose={onClose} />;
    case "ask":
      return <AskDialog workspaceId={workspace.id} channelId={overlay.channelId ?? channelId} onClose={onClose} />;
    case "channel":
      return <NewChannel onClose={onClose} />;
    case "direct":
      return <NewDirect onClose={onClose} />;
    case "invite":
      return <InviteDialog workspace={workspace} onClose={onClose} />;
  }
}

import { BellRing } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { useMe } from "../api/queries";
import type { Channel, ChannelType, Workspace } from "../api/types";
import { Icon } from "../parts/Basics";
import { CHANNEL_GLYPHS } from "./glyphs";

/** What leads to alerts, for whoever may do it: the agent is set up here, the shop is connected over the API. */
function Begin({ workspace }: { workspace: Workspace }): ReactNode {
  if (workspace.role === "guest") return <p>An owner or admin connects the shop, and members set up the agent.</p>;
  const agents = <Link to={`/w/${workspace.id}/agents`}>Agents</Link>;
  if (workspace.role === "member") return <p>An owner or admin connects the shop. The agent is set up under {agents}.</p>;
  return <p>Set up the agent under {agents}. A shop is connected over the API; the <a href="/api/docs">API reference</a> has the request.</p>;
}

function Alerts({ workspace }: { workspace: Workspace | undefined }): ReactNode {
  return (
    <div className="teaching">
      <span className="glyph"><Icon of={BellRing} size={20} /></span>
      <h2>Alerts arrive here</h2>
      <p>When an order of a connected shop deserves a look, an agent says so here within a second.</p>
      {workspace === undefined || workspace.is_demo ? <p>For sample orders, run this where IONFLUX runs:</p> : (
        <>
          <Begin workspace={workspace} />
          <p>To see it first with sample orders in the sample workspace, run this where IONFLUX runs:</p>
        </>
      )}
      <code className="command">ionflux demo</code>
    </div>
  );
}

const READERS: Record<ChannelType, string> = {
  public: "Everyone in the workspace reads",
  private: "Its members read",
  agent_dedicated: "Everyone in the workspace reads, and its agent answers,",
  dm: "Only you and those named above read",
};

/** What will stand in a channel that has no messages yet, and the step that puts something there. */
export function Teaching({ channel, workspaceId }: { channel: Channel; workspaceId: string }): ReactNode {
  const workspace = useMe().data?.workspaces.find((one) => one.id === workspaceId);
  if (channel.name === "alerts") return <Alerts workspace={workspace} />;
  const isDirect = channel.type === "dm";
  return (
    <div className="teaching">
      <span className="glyph"><Icon of={CHANNEL_GLYPHS[channel.type]} size={20} /></span>
      <h2>{isDirect ? channel.name : `#${channel.name} is empty`}</h2>
      <p>{READERS[channel.type]} what is written here. Write the first message below.</p>
    </div>
  );
}

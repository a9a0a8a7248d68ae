import { BellRing } from "lucide-react";
import type { ReactNode } from "react";

import { useMe } from "../api/queries";
import type { Channel, ChannelType } from "../api/types";
import { Icon } from "../parts/Basics";
import { CHANNEL_GLYPHS } from "./glyphs";

function Alerts({ isSample }: { isSample: boolean }): ReactNode {
  return (
    <div className="teaching">
      <span className="glyph"><Icon of={BellRing} size={20} /></span>
      <h2>Alerts arrive here</h2>
      <p>When an order of a connected shop deserves a look, an agent says so here within a second.</p>
      {isSample ? <p>For sample orders, run this where IONFLUX runs:</p> : (
        <>
          <p>Connect a shop and set up an agent to begin; the <a href="/api/docs">API reference</a> has both requests.</p>
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
  if (channel.name === "alerts") return <Alerts isSample={workspace?.is_demo ?? false} />;
  const isDirect = channel.type === "dm";
  return (
    <div className="teaching">
      <span className="glyph"><Icon of={CHANNEL_GLYPHS[channel.type]} size={20} /></span>
      <h2>{isDirect ? channel.name : `#${channel.name} is empty`}</h2>
      <p>{READERS[channel.type]} what is written here. Write the first message below.</p>
    </div>
  );
}

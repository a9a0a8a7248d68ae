import { Bell, BellOff } from "lucide-react";
import { type ReactNode, useState } from "react";

import { useFollowing, useMessage } from "../../api/messages";
import { useHistory } from "../../api/queries";
import type { Channel, Message } from "../../api/types";
import { IconButton } from "../../parts/Basics";
import { Boundary, Notice } from "../../parts/Notice";
import { Composer } from "../Composer";
import { useFinding } from "../find/context";
import { MessageList } from "../MessageList";
import { TypingLine } from "../TypingLine";
import { MessageBones } from "../Waiting";
import type { Shell } from "../WorkspaceShell";
import { Panel, PanelHead } from "./Panel";

function Follow({ id }: { id: string }): ReactNode {
  const { isFollowing, turn } = useFollowing(id);
  const label = isFollowing === false ? "Follow this thread" : "Stop following this thread";
  return <IconButton label={label} icon={isFollowing === false ? BellOff : Bell} className={isFollowing ? "on" : ""} disabled={isFollowing === null} onClick={turn} />;
}

interface Props {
  shell: Shell;
  channel: Channel;
  id: string;
  /** The reply a link leads to. */
  at: string | null;
  onClose: () => void;
}

/** A message and the replies to it, as they come. */
export function Replies({ shell, channel, parent, at }: Omit<Props, "id" | "onClose"> & { parent: Message }): ReactNode {
  const history = useHistory(channel.id, parent.id, at);
  if (history.data !== undefined) {
    return <MessageList key={parent.id} channel={channel} workspace={shell.workspace} history={history.data} parent={parent} at={at} />;
  }
  if (history.isPending) return <MessageBones />;
  return (
    <div className="list notice-place">
      <Notice title="The replies could not be read" why={history.error} busy={history.isFetching} retry={() => void history.refetch()} />
    </div>
  );
}

/** The thread under a message: the message, the replies as they come, and where one is written. */
export default function ThreadPanel({ shell, channel, id, at, onClose }: Props): ReactNode {
  const found = useMessage(id);
  const parent = found.data?.channel_id === channel.id ? found.data : undefined;
  const { isOpen: isFinding } = useFinding();
  const [isQuiet] = useState(isFinding);
  const where = channel.type === "dm" ? channel.name : `#${channel.name}`;
  return (
    <Panel label="Thread" onClose={onClose}>
      <PanelHead title="Thread" under={where} onClose={onClose} closeLabel="Close the thread">
        {parent ? <Follow id={parent.id} /> : null}
      </PanelHead>
      {found.isPending ? <MessageBones /> : null}
      {!found.isPending && parent === undefined ? (
        <div className="list notice-place">
          <Notice title="This thread is not here" why={found.error ?? "The message above it was deleted, or it stands in a channel that you cannot read."} />
        </div>
      ) : null}
      {parent ? (
        <>
          <Boundary what="The replies" key={parent.id}>
            <Replies shell={shell} channel={channel} parent={parent} at={at} />
          </Boundary>
          <Composer key={`write-${parent.id}`} channel={channel} threadId={parent.id} isQuiet={isQuiet} note={<TypingLine channelId={channel.id} threadId={parent.id} />} />
        </>
      ) : null}
    </Panel>
  );
}

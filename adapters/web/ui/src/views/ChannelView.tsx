import { useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, Hash, Lock, PanelLeft } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link, useOutletContext, useParams } from "react-router";

import { useChannels, useHistory } from "../api/queries";
import type { Channel } from "../api/types";
import { PHONE, useMedia } from "../lib/media";
import { historyKey } from "../live/live";
import { keepLastChannel } from "../live/pending";
import { Icon, IconButton } from "../parts/Basics";
import { Boundary, Notice } from "../parts/Notice";
import { Composer } from "./Composer";
import { OfflineBanner } from "./Connection";
import { MessageList } from "./MessageList";
import { MessageBones } from "./Waiting";
import type { Shell } from "./WorkspaceShell";

/** The bar over a view: the way back on a phone, the way to the sidebar where it is not beside, and what the view is. */
function Bar({ shell, children }: { shell: Shell; children?: ReactNode }): ReactNode {
  const isPhone = useMedia(PHONE);
  return (
    <header className="bar" data-region="header" tabIndex={-1}>
      {isPhone ? (
        <Link className="icon-button" to={`/w/${shell.workspace.id}`} aria-label="Back to channels"><Icon of={ChevronLeft} size={20} /></Link>
      ) : null}
      {shell.openSidebar ? <IconButton label="Show the sidebar" data-opens-sidebar="" icon={PanelLeft} onClick={shell.openSidebar} /> : null}
      {children}
    </header>
  );
}

function Messages({ channel, shell }: { channel: Channel; shell: Shell }): ReactNode {
  const history = useHistory(channel.id);
  const client = useQueryClient();
  if (history.data !== undefined) {
    return <MessageList key={channel.id} channel={channel} history={history.data} myId={shell.me.user.id} workspaceId={shell.workspace.id} />;
  }
  if (history.isPending && history.fetchStatus !== "idle") {
    return <MessageBones onStop={() => void client.cancelQueries({ queryKey: historyKey(channel.id) })} />;
  }
  return (
    <div className="list notice-place">
      <Notice title="The messages could not be read" why={history.error ?? "You stopped waiting for them. They are safe on the server."}
        busy={history.isFetching} retry={() => void history.refetch()} />
    </div>
  );
}

function NoChannel({ shell, channels }: { shell: Shell; channels: ReturnType<typeof useChannels> }): ReactNode {
  useEffect(() => {
    document.title = `${shell.workspace.name} · IONFLUX`;
  }, [shell.workspace.name]);
  return (
    <div className="notice-place">
      {channels.data === undefined && channels.error ? (
        <Notice page title="The channels could not be read" why={channels.error} busy={channels.isFetching} retry={() => void channels.refetch()} />
      ) : (
        <Notice page title="This channel is not here" why="It was removed, or it is private and you are not in it. Its members can add you.">
          <Link className="button ink" to={`/w/${shell.workspace.id}`}>Back to channels</Link>
        </Notice>
      )}
    </div>
  );
}

/** A channel: header, messages that follow the server, composer. */
export function ChannelView(): ReactNode {
  const { channelId = "" } = useParams();
  const shell = useOutletContext<Shell>();
  const channels = useChannels(shell.workspace.id);
  const channel = channels.data?.find((one) => one.id === channelId);

  useEffect(() => {
    if (channel === undefined) return;
    document.title = `#${channel.name} · ${shell.workspace.name} · IONFLUX`;
    keepLastChannel(shell.workspace.id, channel.id);
  }, [channel, shell.workspace]);

  if (channel === undefined) {
    return (
      <main className="main" id="main" tabIndex={-1}>
        <Bar shell={shell} />
        {channels.isPending ? <MessageBones /> : <NoChannel shell={shell} channels={channels} />}
      </main>
    );
  }
  return (
    <main className="main" id="main" tabIndex={-1}>
      <Bar shell={shell}>
        <h1><Icon of={channel.type === "private" ? Lock : Hash} /><span className="cut">{channel.name}</span></h1>
        {channel.description_text ? <p className="topic cut">{channel.description_text}</p> : null}
      </Bar>
      <OfflineBanner channelId={channel.id} />
      <Boundary what="The messages" key={channel.id}>
        <Messages channel={channel} shell={shell} />
      </Boundary>
      <Composer key={`write-${channel.id}`} channel={channel} />
    </main>
  );
}

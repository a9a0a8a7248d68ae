import { ChevronLeft, Hash, Lock, PanelLeft } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link, useOutletContext, useParams } from "react-router";

import { useChannels, useHistory } from "../api/queries";
import type { Channel } from "../api/types";
import { PHONE, useMedia } from "../lib/media";
import { keepLastChannel } from "../live/pending";
import { Boundary, Button, Cause, Icon, IconButton } from "../parts/Basics";
import { Composer } from "./Composer";
import { OfflineBanner } from "./Connection";
import { Notice } from "./Home";
import { MessageList } from "./MessageList";
import type { Shell } from "./WorkspaceShell";

function Header({ channel, shell }: { channel: Channel; shell: Shell }): ReactNode {
  const isPhone = useMedia(PHONE);
  return (
    <header className="bar" data-region="header" tabIndex={-1}>
      {isPhone ? (
        <Link className="icon-button" to={`/w/${shell.workspace.id}`} aria-label="Back to channels"><Icon of={ChevronLeft} size={20} /></Link>
      ) : null}
      {shell.openSidebar ? <IconButton label="Show the sidebar" data-opens-sidebar="" icon={PanelLeft} onClick={shell.openSidebar} /> : null}
      <h1><Icon of={channel.type === "private" ? Lock : Hash} />{channel.name}</h1>
      {channel.description_text ? <p className="topic cut">{channel.description_text}</p> : null}
    </header>
  );
}

/** The shape of what is coming, shown once it takes longer than a moment. */
function Skeleton(): ReactNode {
  return (
    <div className="list" aria-busy="true" aria-label="Reading the messages">
      <div className="column bones">
        {[2, 1, 3, 1, 2, 3].map((width, at) => (
          <div className="message" key={at} aria-hidden="true">
            <span className="bone circle" />
            <div className="message-main"><span className="bone w-1" /><span className={`bone text w-${String(width + 1)}`} /></div>
          </div>
        ))}
      </div>
    </div>
  );
}

function Messages({ channel, shell }: { channel: Channel; shell: Shell }): ReactNode {
  const history = useHistory(channel.id);
  if (history.data !== undefined) {
    return <MessageList key={channel.id} channel={channel} history={history.data} myId={shell.me.user.id} workspaceId={shell.workspace.id} />;
  }
  if (history.isPending) return <Skeleton />;
  return (
    <div className="list">
      <div className="notice-view" role="alert">
        <h2>The messages could not be read</h2>
        <Cause error={history.error} />
        <Button onClick={() => void history.refetch()}>Try again</Button>
      </div>
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
    if (channels.isPending) return <main className="main" id="main"><div className="bar" /><Skeleton /></main>;
    return (
      <Notice title="This channel is not here" why={channels.error ?? "It was removed, or it is private and you are not in it. Its members can add you."}>
        <Link className="button" to={`/w/${shell.workspace.id}`}>Back to channels</Link>
      </Notice>
    );
  }
  return (
    <main className="main" id="main" tabIndex={-1}>
      <Header channel={channel} shell={shell} />
      <OfflineBanner channelId={channel.id} />
      <Boundary what="The messages" key={channel.id}>
        <Messages channel={channel} shell={shell} />
      </Boundary>
      <Composer key={`write-${channel.id}`} channel={channel} />
    </main>
  );
}

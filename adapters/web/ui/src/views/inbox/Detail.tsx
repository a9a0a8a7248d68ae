import { Check, CheckCheck, ChevronDown, ChevronLeft, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { useMessage } from "../../api/messages";
import type { Notice } from "../../api/notices";
import { useChannels } from "../../api/queries";
import { Button, Icon, IconButton } from "../../parts/Basics";
import { Boundary, Notice as Told } from "../../parts/Notice";
import { Composer } from "../Composer";
import { ListBones } from "../Page";
import { Replies } from "../panel/ThreadPanel";
import type { Shell } from "../WorkspaceShell";
import { type Acting, isPressing, placeOf } from "./acting";

interface Props {
  notice: Notice;
  shell: Shell;
  place: { at: number; of: number };
  acting: Acting;
  step: (by: 1 | -1) => void;
  /** Leads back to the list where the two do not fit side by side. */
  back: (() => void) | null;
}

function Head({ notice, shell, place, acting, step, back }: Props): ReactNode {
  const channel = useChannels(shell.workspace.id).data?.find((one) => one.id === notice.channel_id);
  const to = placeOf(notice);
  return (
    <header className="bar notice-bar">
      {back ? <><IconButton label="Back to the inbox" icon={ChevronLeft} size={20} onClick={back} /><h1 className="unseen">{notice.title_text}</h1></> : null}
      {channel && to ? <p className="cut">From <Link to={to}>{channel.type === "dm" ? channel.name : `#${channel.name}`}</Link></p> : null}
      <div className="bar-end">
        <span className="notice-place-of">{place.at + 1} of {place.of}</span>
        <IconButton label="The one before" icon={ChevronUp} aria-disabled={place.at === 0} onClick={() => { step(-1); }} />
        <IconButton label="Next" icon={ChevronDown} aria-disabled={place.at + 1 >= place.of} onClick={() => { step(1); }} />
        {isPressing(notice) ? <Button small look="ink" onClick={() => { acting.acknowledge(notice); }}><Icon of={CheckCheck} size={14} />Acknowledge</Button> : null}
        <Button small onClick={() => { acting.done(notice); }}><Icon of={Check} size={14} />Done <kbd className="kbd">E</kbd></Button>
      </div>
    </header>
  );
}

function Alone({ notice }: { notice: Notice }): ReactNode {
  return <div className="notice-alone"><h2>{notice.title_text}</h2><p>{notice.body_text}</p></div>;
}

/** The message with its replies, and where one is written; what is in no channel says all there is. */
function InContext({ notice, shell }: { notice: Notice; shell: Shell }): ReactNode {
  const channel = useChannels(shell.workspace.id).data?.find((one) => one.id === notice.channel_id);
  const topId = notice.thread_id ?? notice.message_id;
  const top = useMessage(topId);
  if (topId === null || channel === undefined) return <Alone notice={notice} />;
  if (top.data === undefined) {
    if (top.error === null) return <div className="notice-alone"><ListBones rows={2} /></div>;
    return <div className="notice-place"><Told title="The message could not be read" why={top.error} busy={top.isFetching} retry={() => void top.refetch()} /></div>;
  }
  return (
    <>
      <Replies key={top.data.id} shell={shell} channel={channel} parent={top.data} at={notice.message_id === top.data.id ? null : notice.message_id} />
      <Composer key={`write-${top.data.id}`} isQuiet channel={channel} threadId={top.data.id} />
    </>
  );
}

/** What a notification is about, where it can be dealt with. */
export function Detail(props: Props): ReactNode {
  return (
    <section className="notice-detail" aria-label={props.notice.title_text}>
      <Head {...props} />
      <Boundary what="The message"><InContext notice={props.notice} shell={props.shell} /></Boundary>
    </section>
  );
}

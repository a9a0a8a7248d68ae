import { Check, CheckCheck, ChevronDown, ChevronLeft, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { type Notice, useContext } from "../../api/notices";
import { useChannels } from "../../api/queries";
import { Button, Icon, IconButton } from "../../parts/Basics";
import { Notice as Told } from "../../parts/Notice";
import { ListBones } from "../Page";
import type { Shell } from "../WorkspaceShell";
import { type Acting, isPressing, placeOf } from "./acting";
import { Said } from "./Said";
import { Reply } from "./Reply";

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
      {back ? <IconButton label="Back to the inbox" icon={ChevronLeft} size={20} onClick={back} /> : null}
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

function InContext({ notice, shell }: { notice: Notice; shell: Shell }): ReactNode {
  const { message, replies } = useContext(notice);
  if (notice.message_id === null) return <div className="notice-alone"><h2>{notice.title_text}</h2><p>{notice.body_text}</p></div>;
  if (message.data === undefined) {
    if (message.error === null) return <ListBones rows={2} />;
    return <Told title="The message could not be read" why={message.error} busy={message.isFetching} retry={() => void message.refetch()} />;
  }
  return (
    <>
      <ol className="said">
        {[message.data, ...(replies.data ?? [])].map((one) => <Said key={one.id} message={one} shell={shell} isMeant={one.id === notice.message_id} />)}
      </ol>
      <Reply key={message.data.id} message={message.data} />
    </>
  );
}

/** What a notification is about, where it can be dealt with. */
export function Detail(props: Props): ReactNode {
  return (
    <section className="notice-detail" aria-label={props.notice.title_text}>
      <Head {...props} />
      <div className="view"><div className="notice-body"><InContext notice={props.notice} shell={props.shell} /></div></div>
    </section>
  );
}

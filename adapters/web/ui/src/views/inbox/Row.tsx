import * as Menu from "@radix-ui/react-dropdown-menu";
import { BellRing, Check, CheckCheck, Clock, ExternalLink, Mail, MoreHorizontal, Settings2 } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import type { Notice } from "../../api/notices";
import type { AgentConfiguration } from "../../api/types";
import { prose } from "../../lib/prose";
import { moment } from "../../lib/times";
import { Avatar, Icon } from "../../parts/Basics";
import { type Acting, isPressing, placeOf } from "./acting";
import { laters } from "./snooze";

const LEVEL = { info: null, warning: { tone: "warn", word: "Warning" }, critical: { tone: "bad", word: "Critical" } } as const;

function RowMenu({ notice, acting }: { notice: Notice; acting: Acting }): ReactNode {
  const navigate = useNavigate();
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="icon-button notice-menu" aria-label={`More for ${notice.title_text}`}><Icon of={MoreHorizontal} /></Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          {isPressing(notice) ? <Menu.Item className="menu-item" onSelect={() => { acting.acknowledge(notice); }}><Icon of={CheckCheck} />Acknowledge</Menu.Item> : null}
          <Menu.Item className="menu-item" onSelect={() => { acting.done(notice); }}><Icon of={Check} /><span className="cut">Done</span><kbd>E</kbd></Menu.Item>
          {placeOf(notice) === null ? null : <Menu.Item className="menu-item" onSelect={() => { acting.open(notice); }}><Icon of={ExternalLink} /><span className="cut">Open in its channel</span><kbd>↵</kbd></Menu.Item>}
          {notice.read_at === null ? null : <Menu.Item className="menu-item" onSelect={() => { acting.unread(notice); }}><Icon of={Mail} />Mark unread</Menu.Item>}
          <Menu.Separator className="menu-line" />
          <Menu.Label className="menu-label">Put off</Menu.Label>
          {laters(new Date()).map((later) => (
            <Menu.Item key={later.name} className="menu-item" onSelect={() => { acting.snooze(notice, later.at); }}>
              <Icon of={Clock} /><span className="cut">{later.name}</span><kbd>{moment(later.at, new Date())}</kbd>
            </Menu.Item>
          ))}
          <Menu.Separator className="menu-line" />
          <Menu.Item className="menu-item" onSelect={() => void navigate(`/w/${notice.workspace_id}/settings/notifications`)}><Icon of={Settings2} />Notification settings</Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Face({ notice, agents }: { notice: Notice; agents: readonly AgentConfiguration[] }): ReactNode {
  const { actor } = notice;
  if (actor === null || actor.id === null) return <span className="avatar size-28 square notice-face"><Icon of={BellRing} /></span>;
  const definitionId = agents.find((one) => one.id === actor.id)?.agent_definition_id;
  return <Avatar id={actor.id} name={actor.name} kind={actor.type} definitionId={definitionId} size={28} />;
}

interface Props {
  notice: Notice;
  agents: readonly AgentConfiguration[];
  isChosen: boolean;
  acting: Acting;
  choose: () => void;
}

/** One notification: who, what, when; alike ones once with their number. */
export function NoticeRow({ notice, agents, isChosen, acting, choose }: Props): ReactNode {
  const level = LEVEL[notice.level];
  const isUnread = notice.read_at === null;
  const at = new Date(notice.updated_at);
  return (
    <li className={`notice-row ${isChosen ? "chosen" : ""} ${isUnread ? "unread" : ""}`} data-notice={notice.id}>
      <span className="notice-dot" aria-hidden="true" />
      <Face notice={notice} agents={agents} />
      <div className="notice-words">
        <button type="button" className="notice-title" aria-current={isChosen || undefined} onClick={choose}>
          {isUnread ? <span className="unseen">Unread: </span> : null}{notice.title_text}
        </button>
        {notice.body_text ? <p className="cut">{prose(notice.body_text)}</p> : null}
        {level || notice.count > 1 ? (
          <p className="notice-tags">
            {level ? <span className={`tag ${level.tone}`}>{level.word}</span> : null}
            {notice.count > 1 ? <span>{notice.count.toLocaleString()} alike, shown once</span> : null}
          </p>
        ) : null}
      </div>
      <time className="time" dateTime={notice.updated_at}>{moment(at, new Date())}</time>
      <RowMenu notice={notice} acting={acting} />
    </li>
  );
}

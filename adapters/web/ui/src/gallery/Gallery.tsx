import "../styles/gallery.css";

import { Bell, PanelLeft } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "react-router";

import { ApiError } from "../api/client";
import { queryClient } from "../api/queries";
import type { Channel, Message } from "../api/types";
import { dayWords } from "../lib/format";
import { LiveContext } from "../live/context";
import { Live } from "../live/live";
import type { Row } from "../live/rows";
import { AlertCard } from "../parts/AlertCard";
import { Banner } from "../parts/Banner";
import { Avatar, Button, Field, IconButton } from "../parts/Basics";
import { Notice } from "../parts/Notice";
import { Composer } from "../views/Composer";
import { ThemeButton } from "../views/Enter";
import { type Actions, type Place, PlaceContext } from "../views/message/context";
import { MessageRow } from "../views/MessageRow";
import { Sidebar } from "../views/Sidebar";
import { Teaching } from "../views/Teaching";
import { MessageBones } from "../views/Waiting";
import { AGENTS, ALERTS, CHANNELS, MARKDOWN, ME, message, NOW, PEOPLE, pending, prepare, STATUS, WORKSPACE } from "./samples";
import { Views } from "./Views";
import { Writing } from "./Writing";

export function Section({ name, children, wide = false }: { name: string; children: ReactNode; wide?: boolean }): ReactNode {
  return (
    <section className={wide ? "show wide" : "show"} aria-label={name}>
      <h2>{name}</h2>
      <div className="show-body">{children}</div>
    </section>
  );
}

const nothing = (): void => undefined;

function Buttons(): ReactNode {
  return (
    <Section name="Button">
      {(["ink", "outline", "quiet"] as const).map((look) => (
        <p className="show-line" key={look}>
          <Button look={look}>Read again</Button>
          <Button look={look} small>Small one</Button>
          <Button look={look} disabled>Disabled</Button>
          <Button look={look} busy>Busy</Button>
        </p>
      ))}
      <p className="show-line">
        <IconButton label="Notify me" icon={Bell} />
        <IconButton label="Show the sidebar" icon={PanelLeft} />
        <button type="button" className="link">3 more</button>
      </p>
    </Section>
  );
}

function Fields(): ReactNode {
  const [text, setText] = useState("mara@lumenandoak");
  return (
    <Section name="Field">
      <Field label="Empty" defaultValue="" />
      <Field label="With a hint" hint="At least 8 characters" defaultValue="" />
      <Field label="With a fault" fault="Write an address such as ana@shop.example." value={text} onChange={(event) => { setText(event.target.value); }} />
    </Section>
  );
}

function Small(): ReactNode {
  return (
    <Section name="Tag and avatar">
      <p className="show-line">
        <span className="tag">Sample data</span>
        <span className="tag accent">Above €250</span>
        <span className="tag ok">Connected</span>
        <span className="tag warn">Warning</span>
        <span className="tag bad">Critical</span>
        <span className="tag outline">Agent</span>
        <span className="count">4</span>
      </p>
      {([36, 28, 20] as const).map((size) => (
        <p className="show-line" key={size}>
          {["a", "b", "c", "d", "e", "f", "g", "h"].map((id) => <Avatar key={id} id={id} name={`${id} Lindqvist`} kind="user" size={size} />)}
          <Avatar id="agent-sentinel" name="Sales Sentinel" kind="agent" definitionId="agent_004" size={size} />
          <Avatar id="agent-other" name="Email Wizard" kind="agent" size={size} />
          <Avatar id="system" name="IONFLUX" kind="system" size={size} />
        </p>
      ))}
    </Section>
  );
}

const ACTIONS: Actions = {
  react: nothing, thread: nothing, ask: nothing, edit: nothing, pin: nothing, copyLink: nothing, remove: nothing, markUnread: nothing,
  showEdits: nothing, showImage: nothing,
};

const PLACE: Place = {
  workspace: WORKSPACE, channel: CHANNELS[0] as Channel, threadId: null, me: { id: ME.user.id, name: ME.user.name }, agents: AGENTS,
  nameOf: (id) => PEOPLE.find((one) => one.user_id === id)?.name ?? "Somebody who left", actions: ACTIONS,
};

const row = (key: string, one: Message): Row => ({ kind: "message", key, grouped: false, alike: 0, message: one });

const ROWS: Row[] = [
  { kind: "day", key: "day", words: dayWords(NOW, NOW) },
  { kind: "message", key: "1", grouped: false, alike: 0, message: message("Jonah Whitlock", "Carrier pick-up moves to 16:00 today. If it must leave before the weekend, tag me.") },
  { kind: "message", key: "2", grouped: true, alike: 0, message: message("Jonah Whitlock", "That includes the press kits.", { updated_at: NOW.toISOString() }) },
  { kind: "message", key: "3", grouped: false, alike: 3, message: message("Sales Sentinel", "", {
    sender_id: "agent-sentinel", sender_type: "agent", content_type: "json_data", content_json: { json_payload: ALERTS["an order"] },
  }) },
  { kind: "new", key: "new" },
  { kind: "message", key: "4", grouped: false, alike: 0, message: message("Inés Caldera", MARKDOWN) },
  { kind: "message", key: "5", grouped: false, alike: 0, message: message("IONFLUX", "", { sender_type: "system", content_type: "other", content_json: { json_payload: { kind: "unknown to this client" } } }) },
  row("5a", message("Theo Okafor", '@"Email Wizard" draft the mail, and @"Mara Lindqvist" has a look. @channel knows.', {
    mentions_json_array: [
      { type: "agent", id: "agent-other", name: "Email Wizard", text: '@"Email Wizard"' },
      { type: "user", id: ME.user.id, name: "Mara Lindqvist", text: '@"Mara Lindqvist"' },
      { type: "channel", id: null, name: "channel", text: "@channel" },
    ],
    reply_count: 3, last_reply_at: NOW.toISOString(), reply_user_ids_array: ["user-ines", "agent-other", "user-theo"],
  })),
  row("5b", message("Inés Caldera", "Two customers ask if the new balm still has lanolin. It does not, right?", {
    is_pinned: true,
    reactions_json_array: [{ emoji: "👀", user_ids_array: ["user-theo", "user-ines"] }, { emoji: "👍", user_ids_array: [ME.user.id] }],
  })),
  row("5c", message("Mara Lindqvist", "/run_agent \"Email Wizard\" {topic: winter}", { sender_id: ME.user.id })),
  row("edit", message("Mara Lindqvist", "I will add it to the product page.", { sender_id: ME.user.id })),
  row("5d", message("Theo Okafor", "Gone", { deleted_at: NOW.toISOString() })),
  row("lit", message("Jonah Whitlock", "A link led here.")),
  row("5e", message("IONFLUX", "Theo Okafor joined", { sender_type: "system" })),
  row("5f", message("Theo Okafor", "The figures", {
    content_type: "file_attachment",
    content_json: { text_body: "The figures", file_details_json: { file_id: "f", name: "revenue-week-47-with-a-long-name.csv", size: 48_211, content_type: "text/csv", width: null, height: null, has_thumbnail: false } },
  })),
  ...Object.values(STATUS).map((status) => row(status.run_id, message("Email Wizard", "", {
    sender_id: "agent-other", sender_type: "agent", content_type: "agent_status_update", content_json: { status_update_json: status },
  }))),
  { kind: "pending", key: "6", grouped: false, pending: pending("sending", "On its way") },
  { kind: "pending", key: "7", grouped: true, pending: pending("waiting", "Jonah, can the press kits carry the same line?") },
  { kind: "pending", key: "8", grouped: true, pending: pending("failed", "And the hero image needs an alt text.", "This is too large to send. It is kept here.") },
  { kind: "reply", key: "9", reply: { id: "9", channel_id: "general", thread_id: null, text_body: "**/runs** lists the latest runs.", is_error: false, at: NOW.toISOString(), after_seq: 0 } },
  { kind: "reply", key: "10", reply: { id: "10", channel_id: "general", thread_id: null, text_body: "There is no agent *Email Wizzard*. Nearest: **Email Wizard**.", is_error: true, at: NOW.toISOString(), after_seq: 0 } },
];

function Messages(): ReactNode {
  return (
    <Section name="Message, day divider, unread line" wide>
      <PlaceContext value={PLACE}>
        {ROWS.map((row) => (
          <MessageRow key={row.key} row={row} focusable active={row.key === "5b"} isEdited={row.key === "edit"} isLit={row.key === "lit"} isFound={false} onFocus={nothing} dismiss={nothing} />
        ))}
      </PlaceContext>
    </Section>
  );
}

function Cards(): ReactNode {
  return (
    <Section name="Alert card" wide>
      {Object.entries(ALERTS).map(([name, alert]) => <AlertCard key={name} alert={alert} alike={name === "an order" ? 14 : 0} />)}
    </Section>
  );
}

const BUSY = new ApiError(503, { code: "storage_busy", request_id: "0f8c41d2-7b1e-4a55-9d3c-5a1f0e2b7c11", retry_after_s: 12 });

function InPlaceOfContent(): ReactNode {
  return (
    <>
      <Section name="Banner" wide>
        <Banner what="You are offline." waiting={2} next="Next try in 8 s" onTry={nothing} />
        <Banner what="The server cannot be reached." waiting={0} next="Trying now" onTry={nothing} />
      </Section>
      <Section name="What could not be read"><Notice title="The messages could not be read" why={BUSY} retry={nothing} /></Section>
      <Section name="Notice"><Notice title="This channel is not here" why="It was removed, or it is private and you are not in it. Its members can add you."><Button look="ink">Back to channels</Button></Notice></Section>
      <Section name="Empty">{CHANNELS.slice(0, 2).map((one) => <Teaching key={one.id} channel={one} workspaceId={WORKSPACE.id} />)}</Section>
      <Section name="Skeleton" wide><MessageBones onStop={nothing} /></Section>
    </>
  );
}

/** Each component with its states. `?theme=dark` chooses the theme without keeping it. */
export default function Gallery(): ReactNode {
  const [params] = useSearchParams();
  const [live] = useState(() => {
    prepare(queryClient);
    const theme = params.get("theme");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
    return new Live(queryClient, WORKSPACE.id, ME.user.id);
  });
  return (
    <LiveContext value={live}>
      <main className="gallery">
        <header className="gallery-head">
          <h1>Components</h1>
          <ThemeButton />
        </header>
        <Buttons />
        <Fields />
        <Small />
        <Messages />
        <Cards />
        <InPlaceOfContent />
        <Section name="Composer" wide>{CHANNELS.slice(0, 1).map((one) => <Composer key={one.id} channel={one} />)}</Section>
        <Section name="Writing" wide><Writing /></Section>
        <Views />
      </main>
      <div className="gallery-side"><Sidebar me={ME} workspace={WORKSPACE} place="beside" hide={nothing} /></div>
    </LiveContext>
  );
}

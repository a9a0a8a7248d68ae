import "../parts/emoji/emoji.css";

import { type ReactNode, useState } from "react";

import type { Mention } from "../api/types";
import type { Command, CommandArgument } from "../api/writing";
import { readCommand } from "../lib/command";
import { Avatar } from "../parts/Basics";
import { EmojiGrid } from "../parts/emoji/EmojiGrid";
import { Markdown } from "../parts/Markdown";
import { DropHere } from "../views/composer/drop";
import { Formatting } from "../views/composer/Formatting";
import { Note } from "../views/composer/Note";
import { type Option, Options, useChoice } from "../views/composer/Options";
import { KeyFoot, Signature } from "../views/composer/Signature";
import { TrayView } from "../views/composer/Tray";
import type { Upload } from "../views/composer/uploads";

const nothing = (): void => undefined;

const argument = (name: string, type: CommandArgument["type"], description: string, is_required = false, choices: string[] | null = null): CommandArgument => ({
  name, type, description, is_required, choices,
});

const RUN: Command = {
  name: "agent run", aliases: [], summary: "Start an agent now", role: "member", syntax: "",
  arguments: [
    argument("agent", "agent", "Which agent, by its name", true), argument("period", "choice", "The time that the digest covers", true, ["today", "7d", "30d"]),
    argument("compare", "boolean", "Whether it names what changed"), argument("post_to", "channel", "Where the digest goes"),
  ],
};

const words = (name: string, about: string): ReactNode => <><code className="option-name">{name}</code><span className="option-words cut">{about}</span></>;

const PERIODS: Option[] = [["today", "Since 00:00"], ["7d", "12 to 18 November"], ["30d", "20 October to 18 November"]].map(([name = "", about = ""]) => ({
  id: `gallery-${name}`, row: words(name, about), accept: nothing,
}));

const PEOPLE: Option[] = [
  { id: "gallery-ana", row: <><Avatar id="ana" name="Ana Lima" kind="user" size={20} /><span className="option-who">Ana Lima</span><span className="option-words cut">admin</span></>, accept: nothing },
  {
    id: "gallery-wizard", isDisabled: true, accept: nothing,
    row: <><Avatar id="agent-other" name="Email Wizard" kind="agent" size={20} /><span className="option-who">Email Wizard</span><span className="tag outline">Agent</span><span className="option-words cut">Its settings need a look</span></>,
  },
];

function List({ label, options, text }: { label: string; options: Option[]; text?: string }): ReactNode {
  const choice = useChoice(options, label);
  const reading = text === undefined ? null : readCommand(text, text.length, [RUN], { names: ["revenue-tracker"], inputsOf: () => undefined });
  return (
    <div className="completion wide">
      {reading ? <Signature reading={reading} /> : null}
      <Options id={`gallery-list-${label}`} label={label} options={options} choice={choice} />
      {reading ? <KeyFoot enter={reading.isReady ? "run" : "insert"} hasRows /> : null}
    </div>
  );
}

const PICTURE = "data:image/gif;base64,R0lGODlhAQABAPAAAG6NnwAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==";
const upload = (name: string, more: Partial<Upload>): Upload => ({
  id: name, name, size: 2_202_010, preview: null, state: "ready", progress: 1, stored: null, cause: null, canRetry: true, ...more,
});

const UPLOADS: Upload[] = [
  upload("barrier-balm-hero-v4.png", { preview: PICTURE }),
  upload("a-file-with-a-name-that-is-much-too-long-for-its-place.pdf", { state: "sending", progress: 0.42 }),
  upload("figures.csv", { state: "failed", cause: "The connection broke off. The file is still here." }),
  upload("film.mov", { state: "failed", cause: "Files may have up to 25 MB. This one has 31 MB.", canRetry: false }),
];

const MENTIONS: Mention[] = [{ type: "user", id: "user-mara", name: "Mara Lindqvist", text: '@"Mara Lindqvist"' }, { type: "agent", id: "a", name: "Email Wizard", text: "@email-wizard" }];
const CODE = '```js\n// What is left of a budget\nconst left = (budget) => budget.filter(({ spent }) => spent < 100 && "open");\n```';

/** The parts that a person writes with, in all their states. */
export function Writing(): ReactNode {
  const [dropped] = useState(() => new DOMRect(0, 0, 240, 96));
  return (
    <>
      <List label="An argument with values" options={PERIODS} text="/agent run revenue-tracker " />
      <List label="A wrong value" options={PERIODS} text="/agent run revenue-tracker year " />
      <List label="People and agents" options={PEOPLE} />
      <div className="composer">
        <Formatting onMark={nothing} field="gallery-field" />
        <TrayView uploads={UPLOADS} onRemove={nothing} onRetry={nothing} />
        <div className="composer-row"><textarea id="gallery-field" rows={1} aria-label="A field with files" defaultValue="Here they are" /></div>
      </div>
      <Note id="gallery-note-1" channelId="general" over={12} said={null} returned={null} text="" isCommand={false} onPutBack={nothing}>{null}</Note>
      <Note id="gallery-note-2" channelId="general" over={-20_000} said={null} returned={{ text: "/agnet run", why: "There is no command '/agnet'. Did you mean /agent run?" }} text="" isCommand={false} onPutBack={nothing}>{null}</Note>
      <Note id="gallery-note-3" channelId="general" over={-20_000} said={null} returned={null} text="/help" isCommand onPutBack={nothing}>{null}</Note>
      <div className="show-frame"><DropHere over={dropped} place="#general" /></div>
      <Markdown text={'Thanks @"Mara Lindqvist", and @email-wizard too.'} mentions={MENTIONS} myId="user-mara" />
      <Markdown text="🎉 👍" />
      <Markdown text={CODE} />
      <Markdown text={"A long text, which begins here. ".repeat(150)} />
      <EmojiGrid onPick={nothing} focus={false} />
    </>
  );
}

import { AtSign, CaseSensitive, CircleCheck, Paperclip, Plus, SquareSlash } from "lucide-react";
import { lazy, type ReactNode, useRef } from "react";

import { EmojiPicker } from "../../parts/EmojiPicker";
import { Icon, IconButton } from "../../parts/Basics";
import { MenuPlace } from "../../parts/MenuPlace";
import type { Tool } from "./MoreTools";

const MoreTools = lazy(() => import("./MoreTools"));

interface ToolsProps {
  /** There is no room for everything beside the field. */
  isNarrow: boolean;
  isFormatting: boolean;
  canCommand: boolean;
  onFiles: (files: readonly File[]) => void;
  onFormatting: () => void;
  onMention: () => void;
  onCommand: () => void;
  onEmoji: (emoji: string) => void;
  /** Asks for a decision, where that can be done. */
  onAsk: (() => void) | null;
}

/** A file input that a button opens. */
function useChooser(onFiles: (files: readonly File[]) => void): { open: () => void; input: ReactNode } {
  const input = useRef<HTMLInputElement>(null);
  return {
    open: () => { input.current?.click(); },
    input: (
      <input ref={input} type="file" multiple hidden aria-label="Files to send" tabIndex={-1} onChange={(event) => {
        onFiles([...(event.target.files ?? [])]);
        event.target.value = "";
      }} />
    ),
  };
}

/** What there is no room for beside the field. */
function narrowTools(props: ToolsProps): Tool[] {
  return [
    { name: props.isFormatting ? "Hide formatting" : "Formatting", icon: CaseSensitive, act: props.onFormatting },
    { name: "Mention somebody", icon: AtSign, act: props.onMention },
    ...(props.canCommand ? [{ name: "Run a command", icon: SquareSlash, act: props.onCommand }] : []),
  ];
}

/** Before the field: files and questions, and where it is narrow everything there is no room for beside it. */
export function ToolsBefore(props: ToolsProps): ReactNode {
  const chooser = useChooser(props.onFiles);
  const tools: Tool[] = [
    { name: "Attach files", icon: Paperclip, act: chooser.open },
    ...(props.onAsk ? [{ name: "Ask for a decision", icon: CircleCheck, act: props.onAsk }] : []),
    ...(props.isNarrow ? narrowTools(props) : []),
  ];
  return (
    <>
      {chooser.input}
      {tools.length === 1 ? <IconButton label="Attach files" icon={Plus} onClick={chooser.open} /> : (
        <MenuPlace button={(it) => <button type="button" {...it} className="icon-button" aria-label="Add to the message"><Icon of={Plus} /></button>}
          menu={(it) => <MoreTools {...it} tools={tools} />} />
      )}
    </>
  );
}

/** After the field: what to write with. */
export function ToolsAfter(props: ToolsProps): ReactNode {
  const keep = (event: { preventDefault: () => void }): void => { event.preventDefault(); };
  return (
    <>
      {props.isNarrow ? null : (
        <>
          <IconButton label={props.isFormatting ? "Hide formatting" : "Formatting"} icon={CaseSensitive} aria-pressed={props.isFormatting} onMouseDown={keep} onClick={props.onFormatting} />
          <IconButton label="Mention a person or agent" icon={AtSign} onMouseDown={keep} onClick={props.onMention} />
          <IconButton label={props.canCommand ? "Commands" : "Commands begin an empty message"} icon={SquareSlash} aria-disabled={!props.canCommand} onMouseDown={keep}
            onClick={() => { if (props.canCommand) props.onCommand(); }} />
        </>
      )}
      <EmojiPicker onPick={props.onEmoji} />
    </>
  );
}

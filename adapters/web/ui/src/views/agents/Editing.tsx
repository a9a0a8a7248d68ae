import * as Tabs from "@radix-ui/react-tabs";
import { TriangleAlert } from "lucide-react";
import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from "react";

import { useMedia } from "../../lib/media";
import { count } from "../../lib/words";
import { Icon } from "../../parts/Basics";
import { keyNear } from "./context";
import type { Finding } from "./findings";
import { FormSide, type Sides } from "./FormSide";
import { Help } from "./Help";
import type { EditorHandle } from "./YamlEditor";

const YamlEditor = lazy(() => import("./YamlEditor"));

const NARROW = "(max-width: 1099px)";
const MOST_BYTES = 65_536;

/** Where the caret is, how much there is, and every fault with the way to it. */
function Foot({ text, caret, findings, goTo }: { text: string; caret: number; findings: readonly Finding[]; goTo: (at: number) => void }): ReactNode {
  const before = text.slice(0, caret).split("\n");
  const size = new TextEncoder().encode(text).length;
  return (
    <div className="editor-foot">
      {findings.length > 0 ? (
        <button type="button" className="link fault" onClick={() => { goTo(findings[0]?.from ?? 0); }}><Icon of={TriangleAlert} size={14} />{count(findings.length, "error")}, line {findings[0]?.line}</button>
      ) : null}
      <span>Ln {before.length}, Col {(before.at(-1)?.length ?? 0) + 1}</span>
      <span className={size > MOST_BYTES ? "editor-size fault" : "editor-size"}>{(size / 1024).toFixed(1)} of 64 kB</span>
    </div>
  );
}

/** One text seen as a form and as YAML, with help on the key at the caret; side by side, or where there is no room as tabs. */
export function Editing(props: Sides): ReactNode {
  const { definition, schema, text, findings, isReadOnly, onText } = props;
  const isNarrow = useMedia(NARROW);
  const [caret, setCaret] = useState(0);
  const handle = useRef<EditorHandle>(null);
  const help = useMemo(() => keyNear(schema, text, Math.min(caret, text.length)), [schema, text, caret]);
  const form = <div className="editor-form">{<FormSide {...props} />}</div>;
  const editor = (
    <div className="editor-yaml">
      <Suspense fallback={<div className="yaml-host" role="status" aria-busy="true"><span className="unseen">Opening the editor</span></div>}>
        <YamlEditor ref={handle} label={`Settings of ${definition.name} as YAML`} text={text} schema={schema} findings={findings} isReadOnly={isReadOnly} onText={onText} onCaret={setCaret} />
      </Suspense>
      <Foot text={text} caret={caret} findings={findings} goTo={(at) => { handle.current?.goTo(at); }} />
    </div>
  );
  if (isNarrow) {
    return (
      <Tabs.Root className="editor-tabs" defaultValue="form">
        <Tabs.List className="tabs" aria-label="How the settings are shown">
          <Tabs.Trigger className="tab" value="form">Form</Tabs.Trigger>
          <Tabs.Trigger className="tab" value="yaml">YAML{findings.length > 0 ? <span className="tag bad">{count(findings.length, "error")}</span> : null}</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content className="editor-tab" value="form">{form}</Tabs.Content>
        <Tabs.Content className="editor-tab" value="yaml">{editor}</Tabs.Content>
      </Tabs.Root>
    );
  }
  return (
    <div className="editor-sides">
      <section aria-labelledby="form-side" className="editor-side" tabIndex={0}><h2 id="form-side" className="editor-head">Form<span>follows the YAML</span></h2>{form}</section>
      <section aria-labelledby="yaml-side" className="editor-side middle"><h2 id="yaml-side" className="editor-head">YAML</h2>{editor}</section>
      <aside aria-label="Help" className="editor-help" tabIndex={0}><Help found={help} root={schema} /></aside>
    </div>
  );
}

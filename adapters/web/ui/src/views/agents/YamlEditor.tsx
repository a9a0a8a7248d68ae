import { acceptCompletion, autocompletion, type CompletionContext, completionKeymap, type CompletionResult, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, WidgetType } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react";

import { contextAt, offersAt } from "./context";
import type { Finding } from "./findings";
import type { Key } from "./schema";

/** The text of a configuration in CodeMirror. It lives in a shadow tree: its styles come without a style element. */

const LOOK = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--bg)", fontSize: "var(--fs-13)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.7", overflow: "auto" },
  ".cm-content": { paddingBlock: "12px", caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-line": { paddingInline: "4px 16px" },
  ".cm-gutters": { backgroundColor: "var(--bg)", color: "var(--text-3)", border: "0", paddingInlineStart: "8px" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--bg-hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--bg-active)" },
  ".cm-faulty": { backgroundColor: "var(--bad-soft)" },
  ".cm-fault": { textDecoration: "underline wavy var(--bad-mark)", textUnderlineOffset: "3px" },
  ".cm-fault-place": { padding: "4px 16px 8px 4px" },
  ".cm-fault-note": { padding: "8px 12px", border: "1px solid var(--bad-mark)", borderRadius: "var(--r-2)", backgroundColor: "var(--bg-raised)", color: "var(--text)", fontFamily: "var(--font-sans)", whiteSpace: "normal" },
  ".cm-tooltip": { border: "0", borderRadius: "var(--r-3)", backgroundColor: "var(--bg-raised)", color: "var(--text)", boxShadow: "var(--shadow-3)", overflow: "hidden" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "240px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 10px", lineHeight: "20px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--bg-active)", color: "var(--text)" },
  ".cm-completionDetail": { color: "var(--text-2)", fontStyle: "normal", fontFamily: "var(--font-sans)", marginInlineStart: "12px" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
});

const COLOURS = syntaxHighlighting(HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--accent-text)" },
  { tag: [tags.string, tags.number, tags.bool, tags.content, tags.attributeValue], color: "var(--warn)" },
  { tag: tags.comment, color: "var(--text-3)" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace, tags.meta], color: "var(--text-2)" },
]));

class Note extends WidgetType {
  constructor(readonly message: string) {
    super();
  }

  override eq(other: Note): boolean {
    return other.message === this.message;
  }

  override toDOM(): HTMLElement {
    // The editor measures the outer box, and margins would be left out of that.
    const place = document.createElement("div");
    place.className = "cm-fault-place";
    const box = document.createElement("div");
    box.className = "cm-fault-note";
    box.textContent = this.message;
    place.append(box);
    return place;
  }
}

const setFindings = StateEffect.define<readonly Finding[]>();

function marks(state: EditorState, findings: readonly Finding[]): DecorationSet {
  const all = findings.flatMap((one) => {
    const line = state.doc.line(Math.min(Math.max(1, one.line), state.doc.lines));
    const [from, to] = [Math.min(one.from, state.doc.length), Math.min(one.to, state.doc.length)];
    return [
      Decoration.line({ class: "cm-faulty" }).range(line.from),
      ...(to > from ? [Decoration.mark({ class: "cm-fault" }).range(from, to)] : []),
      Decoration.widget({ widget: new Note(one.message), block: true, side: 1 }).range(line.to),
    ];
  });
  return Decoration.set(all, true);
}

const FINDINGS = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, change) {
    const told = change.effects.find((one) => one.is(setFindings));
    return told === undefined ? shown.map(change.changes) : marks(change.state, told.value as readonly Finding[]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** What the schema offers at the caret; where a value is chosen from few, at once. */
function offering(schema: () => Key) {
  return (at: CompletionContext): CompletionResult | null => {
    const context = contextAt(at.state.doc.toString(), at.pos);
    if (context === null || (!at.explicit && context.word === "" && context.key === null)) return null;
    const offers = offersAt(schema(), context);
    if (offers.length === 0) return null;
    return {
      from: context.from,
      options: offers.map((one) => ({ label: one.text, apply: one.apply, detail: one.about ?? "", type: context.key === null ? "property" : "enum" })),
      validFor: /^\S*$/u,
    };
  };
}

/** The change between two texts as one span, so that caret and undo stay where they can. */
function between(before: string, after: string): { from: number; to: number; insert: string } {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from += 1;
  let end = 0;
  while (end < before.length - from && end < after.length - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

export interface EditorHandle {
  /** Puts the caret there and shows it. */
  goTo: (at: number) => void;
}

interface Props {
  text: string;
  label: string;
  schema: Key;
  findings: readonly Finding[];
  isReadOnly: boolean;
  onText: (text: string) => void;
  onCaret: (at: number) => void;
  ref?: Ref<EditorHandle>;
}

/** Escape leaves the editor, as Tab would leave a field: inside, Tab takes what is offered and otherwise moves on. */
const KEYS = keymap.of([{ key: "Tab", run: acceptCompletion }, { key: "Ctrl-Space", run: startCompletion }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]);

const readOnly = (isReadOnly: boolean): Extension => [EditorState.readOnly.of(isReadOnly), EditorView.editable.of(true)];

export default function YamlEditor({ text, label, schema, findings, isReadOnly, onText, onCaret, ref }: Props): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const locking = useRef(new Compartment());
  const latest = useRef({ schema, onText, onCaret });
  useEffect(() => { latest.current = { schema, onText, onCaret }; });
  const first = useRef({ text, label, isReadOnly });

  useEffect(() => {
    const place = host.current;
    if (place === null) return undefined;
    const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
    const editor = new EditorView({
      root, parent: root,
      state: EditorState.create({
        doc: first.current.text,
        extensions: [
          lineNumbers(), history(), drawSelection(), highlightActiveLine(), yaml(), indentUnit.of("  "), COLOURS, LOOK, FINDINGS, KEYS,
          autocompletion({ override: [offering(() => latest.current.schema)], icons: false, activateOnCompletion: (one) => one.type === "property" }),
          locking.current.of(readOnly(first.current.isReadOnly)),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": first.current.label, spellcheck: "false" }),
          EditorView.updateListener.of((change) => {
            if (change.docChanged) latest.current.onText(change.state.doc.toString());
            if (change.docChanged || change.selectionSet) latest.current.onCaret(change.state.selection.main.head);
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    const now = editor?.state.doc.toString() ?? "";
    if (editor !== null && now !== text) editor.dispatch({ changes: between(now, text) });
  }, [text]);
  useEffect(() => { view.current?.dispatch({ effects: setFindings.of(findings) }); }, [findings]);
  useEffect(() => { view.current?.dispatch({ effects: locking.current.reconfigure(readOnly(isReadOnly)) }); }, [isReadOnly]);
  useImperativeHandle(ref, () => ({
    goTo: (at) => {
      const editor = view.current;
      if (editor === null) return;
      editor.dispatch({ selection: { anchor: Math.min(at, editor.state.doc.length) }, scrollIntoView: true });
      editor.focus();
    },
  }), []);
  return <div ref={host} className="yaml-host" />;
}

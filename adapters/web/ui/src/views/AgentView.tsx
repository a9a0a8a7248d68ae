import "../styles/agents.css";

import { Ellipsis, Play } from "lucide-react";
import { lazy, type ReactNode, useState } from "react";
import { useNavigate, useOutletContext, useParams } from "react-router";

import { type Configuration, type Definition, read, useArchive, useChange, useConfiguration, useDefinitions, useTurn } from "../api/agents";
import { ApiError } from "../api/client";
import { useWho } from "../api/members";
import { useNow } from "../lib/media";
import { faultOf, sentence } from "../lib/words";
import { Button, Field, Icon, IconButton } from "../parts/Basics";
import { MenuPlace } from "../parts/MenuPlace";
import { Editing } from "./agents/Editing";
import { leadToUnread } from "./agents/KeyField";
import { LastRun, NextTimes } from "./agents/Own";
import { Crumbs, Instead } from "./agents/Parts";
import { RunDialog } from "./agents/RunDialog";
import { ArchiveDialog, ConflictDialog, ReviewDialog } from "./agents/SaveDialogs";
import { type Drafting, useDraft } from "./agents/useDraft";
import { useEdited } from "./agents/useEditing";
import { mayChange, stateOfAgent } from "./agents/words";
import { Page } from "./Page";
import type { Shell } from "./WorkspaceShell";

const MoreItems = lazy(() => import("./agents/MoreItems"));

const LOOK_MS = 30_000;

function Facts({ one, shell }: { one: Configuration; shell: Shell }): ReactNode {
  const now = new Date(useNow(LOOK_MS));
  const whoIs = useWho(shell.workspace.id);
  return (
    <dl className="agent-facts">
      <div><dt>Starts next</dt><dd>{one.status === "active" ? <NextTimes agent={one} now={now} /> : "Not while it is paused"}</dd></div>
      <div><dt>Last run</dt><dd><LastRun agent={one} workspaceId={shell.workspace.id} now={now} /></dd></div>
      <div><dt>Set up by</dt><dd>{whoIs(one.created_by_user_id)}</dd></div>
      <div><dt>Version</dt><dd>{one.row_version.toLocaleString()}</dd></div>
    </dl>
  );
}

interface Saving {
  error: Error | null;
  isBusy: boolean;
  /** What the server has, where somebody was faster. */
  theirs: Configuration | null;
  save: (version: number, done: () => void) => void;
  forget: () => void;
  settle: () => void;
}

/** Saves a draft over the version it began from; where that is no longer the newest, theirs is read to be shown. */
function useSaving(one: Configuration, shell: Shell, drafting: Drafting): Saving {
  const change = useChange(shell.workspace.id);
  const [theirs, setTheirs] = useState<Configuration | null>(null);
  const { draft, rebase } = drafting;
  const isConflict = change.error instanceof ApiError && change.error.code === "version_conflict";
  return {
    error: isConflict ? null : change.error,
    isBusy: change.isPending,
    theirs,
    save: (version, done) => {
      change.mutate({ id: one.id, version, change: { ...(draft.name.trim() === one.name ? {} : { name: draft.name.trim() }), yaml_config_text: draft.text } }, {
        onSuccess: (saved) => {
          setTheirs(null);
          rebase(saved, "theirs");
        },
        onError: (error) => {
          if (error instanceof ApiError && error.code === "version_conflict") void read(one.id).then(setTheirs);
        },
        onSettled: done,
      });
    },
    forget: () => { if (change.error) change.reset(); },
    settle: () => { setTheirs(null); },
  };
}

/** Why it cannot be saved just now, or that it can. */
function saveWords(isReadOnly: boolean, isDirty: boolean, isReadable: boolean): string {
  if (isReadOnly) return "Whoever set it up, an owner or an admin changes it.";
  if (!isReadable) return "Correct the marked line to save.";
  return isDirty ? "Not saved yet" : "All saved";
}

function Settings({ one, definition, shell }: { one: Configuration; definition: Definition; shell: Shell }): ReactNode {
  const drafting = useDraft(one);
  const { draft, isDirty, edit, rebase } = drafting;
  const saving = useSaving(one, shell, drafting);
  const edited = useEdited(definition, shell.workspace.id, draft.text, saving.error);
  const [isReviewing, review] = useState(false);
  const isReadOnly = !mayChange(one, shell.me, shell.workspace);
  const isReadable = edited.reading.values !== null && draft.name.trim() !== "";
  const nameFault = draft.name.trim() === "" ? "An agent has a name." : faultOf(saving.error, "name");
  const write = (change: { name?: string; text?: string }): void => {
    saving.forget();
    edit(change);
  };
  const { theirs } = saving;
  return (
    <>
      <div className="agent-top">
        <Field label="Name" maxLength={80} value={draft.name} fault={nameFault} disabled={isReadOnly} onChange={(event) => { write({ name: event.target.value }); }} />
        <Facts one={one} shell={shell} />
        <div className="agent-save">
          <p className="quiet" role="status">{saveWords(isReadOnly, isDirty, isReadable)}</p>
          {isReadOnly ? null : (
            <>
              <Button look="quiet" disabled={!isDirty} onClick={() => { write({ name: draft.from.name, text: draft.from.text }); }}>Discard</Button>
              <Button look="ink" disabled={!isDirty || !isReadable} busy={saving.isBusy} onClick={() => { if (!leadToUnread()) review(true); }}>Save</Button>
            </>
          )}
        </div>
      </div>
      {saving.error && nameFault === null ? <p className="form-fault set-up-fault" role="alert">{edited.findings.length > 0 ? `Nothing was saved: ${edited.findings[0]?.message ?? ""}` : sentence(saving.error)}</p> : null}
      <Editing definition={definition} text={draft.text} isReadOnly={isReadOnly} onText={(text) => { if (text !== draft.text) write({ text }); }} {...edited} />
      {isReviewing ? <ReviewDialog draft={draft} busy={saving.isBusy} save={() => { saving.save(draft.from.version, () => { review(false); }); }} onClose={() => { review(false); }} /> : null}
      {theirs ? (
        <ConflictDialog draft={draft} theirs={theirs} busy={saving.isBusy}
          keepMine={() => { saving.save(theirs.row_version, () => undefined); }}
          takeTheirs={() => {
            saving.settle();
            rebase(theirs, "theirs");
          }}
          onClose={() => {
            saving.settle();
            rebase(theirs, "mine");
          }} />
      ) : null}
    </>
  );
}

function Actions({ one, shell }: { one: Configuration; shell: Shell }): ReactNode {
  const turn = useTurn(shell.workspace.id);
  const archive = useArchive(shell.workspace.id);
  const navigate = useNavigate();
  const [open, setOpen] = useState<"run" | "archive" | null>(null);
  const may = mayChange(one, shell.me, shell.workspace);
  const close = (): void => { setOpen(null); };
  return (
    <>
      {turn.error ? <span className="fault" role="alert">{sentence(turn.error)}</span> : null}
      {one.status === "archived" ? null : <Button onClick={() => { setOpen("run"); }}><Icon of={Play} size={14} />{one.status === "active" ? "Run now" : "Preview"}</Button>}
      {one.status === "inactive" && may ? <Button busy={turn.isPending} onClick={() => { turn.mutate({ id: one.id, status: "active" }); }}><Icon of={Play} size={14} />Resume</Button> : null}
      <MenuPlace
        button={(it) => <IconButton {...it} label="More" icon={Ellipsis} />}
        menu={(it) => <MoreItems {...it} one={one} may={may} turn={(status) => { turn.mutate({ id: one.id, status }); }} archive={() => { setOpen("archive"); }} />} />
      {open === "run" ? <RunDialog agent={one} workspaceId={shell.workspace.id} onClose={close} /> : null}
      {open === "archive" ? (
        <ArchiveDialog name={one.name} busy={archive.isPending} error={archive.error ? sentence(archive.error) : null} onClose={close}
          archive={() => { archive.mutate(one.id, { onSuccess: () => void navigate(`/w/${shell.workspace.id}/agents`) }); }} />
      ) : null}
    </>
  );
}

function Head({ one, all }: { one: Configuration | undefined; all: string }): ReactNode {
  if (one === undefined) return <Crumbs all={all} title="Agent" face="coming" />;
  const state = stateOfAgent(one.status);
  return (
    <Crumbs all={all} title={one.name} face={{ id: one.id, name: one.name, definitionId: one.agent_definition_id }}>
      <span className={`tag ${state.tone}`} role="status">{state.word}</span>
    </Crumbs>
  );
}

/** An agent of the workspace: what it works with, as a form and as YAML, and what can be done with it. */
export default function AgentView(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { agentId = "" } = useParams();
  const found = useConfiguration(agentId);
  const definitions = useDefinitions(shell.workspace.id);
  const one = found.data;
  const definition = definitions.data?.find((each) => each.id === one?.agent_definition_id);
  const all = `/w/${shell.workspace.id}/agents`;
  const retry = (): void => {
    void found.refetch();
    void definitions.refetch();
  };
  const missing = one && definitions.data ? { title: `${one.name} has no definition here`, why: "This installation does not have the agent it was made from. Its runs stay readable." } : null;
  return (
    <Page shell={shell} title={one?.name ?? "Agent"} head={<Head one={one} all={all} />} back={{ to: all, label: "Back to the agents" }} actions={one ? <Actions one={one} shell={shell} /> : null}>
      {one && definition ? <div className="agent-view" data-region="messages"><Settings key={one.id} one={one} definition={definition} shell={shell} /></div> : (
        <div className="view" data-region="messages" tabIndex={0}>
          <div className="wide-column"><Instead all={all} error={found.error ?? definitions.error} busy={found.isFetching} retry={retry} missing={missing} /></div>
        </div>
      )}
    </Page>
  );
}

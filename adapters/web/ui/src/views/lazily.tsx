import { lazy, type ReactNode, Suspense } from "react";
import { Route } from "react-router";

/** The views beside chat, each read when it is first opened. */
const Approvals = lazy(() => import("./Approvals"));
const Inbox = lazy(() => import("./Inbox"));
const SearchPage = lazy(() => import("./SearchPage"));
const RunsView = lazy(() => import("./RunsView"));
const RunView = lazy(() => import("./RunView"));
const FirstRun = lazy(() => import("./FirstRun"));
const AgentsView = lazy(() => import("./AgentsView"));
const DefinitionView = lazy(() => import("./DefinitionView"));
const AgentView = lazy(() => import("./AgentView"));
const SetUpView = lazy(() => import("./SetUpView"));
const OwnAgentView = lazy(() => import("./OwnAgentView"));
const PromptsView = lazy(() => import("./PromptsView"));
const PromptView = lazy(() => import("./PromptView"));
const ThingsView = lazy(() => import("./ThingsView"));
const ThingView = lazy(() => import("./ThingView"));
const Settings = lazy(() => import("./settings/Settings"));
const Invite = lazy(() => import("./Invite"));

const later = (view: ReactNode): ReactNode => <Suspense fallback={<main className="main" id="main" tabIndex={-1}><div className="bar"><h1 className="unseen">Opening the view</h1></div></main>}>{view}</Suspense>;

/** Inside of a workspace. */
export const workspaceRoutes = (
  <>
    <Route path="approvals" element={later(<Approvals />)} />
    <Route path="inbox" element={later(<Inbox />)} />
    <Route path="search" element={later(<SearchPage />)} />
    <Route path="runs" element={later(<RunsView />)} />
    <Route path="runs/:runId" element={later(<RunView />)} />
    <Route path="agents" element={later(<AgentsView />)} />
    <Route path="agents/about/:definitionId" element={later(<DefinitionView />)} />
    <Route path="agents/new/:definitionId" element={later(<SetUpView />)} />
    <Route path="agents/own/:definitionId" element={later(<OwnAgentView />)} />
    <Route path="agents/:agentId" element={later(<AgentView />)} />
    <Route path="prompts" element={later(<PromptsView />)} />
    <Route path="prompts/:promptId" element={later(<PromptView />)} />
    {(["brands", "creators"] as const).map((kind) => (
      <Route key={kind} path={kind}>
        <Route index element={later(<ThingsView kind={kind} />)} />
        <Route path=":thingId" element={later(<ThingView kind={kind} />)} />
      </Route>
    ))}
    <Route path="first-steps" element={later(<FirstRun />)} />
    <Route path="settings/:part?" element={later(<Settings />)} />
  </>
);

/** Outside of one. */
export const otherRoutes = <Route path="invite/:token" element={later(<Invite />)} />;

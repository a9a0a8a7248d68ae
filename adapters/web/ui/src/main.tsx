import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/notice.css";
import "./styles/enter.css";
import "./styles/prose.css";
import "./styles/card.css";
import "./styles/proposal.css";
import "./styles/dialog.css";
import "./styles/views.css";
import "./styles/message.css";
import "./styles/panel.css";
import "./styles/side.css";
import "./styles/shell.css";
import "./styles/chat.css";
import "./styles/over.css";
import "./styles/compose.css";
import "./styles/completion.css";

import * as Tooltip from "@radix-ui/react-tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter, Route, Routes } from "react-router";

import { queryClient } from "./api/queries";
import { Boundary } from "./parts/Notice";
import { ChannelView } from "./views/ChannelView";
import { Register, SignIn } from "./views/Enter";
import { Home, NotFound, WorkspaceHome } from "./views/Home";
import { otherRoutes, workspaceRoutes } from "./views/lazily";
import { WorkspaceShell } from "./views/WorkspaceShell";

/** Every component with its states, for whoever works on this client; no part of what is shipped. */
const Gallery = import.meta.env.MODE === "production" ? null : lazy(() => import("./gallery/Gallery"));

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Tooltip.Provider delayDuration={500}>
          <BrowserRouter>
            <Boundary what="IONFLUX">
              <Routes>
                <Route index element={<Home />} />
                <Route path="sign-in" element={<SignIn />} />
                <Route path="register" element={<Register />} />
                <Route path="w/:workspaceId" element={<WorkspaceShell />}>
                  <Route index element={<WorkspaceHome />} />
                  <Route path="c/:channelId" element={<ChannelView />} />
                  {workspaceRoutes}
                </Route>
                {otherRoutes}
                {Gallery ? <Route path="dev/gallery" element={<Suspense><Gallery /></Suspense>} /> : null}
                <Route path="*" element={<NotFound />} />
              </Routes>
            </Boundary>
          </BrowserRouter>
        </Tooltip.Provider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

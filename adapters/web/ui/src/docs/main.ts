import "swagger-ui-dist/swagger-ui.css";
import "../styles/tokens.css";
import "./docs.css";

import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

document.documentElement.classList.toggle("dark-mode", document.documentElement.dataset.theme === "dark");

SwaggerUI({
  url: "/api/v1/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: "list",
  validatorUrl: null,
  // A request tried out from this page carries the session cookie, and with it the header that every change needs.
  requestInterceptor: (request: { headers: Record<string, string> }) => {
    request.headers["X-IONFLUX-CSRF"] = "1";
    return request;
  },
});

import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

export default ts.config(
  { ignores: ["dist", "node_modules"] },
  js.configs.recommended,
  ...ts.configs.strict,
  hooks.configs.flat["recommended-latest"],
  {
    rules: {
      complexity: ["error", 12],
      "max-lines": ["error", 400],
      // The virtualiser hands out functions that change; the compiler is not used here.
      "react-hooks/incompatible-library": "off",
    },
  },
  { files: ["src/theme.js"], languageOptions: { sourceType: "script", globals: { document: false, localStorage: false, matchMedia: false } } },
);

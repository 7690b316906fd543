// The page's scripts: modern browsers, modules, no build step.
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["services/gateway/web/static/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-implicit-globals": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text from documents is never markup: use textContent." },
        { property: "outerHTML", message: "Text from documents is never markup: use textContent." },
        { property: "insertAdjacentHTML", message: "Text from documents is never markup: use textContent." },
      ],
    },
  },
];

// The pages' own modules (services/gateway/web/static): no build step, so what is checked is what is served.
const globals = Object.fromEntries(
  [
    "addEventListener", "CSS", "CustomEvent", "document", "DOMParser", "fetch", "FormData", "getComputedStyle", "getSelection",
    "history", "indexedDB", "location", "localStorage", "matchMedia", "MutationObserver", "setTimeout", "clearTimeout",
    "TextDecoderStream", "URL", "URLSearchParams", "window", "XMLHttpRequest", "crypto", "navigator", "AbortController",
  ].map((name) => [name, "readonly"]),
);

export default [
  {
    files: ["services/gateway/web/static/**/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals },
    rules: {
      "no-undef": "error",
      "no-unused-vars": "error",
      "no-const-assign": "error",
      "no-dupe-keys": "error",
      "no-unreachable": "error",
      "no-redeclare": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text is text: use textContent, draw() or a part of a page." },
        { property: "outerHTML", message: "Text is text: use textContent, draw() or a part of a page." },
        { property: "insertAdjacentHTML", message: "Text is text: use textContent, draw() or a part of a page." },
      ],
      "max-lines": ["error", 200],
    },
  },
];

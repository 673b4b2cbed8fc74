import tseslint from "typescript-eslint";

/** Loading the provider's root takes seconds and gigabytes; one resource takes milliseconds. */
const providerRoot = ["", "/lib", "/lib/index"].map((entry) => ({
  name: `@cdktf/provider-aws${entry}`,
  message: "Import the resource itself: @cdktf/provider-aws/lib/<resource>.",
}));

/** What each room may not import: data flows one way, text → spec → constructs → JSON. */
const room = (folder, ...groups) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths: providerRoot,
        patterns: groups.map((group) => ({ group: [group], message: `${folder}/ does not know ${group}.` })),
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ["node_modules/", "**/cdktf.out/", ".venv/"] },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    rules: {
      "no-restricted-imports": ["error", { paths: providerRoot }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  room("models/format", "cdktf", "@cdktf/*", "**/constructs/**", "**/cli/*"),
  room("reconciler", "cdktf", "@cdktf/*", "**/models/**", "**/constructs/**", "**/cli/*", "**/forecast/*"),
  room("forecast", "cdktf", "@cdktf/*", "@aws-sdk/*", "**/constructs/**", "**/cli/*"),
  room("operate", "cdktf", "@cdktf/*", "**/cli/*"),
  room("review", "cdktf", "@cdktf/*", "@aws-sdk/*", "node:fs", "node:child_process", "**/constructs/**", "**/cli/*"),
  room("constructs", "node:fs", "fs", "yaml", "**/cli/*"),
);

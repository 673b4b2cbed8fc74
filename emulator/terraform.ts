import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "./place";

/** Variables for a Terraform that talks to the emulator: no questions, no news, and none of the caller's own settings. */
export function quietTerraform(): NodeJS.ProcessEnv {
  const callers = Object.keys(process.env).filter((name) => /^(TF_|CDKTF_)/.test(name));
  return {
    ...Object.fromEntries(callers.map((name) => [name, undefined])),
    CI: "1",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    // The emulator has no host name a bucket.
    TF_CLI_ARGS_init: "-backend-config=use_path_style=true",
  };
}

/**
 * More of them: Terraform takes its providers from a filesystem mirror, and asks no registry. Writes the file that says so.
 * It links them from there, and never through the cache that cdktf and `./model plan` would name: each `init` removes and
 * makes its links anew, under the feet of every Terraform that runs meanwhile (terraform #31964).
 */
export function terraformFrom(mirror: string, file: string): NodeJS.ProcessEnv {
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return {
    TF_CLI_CONFIG_FILE: file,
    TF_PLUGIN_CACHE_DIR: "",
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    // cdktf locks providers before a plan, which by itself would ask the registry.
    TF_CLI_ARGS_providers_lock: `-fs-mirror=${mirror}`,
  };
}

/**
 * Instead: the caller's own way to providers, by default Terraform's registry. What is downloaded is kept, because a
 * provider has 700 MB and each new folder would get it anew.
 */
export function terraformFromRegistry(): NodeJS.ProcessEnv {
  const cache = path.join(projectFolder(), "node_modules", ".cache", "terraform-providers");
  mkdirSync(cache, { recursive: true });
  return {
    TF_CLI_CONFIG_FILE: process.env.TF_CLI_CONFIG_FILE,
    TF_PLUGIN_CACHE_DIR: process.env.TF_PLUGIN_CACHE_DIR ?? cache,
    // A new folder has no lock file, without which Terraform would not trust what it has cached ("Provider Plugin Cache").
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
  };
}

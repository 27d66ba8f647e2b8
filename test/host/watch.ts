// Builds again whenever a source changes, and watches files that no bundler looks at.

import { watch as watchFiles } from "node:fs";
import * as esbuild from "esbuild";

export interface Watching {
  close(): Promise<void>;
}

/** Builds, watches, and tells after each build: null when it went well, else the errors as text. Resolves after the first build. */
export async function watchBuild(options: esbuild.BuildOptions, told: (failure: string | null, first: boolean) => void | Promise<void>): Promise<Watching> {
  let first = true;
  let begun: () => void = () => undefined;
  const firstBuild = new Promise<void>((resolve) => { begun = resolve; });
  const tell: esbuild.Plugin = {
    name: "tell",
    setup(bundle) {
      bundle.onEnd(async ({ errors }) => {
        const failure = errors.length === 0 ? null : (await esbuild.formatMessages(errors, { kind: "error" })).join("\n");
        await told(failure, first);
        first = false;
        begun();
      });
    },
  };
  const context = await esbuild.context({ ...options, plugins: [...(options.plugins ?? []), tell] });
  await context.watch();
  await firstBuild;
  return { close: () => context.dispose() };
}

/** Tells, a moment after the last of several changes, that something in a folder changed. `wanted` picks among the names. */
export function watchFolder(folder: string, recursive: boolean, wanted: (name: string) => boolean, changed: () => void): Watching {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watchFiles(folder, { recursive }, (_event, name) => {
    if (name === null || !wanted(name)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, 80);
  });
  watcher.on("error", () => { watcher.close(); });
  return {
    close() {
      clearTimeout(timer);
      watcher.close();
      return Promise.resolve();
    },
  };
}

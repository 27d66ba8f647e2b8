// Serves the page, the plugin and the notes, on this machine only.

import { createServer, type Server, type ServerResponse } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { ROOT } from "../commands/setup.mjs";
import type { VaultSource } from "./notes.ts";

export interface HostServer {
  readonly address: string;
  readonly port: number;
  /** Tells every open page to load itself anew. */
  reload(): void;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8", ".woff2": "font/woff2", ".svg": "image/svg+xml",
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Handshake</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath d='M4 3v18M20 3v18M4 7l16 4M20 13L4 17' stroke='%237c6cf0' stroke-width='2.4' fill='none'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<script type="module" src="/page.js"></script>
</body>
</html>
`;

/**
 * Starts serving a build folder. Port 0 takes any free one; another one that is in use moves on to the next free one, up to 20.
 * `live` pages reload when told to.
 */
export async function serveHost(options: { folder: string; vault: VaultSource; port: number; live: boolean }): Promise<HostServer> {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? "/", "http://localhost"), response, options, listeners).catch((error: unknown) => {
      send(response, 500, TYPES[".html"] ?? "", String(error));
    });
  });
  const port = await listen(server, options.port);
  return {
    port,
    address: `http://127.0.0.1:${String(port)}/`,
    reload() { for (const listener of listeners) listener.write("event: rebuilt\ndata: \n\n"); },
    async close() {
      for (const listener of listeners) listener.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(url: URL, response: ServerResponse, options: { folder: string; vault: VaultSource; live: boolean }, listeners: Set<ServerResponse>): Promise<void> {
  const name = decodeURIComponent(url.pathname);
  if (name === "/") send(response, 200, TYPES[".html"] ?? "", PAGE);
  else if (name === "/vault.json") {
    const vault = await options.vault(url.searchParams.get("lang") ?? "en");
    send(response, 200, TYPES[".json"] ?? "", JSON.stringify({ ...vault, live: options.live }));
  } else if (name === "/events") {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": open\n\n");
    listeners.add(response);
    response.on("close", () => listeners.delete(response));
  } else if (name === "/plugin/manifest.json" || name === "/plugin/styles.css") {
    await sendFile(response, path.join(ROOT, path.basename(name)));
  } else await sendBuilt(response, options.folder, name);
}

/** A built file; where a build failed, its errors instead. */
async function sendBuilt(response: ServerResponse, folder: string, name: string): Promise<void> {
  const file = path.resolve(folder, `.${path.posix.normalize(name)}`);
  const failure = name.startsWith("/plugin/") ? await readFile(file.replace(/\.js$/, ".error.txt"), "utf8").catch(() => null) : null;
  if (!file.startsWith(folder + path.sep)) send(response, 404, "text/plain", "Not found");
  else if (failure !== null) send(response, 500, "text/plain; charset=utf-8", failure);
  else await sendFile(response, file);
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const body = await readFile(file).catch(() => null);
  if (body === null) send(response, 404, "text/plain; charset=utf-8", `${path.basename(file)} is not there.`);
  else send(response, 200, TYPES[path.extname(file)] ?? "application/octet-stream", body);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}

async function listen(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; ; port += 1) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => { server.off("error", reject); resolve(); });
      });
      return (server.address() as AddressInfo).port;
    } catch (error) {
      server.removeAllListeners("error");
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || wanted === 0 || port >= wanted + 20 || port >= 65_535) throw error;
    }
  }
}

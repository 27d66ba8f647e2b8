// The app's language, device and version: what the page is told to stand for.

import { compareVersions } from "./versions.ts";

/** Which surroundings the page imitates; set once before the plugin is loaded. */
export const surroundings = { language: "en", phone: false };

export const apiVersion = "1.13.1";

export function requireApiVersion(version: string): boolean { return compareVersions(apiVersion, version) >= 0; }
export function getLanguage(): string { return surroundings.language; }

const agent = typeof navigator === "undefined" ? "" : navigator.userAgent;

export const Platform = {
  get isDesktop(): boolean { return !surroundings.phone; },
  get isMobile(): boolean { return surroundings.phone; },
  get isDesktopApp(): boolean { return !surroundings.phone; },
  get isMobileApp(): boolean { return surroundings.phone; },
  get isIosApp(): boolean { return false; },
  get isAndroidApp(): boolean { return surroundings.phone; },
  get isPhone(): boolean { return surroundings.phone; },
  isTablet: false,
  isMacOS: agent.includes("Mac OS"),
  isWin: agent.includes("Windows"),
  isLinux: agent.includes("Linux"),
  isSafari: agent.includes("Safari") && !agent.includes("Chrome"),
  resourcePathPrefix: "/vault-files/",
};

// Chromium as these tests start it: headless, as root, on a closed network.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking",
  "--disable-component-update", "--disable-default-apps", "--disable-sync",
  "--disable-domain-reliability", "--no-first-run", "--no-default-browser-check",
  "--metrics-recording-only", "--no-pings",
  "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater",
  "--no-proxy-server",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });

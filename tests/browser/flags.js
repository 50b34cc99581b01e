// The path of Chromium, and its flags: headless, as root, on a closed network.
export const CHROMIUM = "/usr/bin/chromium";

export const FLAGS = [
  "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking",
  "--disable-component-update", "--disable-default-apps", "--disable-sync",
  "--disable-domain-reliability", "--no-first-run", "--no-default-browser-check",
  "--metrics-recording-only", "--no-pings",
  "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater",
  "--no-proxy-server",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

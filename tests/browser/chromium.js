// Chromium as these tests start it.
import { chromium } from "playwright-core";
import { CHROMIUM, FLAGS } from "./flags.js";

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

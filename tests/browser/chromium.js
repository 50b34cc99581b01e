// Chromium with the options of these tests.
import { chromium } from "playwright-core";
import { CHROMIUM, FLAGS } from "./flags.js";

export const launch = () => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

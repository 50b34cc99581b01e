// Starts Prism on Twilio's own description of its API and prints where: one Prism serves many
// recorders (`twilio.js --prism URL`). It refuses what the description does not allow.
import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { endWithParent, say } from "./parent.js";

const require = createRequire(import.meta.url);
// Prism consists of packages; resolved from its command line package they are the released
// versions.
const requireAsPrism = createRequire(require.resolve("@stoplight/prism-cli"));
const { createLogger } = requireAsPrism("@stoplight/prism-core");
const { getHttpOperationsFromSpec } = requireAsPrism("@stoplight/prism-http");
const { createServer } = requireAsPrism("@stoplight/prism-http-server");

const TWILIO = "@twilio/cli-core/src/services/twilio-api/twilio_api_v2010.json";
const FORM = "application/x-www-form-urlencoded";

const operationsOf = (description) =>
  Object.values(description.paths).flatMap((path) =>
    Object.values(path).filter((operation) => operation?.responses),
  );

/** Makes Prism see what it would otherwise overlook in a form. */
const tighten = (body) => {
  const schema = body.content[FORM].schema;
  // Twilio leaves this out, and an optional body may be missing even where a field is required.
  body.required = Boolean(schema.required);
  // Prism drops every field that is not in `properties` before it validates, so a misspelt field
  // would pass. It ignores patterns there, and keeps all fields.
  schema.patternProperties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      `^${name.replaceAll(".", "\\.")}$`,
      // Twilio repeats a field to make a list; Prism sees the last value only.
      property.type === "array" ? property.items : property,
    ]),
  );
  delete schema.properties;
  schema.additionalProperties = false;
};

/** Twilio's description, with what keeps Prism from judging by it mended. */
const describe = () => {
  const description = structuredClone(require(TWILIO));
  for (const operation of operationsOf(description)) {
    if (operation.requestBody?.content[FORM]) tighten(operation.requestBody);
    // Many of Twilio's examples violate Twilio's own schemas (a relative URL instead of an absolute
    // one), and Prism would answer 500. Without schemas it answers with the examples.
    for (const response of Object.values(operation.responses)) {
      for (const content of Object.values(response.content ?? {})) delete content.schema;
    }
  }
  return description;
};

export const startPrism = async () => {
  const server = createServer(await getHttpOperationsFromSpec(describe()), {
    cors: false,
    config: {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: true,
      mock: { dynamic: false },
    },
    components: { logger: createLogger("prism", { level: "silent" }) },
  });
  return server.listen(0, "127.0.0.1");
};

if (realpathSync(process.argv[1]) === import.meta.filename) {
  endWithParent();
  say({ url: await startPrism() });
}

// A stand-in for Twilio: records each request, has Prism validate it against Twilio's own
// description of its API, and answers as Twilio does, including the failures that some numbers
// stand for.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { endWithParent, say } from "./parent.js";

const { values: options } = parseArgs({
  options: {
    // Twilio's description requires `AC` and 32 hexadecimal digits, and Prism checks that.
    account: { type: "string", default: `AC${"7e57".repeat(8)}` },
    token: { type: "string", default: "token" },
    prism: { type: "string" },
    port: { type: "string", default: "0" },
  },
});

const SENDING = /^\/2010-04-01\/Accounts\/[^/]+\/(Messages|Calls)\.json$/;
const NUMBER = /^(whatsapp:)?\+[1-9]\d{1,14}$/;
const SILENCE = 60_000;

const recorded = [];
const seen = new Set();

const bodyOf = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** A form as an object; a repeated field becomes a list. */
const formOf = (body) => {
  const fields = new URLSearchParams(body.toString());
  const names = [...new Set(fields.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
};

const answer = (response, status, value, headers = {}) => {
  const text = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
  return status;
};

const refuse = (response, status, code, message, headers) => {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return answer(response, status, { code, message, more_info, status }, headers);
};

/** What stands in for a lost connection: half of what was promised, then nothing. */
const answerHalf = (response, status, value) => {
  const text = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": text.length,
  });
  response.write(text.subarray(0, text.length / 2), () => response.socket?.destroy());
  return status;
};

const authenticated = (request, path) => {
  const expected = Buffer.from(`${options.account}:${options.token}`).toString("base64");
  const owner = path.match(/\/Accounts\/([^/.]+)/)?.[1] ?? options.account;
  return request.headers.authorization === `Basic ${expected}` && owner === options.account;
};

const askPrism = (request, body) => {
  const kept = ["authorization", "content-type", "accept"].filter((name) => request.headers[name]);
  return fetch(options.prism + request.url, {
    method: request.method,
    headers: Object.fromEntries(kept.map((name) => [name, request.headers[name]])),
    body: body.length ? body : undefined,
  });
};

/** Twilio's example, made the answer to this very request. */
const accepted = (example, form, sid) => {
  const text = JSON.stringify(example)
    .replaceAll(example.sid, sid)
    .replaceAll(example.account_sid, options.account);
  const value = { ...JSON.parse(text), status: "queued", to: form.To, from: form.From ?? null };
  if ("body" in value) value.body = form.Body ?? null;
  return value;
};

/** Troubles by the last digits of the number called; those `once` are over after the first time. */
const troubles = {
  "0429": {
    once: true,
    meet: (response) =>
      refuse(response, 429, 20429, "Too Many Requests", { "retry-after": "2" }),
  },
  "0500": {
    once: true,
    meet: (response) => refuse(response, 500, 20500, "Internal Server Error"),
  },
  "0610": {
    meet: (response) => refuse(response, 400, 21610, "Attempt to send to unsubscribed recipient"),
  },
  "0211": {
    meet: (response) => refuse(response, 400, 21211, "Invalid 'To' Phone Number"),
  },
  "0504": {
    meet: (response) => {
      const timer = setTimeout(() => refuse(response, 504, 20504, "Gateway Timeout"), SILENCE);
      response.on("close", () => clearTimeout(timer));
      return null;
    },
  },
};

/** Whether this is the first request with this ending for this number. */
const first = (number) => {
  if (seen.has(number)) return false;
  seen.add(number);
  return true;
};

/** Sends, or meets the trouble that the number stands for; answers with the status given. */
const send = (response, kind, entry, example) => {
  const number = String(entry.form.To);
  const trouble = NUMBER.test(number) ? troubles[number.slice(-4)] : troubles["0211"];
  if (trouble && (!trouble.once || first(number))) return trouble.meet(response);
  entry.sid = (kind === "Calls" ? "CA" : "SM") + randomBytes(16).toString("hex");
  const value = accepted(example, entry.form, entry.sid);
  // Twilio accepted this one; only the sender does not learn it.
  if (number.endsWith("0408") && first(number)) return answerHalf(response, 201, value);
  return answer(response, 201, value);
};

const handle = async (request, response) => {
  const { pathname: path } = new URL(request.url, "http://localhost");
  if (path === "/recorded") {
    if (request.method === "DELETE") recorded.length = 0;
    return answer(response, 200, recorded);
  }
  const body = await bodyOf(request);
  const entry = {
    method: request.method,
    path,
    form: formOf(body),
    at: new Date().toISOString(),
    sid: null,
    status: null,
  };
  recorded.push(entry);
  if (!authenticated(request, path)) {
    const challenge = { "www-authenticate": 'Basic realm="Twilio API"' };
    entry.status = refuse(response, 401, 20003, "Authenticate", challenge);
    return;
  }
  const judged = await askPrism(request, body);
  const said = await judged.text();
  const kind = request.method === "POST" && path.match(SENDING)?.[1];
  if (judged.status === 201 && kind) {
    entry.status = send(response, kind, entry, JSON.parse(said));
    return;
  }
  entry.status = judged.status;
  response.writeHead(judged.status, { "content-type": judged.headers.get("content-type") ?? "" });
  response.end(said);
};

endWithParent();
if (!options.prism) {
  const { startPrism } = await import("./prism.js");
  options.prism = await startPrism();
}
const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    // A fault of this script, not of the program.
    console.error("twilio.js:", error);
    if (response.headersSent) response.destroy();
    else refuse(response, 502, 0, `twilio.js: ${error.message}`);
  });
}).listen(Number(options.port), "127.0.0.1");
await once(server, "listening");
say({ url: `http://127.0.0.1:${server.address().port}` });

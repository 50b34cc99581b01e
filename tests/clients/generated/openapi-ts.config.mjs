// The configuration of @hey-api/openapi-ts: a client of each document, for Node's own modules.
export default [4, 1].map((version) => ({
  input: `./v${version}.json`,
  output: { path: `./hey${version}`, importFileExtension: ".js" },
}));

// What @hey-api/openapi-ts makes: a client of each description, for Node's own modules.
export default [4, 1].map((version) => ({
  input: `./v${version}.json`,
  output: { path: `./hey${version}`, importFileExtension: ".js" },
}));

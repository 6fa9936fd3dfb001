// Loaded before the conformance suite. The suite has no option for a header, so each of its requests to the server
// under test is given the token here; requests that it builds itself go the same way. And it asks `fs` for `globSync`,
// which only its audits of SDKs use and Node.js 20 does not have.
import { register } from 'node:module';

register('./conformance-hooks.mjs', import.meta.url);

const send = globalThis.fetch;
globalThis.fetch = (input, init = {}) => {
  const headers = new Headers(init.headers ?? input.headers);
  headers.set('Authorization', `Bearer ${process.env.TOKEN}`);
  return send(input, { ...init, headers });
};

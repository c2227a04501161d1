// What both suites need: where the backend is, who is calling, requests over plain HTTP, and what either client must do.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';

const need = (name) => {
  if (!process.env[name]) throw new Error(`set ${name} (see README.md)`);
  return process.env[name];
};

export const endpoint = need('ENDPOINT');
export const apiKey = need('API_KEY');
export const tokens = JSON.parse(readFileSync(need('TOKENS'), 'utf8'));
export const keyed = { 'x-api-key': apiKey };
export const signedIn = (user) => ({ authorization: `Bearer ${tokens[user]}` });
/** Whom nobody knows, by their credentials. */
export const strangers = [{ 'x-api-key': 'wrong' }, {}, signedIn('expired'), signedIn('forged')];
export const tag = () => randomUUID().slice(0, 8);

/** The data of a request over HTTP. */
export async function request(headers, query, variables = {}) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors?.length) throw new Error(JSON.stringify(errors));
  return data;
}

export const create = (note, count) =>
  request(
    keyed,
    `mutation ($note: String, $count: Int) { createGadget(input: {name: "g", note: $note, count: $count}) { id name note count } }`,
    { note, count },
  );

export const ON_CREATE =
  'subscription ($note: String) { onCreateGadget(filter: {note: {eq: $note}}) { name count } }';

/** The gadgets with this note. */
export const marked = (note) => ({ query: ON_CREATE, variables: { note } });

const clients = [];
after(() => clients.forEach((client) => client.dispose()));

/** A client of either library, which ends with the suite. */
export const kept = (client) => (clients.push(client), client);

/** Subscribes with the client of either library, and keeps all that it is told. */
export function follow(client, payload) {
  const told = { values: [], error: undefined, complete: false };
  let wake = () => {};
  const set = (change) => {
    change();
    wake();
  };
  told.stop = client.subscribe(payload, {
    next: (value) => set(() => told.values.push(value)),
    error: (error) => set(() => (told.error = error)),
    complete: () => set(() => (told.complete = true)),
  });
  /** Resolves when this is so; rejects after a while. */
  told.until = async (condition, ms = 10000) => {
    const end = Date.now() + ms;
    while (!condition(told)) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`not seen in ${ms} ms: ${condition}; ${JSON.stringify(told)}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => (clearTimeout(timer), resolve());
      });
    }
    return told;
  };
  return told;
}

/** Follows, and knows that the subscription stands: neither protocol says so, but an event does. */
export async function followed(client, payload, cause) {
  const told = follow(client, payload);
  for (let i = 0; i < 50 && !told.values.length && !told.error; i++) {
    await cause();
    await told.until((now) => now.values.length || now.error, 200).catch(() => {});
  }
  if (told.error || !told.values.length) throw new Error(`no event: ${JSON.stringify(told)}`);
  told.values.length = 0;
  return told;
}

/** Events come in their order, until the client ends it. */
export const inOrder = (connect) =>
  test('events come in their order, until the client ends it', async () => {
    const note = tag();
    const told = await followed(connect(keyed), marked(note), () => create(note, -1));
    for (let i = 0; i < 20; i++) await create(note, i);
    await told.until(({ values }) => values.at(-1)?.data.onCreateGadget.count === 19);
    const counts = told.values.map(({ data }) => data.onCreateGadget.count).filter((count) => count >= 0);
    assert.deepEqual(counts, Array.from({ length: 20 }, (_, i) => i));
    told.stop();
    await told.until(({ complete }) => complete);
  });

// The client of the graphql-sse library, as it comes, in its "distinct connections" mode.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createClient } from 'graphql-sse';
import { ON_CREATE, create, endpoint, follow, followed, keyed, signedIn, tag } from '../lib.mjs';

const clients = [];
const connect = (headers) => {
  const client = createClient({ url: endpoint, headers, retryAttempts: 0 });
  clients.push(client);
  return client;
};
after(() => clients.forEach((client) => client.dispose()));

const marked = (note) => ({ query: ON_CREATE, variables: { note } });

test('events come in their order, until the client leaves', async () => {
  const note = tag();
  const told = await followed(connect(keyed), marked(note), () => create(note, -1));
  for (let i = 0; i < 20; i++) await create(note, i);
  await told.until(({ values }) => values.at(-1)?.data.onCreateGadget.count === 19);
  const counts = told.values.map(({ data }) => data.onCreateGadget.count).filter((count) => count >= 0);
  assert.deepEqual(counts, Array.from({ length: 20 }, (_, i) => i));
  told.stop();
  await told.until(({ complete }) => complete);
});

test('a mistake comes as a result with errors, and is the end', async () => {
  const told = await follow(connect(keyed), { query: 'subscription { nonsense }' }).until(({ complete }) => complete);
  assert.equal(told.values.length, 1);
  assert.match(told.values[0].errors[0].message, /nonsense/);
});

test('what the rules forbid comes as a result with errors', async () => {
  const told = await follow(connect(keyed), { query: 'subscription { onCreateNote { text } }' }).until(
    ({ complete }) => complete,
  );
  assert.equal(told.values[0].errors[0].errorType, 'Unauthorized');
});

test('a stranger is refused with 401', async () => {
  for (const who of [{ 'x-api-key': 'wrong' }, {}, signedIn('expired'), signedIn('forged')]) {
    const told = await follow(connect(who), { query: ON_CREATE }).until(({ error }) => error);
    assert.equal(told.error.response.status, 401);
  }
});

test('two subscribers of one client both hear', async () => {
  const note = tag();
  const client = connect(keyed);
  const one = await followed(client, marked(note), () => create(note, -1));
  const two = await followed(client, marked(note), () => create(note, -1));
  await create(note, 5);
  for (const told of [one, two]) {
    await told.until(({ values }) => values.some(({ data }) => data.onCreateGadget.count === 5));
  }
});

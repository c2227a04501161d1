// The client of the graphql-sse library, as it comes, in its "distinct connections" mode.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-sse';
import { ON_CREATE, create, endpoint, follow, followed, inOrder, kept, keyed, marked, strangers, tag } from '../lib.mjs';

const connect = (headers) => kept(createClient({ url: endpoint, headers, retryAttempts: 0 }));

inOrder(connect);

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
  for (const who of strangers) {
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

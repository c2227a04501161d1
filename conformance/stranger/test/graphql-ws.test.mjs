// The client of the graphql-ws library, as it comes, over the subprotocol graphql-transport-ws.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import {
  ON_CREATE, create, endpoint, follow, followed, inOrder, kept, keyed, marked, request, signedIn, strangers, tag,
} from '../lib.mjs';

const url = endpoint.replace(/^http/, 'ws');
const connect = (connectionParams, more = {}) =>
  kept(createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0, ...more }));

inOrder(connect);

test('two subscriptions share a socket and do not mix', async () => {
  const [one, two] = [tag(), tag()];
  let sockets = 0;
  const client = connect(keyed, { on: { connected: () => sockets++ } });
  const first = await followed(client, marked(one), () => create(one, -1));
  const second = await followed(client, marked(two), () => create(two, -1));
  await create(one, 1);
  await create(two, 2);
  await first.until(({ values }) => values.some(({ data }) => data.onCreateGadget.count === 1));
  await second.until(({ values }) => values.some(({ data }) => data.onCreateGadget.count === 2));
  assert.ok(!first.values.some(({ data }) => data.onCreateGadget.count === 2));
  first.stop();
  await create(two, 3);
  await second.until(({ values }) => values.some(({ data }) => data.onCreateGadget.count === 3));
  assert.equal(sockets, 1);
});

test('a mistake is an error of its subscription only', async () => {
  const note = tag();
  const client = connect(keyed);
  const good = await followed(client, marked(note), () => create(note, -1));
  const bad = await follow(client, { query: 'subscription { nonsense }' }).until(({ error }) => error);
  assert.match(bad.error[0].message, /nonsense/);
  await create(note, 1);
  await good.until(({ values }) => values.some(({ data }) => data.onCreateGadget.count === 1));
});

test('an operation that is no subscription is refused', async () => {
  const told = await follow(connect(keyed), { query: '{ listGadgets { items { id } } }' }).until(({ error }) => error);
  assert.ok(told.error[0].message);
});

test('a stranger is closed with 4403', async () => {
  for (const who of strangers) {
    const told = await follow(connect(who), { query: ON_CREATE }).until(({ error }) => error);
    assert.equal(told.error.code, 4403);
  }
});

test('an owner hears of the own records, and nobody else does', async () => {
  const text = tag();
  const write = (user, body) =>
    request(signedIn(user), 'mutation ($body: String!) { createNote(input: {text: $body}) { id text owner } }', { body });
  const query = 'subscription { onCreateNote { text owner } }';
  const alice = await followed(connect(signedIn('alice')), { query }, () => write('alice', 'probe'));
  const bob = await followed(connect(signedIn('bob')), { query }, () => write('bob', 'probe'));
  await write('alice', text);
  await alice.until(({ values }) => values.some(({ data }) => data.onCreateNote.text === text));
  await write('bob', text + 'b');
  await bob.until(({ values }) => values.some(({ data }) => data.onCreateNote.text === text + 'b'));
  assert.ok(!bob.values.some(({ data }) => data.onCreateNote.text === text));
});

test('the client comes back on a new socket after the old one is lost', async () => {
  const note = tag();
  const sockets = [];
  const client = connect(keyed, {
    retryAttempts: 5,
    retryWait: async () => {},
    shouldRetry: () => true,
    on: { connected: (socket) => sockets.push(socket) },
  });
  const told = await followed(client, marked(note), () => create(note, -1));
  sockets[0].terminate();
  for (let i = 0; i < 50 && !told.values.length; i++) {
    await create(note, 7);
    await told.until(({ values }) => values.length, 200).catch(() => {});
  }
  assert.equal(told.values[0].data.onCreateGadget.count, 7);
  assert.equal(sockets.length, 2);
});

test('the server answers pings and takes pongs', async () => {
  let pongs = 0;
  const note = tag();
  const client = connect(keyed, { keepAlive: 50, on: { pong: (received) => received && pongs++ } });
  const told = await followed(client, marked(note), () => create(note, -1));
  await told.until(() => pongs > 2 || undefined, 3000).catch(() => {});
  assert.ok(pongs > 2, `${pongs} pongs`);
});

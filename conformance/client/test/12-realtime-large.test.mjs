// Beyond what AppSync has: it drops an event of more than 240 KB, and nobody is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect, models, ok, tag } from '../lib/harness.mjs';

test('of an event that is too large its subscriber is told, and others live on', async () => {
  const mark = tag();
  const whole = await collect(models.Gadget.onCreate({ filter: { name: { eq: mark } } }));
  const part = await collect(
    models.Gadget.onCreate({ filter: { name: { eq: mark } }, selectionSet: ['id', 'name'] }),
  );
  await ok(models.Gadget.create({ name: mark, note: 'x'.repeat(245 * 1024) }));
  assert.match(JSON.stringify(await whole.failed()), /Connection failed.*ResponseTooLarge/);
  assert.equal(whole.values.length, 0);
  assert.equal((await part.wait(1))[0].name, mark);
  part.stop();
});

import { a, type ClientSchema } from '@aws-amplify/data-schema'; import { defineFunction } from '@aws-amplify/backend';

const fn = defineFunction({ name: 'fn', entry: './fn.ts' });
const fn2 = defineFunction({ name: 'fn2', entry: './fn2.ts' });

export const schema = a.schema({
  kickOff: a.mutation().arguments({ job: a.string() }).handler(a.handler.function(fn).async()).authorization((allow) => [allow.publicApiKey()]),
  fireQuery: a.query().handler(a.handler.function(fn).async()).authorization((allow) => [allow.publicApiKey()]),
  chain: a.mutation().arguments({ n: a.integer() }).returns(a.integer()).handler([a.handler.function(fn), a.handler.function(fn2)]).authorization((allow) => [allow.publicApiKey()]),
  chainAsync: a.mutation().arguments({ n: a.integer() }).handler([a.handler.function(fn), a.handler.function(fn2).async()]).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


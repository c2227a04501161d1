import { a, type ClientSchema } from '@aws-amplify/data-schema'; import { defineFunction } from '@aws-amplify/backend';

const fn = defineFunction({ name: 'fn', entry: './fn.ts' });

export const schema = a.schema({
  Status: a.enum(['UP', 'DOWN']),
  Probe: a.customType({ host: a.string().required(), status: a.ref('Status'), parts: a.ref('Part').array() }),
  Part: a.customType({ name: a.string(), kind: a.enum(['CPU', 'DISK']) }),
  Machine: a.model({ host: a.string(), status: a.ref('Status') }).authorization((allow) => [allow.publicApiKey()]),
  getProbe: a.query().arguments({ host: a.string().required() }).returns(a.ref('Probe')).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  getProbes: a.query().returns(a.ref('Probe').array()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  getProbesStrict: a.query().returns(a.ref('Probe').required().array().required()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  getStatus: a.query().returns(a.ref('Status')).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  getInlineEnum: a.query().returns(a.enum(['A', 'B'])).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  getInlineType: a
    .query()
    .returns(a.customType({ total: a.integer(), nested: a.customType({ deep: a.string(), mode: a.enum(['X', 'Y']) }) }))
    .handler(a.handler.function(fn))
    .authorization((allow) => [allow.publicApiKey()]),
  rebootMachine: a.mutation().arguments({ id: a.id().required() }).returns(a.ref('Machine')).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  rebootAll: a.mutation().returns(a.ref('Machine').array()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


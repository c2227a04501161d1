import { a, type ClientSchema } from '@aws-amplify/data-schema'; import { defineFunction } from '@aws-amplify/backend';

const fn = defineFunction({ name: 'fn', entry: './fn.ts' });

export const schema = a.schema({
  retString: a.query().returns(a.string()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  retStringReq: a.query().returns(a.string().required()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  retInts: a.query().returns(a.integer().array()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  retJson: a.mutation().returns(a.json()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  retDateTime: a.mutation().returns(a.datetime()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  allArgs: a
    .query()
    .arguments({
      s: a.string(),
      sr: a.string().required(),
      i: a.integer().required(),
      f: a.float(),
      b: a.boolean(),
      id: a.id().required(),
      d: a.date(),
      t: a.time(),
      dt: a.datetime(),
      ts: a.timestamp(),
      e: a.email(),
      p: a.phone(),
      u: a.url(),
      ip: a.ipAddress(),
      j: a.json(),
      list: a.string().array(),
      listReq: a.string().required().array().required(),
    })
    .returns(a.boolean())
    .handler(a.handler.function(fn))
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


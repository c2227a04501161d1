import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Ping: a.customType({ room: a.string().required(), body: a.string() }),
  lastPing: a.query().returns(a.ref('Ping')).handler(a.handler.custom({ entry: './last-ping.js' })).authorization((allow) => [allow.publicApiKey()]),
  publishA: a.mutation().arguments({ room: a.string().required() }).returns(a.ref('Ping')).handler(a.handler.custom({ entry: './pub-a.js' })).authorization((allow) => [allow.publicApiKey()]),
  publishB: a.mutation().arguments({ room: a.string().required() }).returns(a.ref('Ping')).handler(a.handler.custom({ entry: './pub-b.js' })).authorization((allow) => [allow.publicApiKey()]),
  publishText: a.mutation().arguments({ text: a.string() }).returns(a.string()).handler(a.handler.custom({ entry: './pub-text.js' })).authorization((allow) => [allow.publicApiKey()]),
  publishInline: a.mutation().returns(a.customType({ n: a.integer() })).handler(a.handler.custom({ entry: './pub-inline.js' })).authorization((allow) => [allow.publicApiKey()]),
  onPing: a
    .subscription()
    .for([a.ref('publishA'), a.ref('publishB')])
    .arguments({ room: a.string().required(), kinds: a.string().array() })
    .handler(a.handler.custom({ entry: './on-ping.js' }))
    .authorization((allow) => [allow.publicApiKey()]),
  onText: a.subscription().for(a.ref('publishText')).handler(a.handler.custom({ entry: './on-text.js' })).authorization((allow) => [allow.publicApiKey()]),
  onInline: a.subscription().for(a.ref('publishInline')).handler(a.handler.custom({ entry: './on-inline.js' })).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


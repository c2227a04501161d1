import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Both: a.model({ t: a.string(), createdAt: a.datetime(), updatedAt: a.datetime() }).authorization((allow) => [allow.publicApiKey()]),
  Required: a.model({ t: a.string(), createdAt: a.datetime().required(), updatedAt: a.datetime().required() }).authorization((allow) => [allow.publicApiKey()]),
  OnlyCreated: a.model({ t: a.string(), createdAt: a.datetime().required() }).authorization((allow) => [allow.publicApiKey()]),
  AsString: a.model({ t: a.string(), createdAt: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  InIndex: a
    .model({ t: a.string(), room: a.string().required(), createdAt: a.datetime().required() })
    .secondaryIndexes((index) => [index('room').sortKeys(['createdAt'])])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


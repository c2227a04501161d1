import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Product: a
    .model({ sku: a.string().required(), title: a.string() })
    .identifier(['sku'])
    .authorization((allow) => [allow.publicApiKey()]),
  Token: a
    .model({ tokenId: a.id().required(), value: a.string() })
    .identifier(['tokenId'])
    .authorization((allow) => [allow.publicApiKey()]),
  Counter: a
    .model({ bucket: a.integer().required(), hits: a.integer() })
    .identifier(['bucket'])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  ById: a.model({ id: a.id(), name: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  ByIdRequired: a.model({ id: a.id().required(), name: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  ByStringId: a.model({ id: a.string().required(), name: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  ByIntId: a.model({ id: a.integer().required(), name: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  ByIdListed: a.model({ id: a.id().required(), name: a.string() }).identifier(['id']).authorization((allow) => [allow.publicApiKey()]),
  WithIdNotKey: a.model({ id: a.id(), code: a.string().required() }).identifier(['code']).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


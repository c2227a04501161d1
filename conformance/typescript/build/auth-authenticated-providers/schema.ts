import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  ViaPool: a.model({ v: a.string() }).authorization((allow) => [allow.authenticated()]),
  ViaPoolExplicit: a.model({ v: a.string() }).authorization((allow) => [allow.authenticated('userPools')]),
  ViaIdentityPool: a.model({ v: a.string() }).authorization((allow) => [allow.authenticated('identityPool')]),
  ViaOidc: a.model({ v: a.string() }).authorization((allow) => [allow.authenticated('oidc')]),
});

export type Schema = ClientSchema<typeof schema>;


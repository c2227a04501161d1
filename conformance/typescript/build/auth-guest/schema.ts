import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Leaflet: a.model({ text: a.string() }).authorization((allow) => [allow.guest().to(['read']), allow.authenticated('identityPool')]),
});

export type Schema = ClientSchema<typeof schema>;


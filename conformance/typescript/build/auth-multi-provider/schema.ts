import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Listing: a
    .model({ title: a.string(), seller: a.string() })
    .authorization((allow) => [
      allow.publicApiKey().to(['read']),
      allow.guest().to(['read']),
      allow.authenticated().to(['read', 'create']),
      allow.authenticated('identityPool').to(['read']),
      allow.ownerDefinedIn('seller'),
      allow.group('Admins').to(['delete', 'read']),
    ]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Worker: a
    .model({
      name: a.string(),
      email: a.email(),
      ssn: a.string().authorization((allow) => [allow.owner()]),
      grade: a.string().authorization((allow) => [allow.owner().to(['read']), allow.group('Admins')]),
      badge: a.string().required().authorization((allow) => [allow.authenticated().to(['read', 'create'])]),
    })
    .authorization((allow) => [allow.authenticated().to(['read']), allow.owner()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a
  .schema({
    Inherits: a.model({ text: a.string() }),
    Overrides: a.model({ text: a.string() }).authorization((allow) => [allow.group('Admins')]),
    Palette: a.enum(['RED', 'BLUE']),
  })
  .authorization((allow) => [allow.authenticated().to(['create', 'read']), allow.publicApiKey().to(['read'])]);

export type Schema = ClientSchema<typeof schema>;


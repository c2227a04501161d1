import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Open: a.model({ text: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  ReadOnly: a.model({ text: a.string() }).authorization((allow) => [allow.publicApiKey().to(['read'])]),
  WriteOnly: a.model({ text: a.string() }).authorization((allow) => [allow.publicApiKey().to(['create', 'update', 'delete'])]),
  Fine: a.model({ text: a.string() }).authorization((allow) => [allow.publicApiKey().to(['get', 'list', 'listen', 'create'])]),
});

export type Schema = ClientSchema<typeof schema>;


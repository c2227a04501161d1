import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Doc: a.model({ text: a.string() }).authorization((allow) => [allow.owner(), allow.authenticated().to(['read'])]),
});

export type Schema = ClientSchema<typeof schema>;


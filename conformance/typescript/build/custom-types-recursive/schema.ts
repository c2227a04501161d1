import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Comment: a.customType({ text: a.string(), replies: a.ref('Comment').array(), quoted: a.ref('Comment') }),
  Thread: a.model({ title: a.string(), root: a.ref('Comment') }).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


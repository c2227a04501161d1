import { a, type ClientSchema } from '@aws-amplify/data-schema'; import { defineFunction } from '@aws-amplify/backend';

const gatekeeper = defineFunction({ name: 'gatekeeper', entry: './gatekeeper.ts' });

export const schema = a.schema({
  Metered: a.model({ text: a.string() }).authorization((allow) => [allow.custom()]),
  MeteredRead: a.model({ text: a.string() }).authorization((allow) => [allow.custom('function').to(['read'])]),
});

export type Schema = ClientSchema<typeof schema>;


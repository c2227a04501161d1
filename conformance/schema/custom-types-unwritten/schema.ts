import { a, defineData, type ClientSchema } from '@aws-amplify/backend';

const schema = a.schema({
  Span: a.customType({ length: a.float(), unit: a.enum(['m', 'km']) }),
  Route: a
    .model({ whole: a.ref('Span'), legs: a.ref('Span').required().array(), place: a.customType({ name: a.string().required() }) })
    .disableOperations(['create', 'update'])
    .authorization((allow) => [allow.publicApiKey()]),
  Track: a
    .model({ whole: a.ref('Span').required() })
    .disableOperations(['mutations'])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;

export const data = defineData({ schema, authorizationModes: { defaultAuthorizationMode: 'apiKey' } });

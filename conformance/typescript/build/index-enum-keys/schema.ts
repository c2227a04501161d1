import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Lane: a.enum(['TODO', 'DOING', 'DONE']),
  Card: a
    .model({ lane: a.ref('Lane').required(), kind: a.enum(['BUG', 'TASK']), order: a.integer(), title: a.string() })
    .secondaryIndexes((index) => [index('lane').sortKeys(['order']), index('kind').sortKeys(['title'])])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Article: a
    .model({ author: a.string().required(), topic: a.string(), body: a.string(), words: a.integer() })
    .secondaryIndexes((index) => [
      index('author').projection('KEYS_ONLY'),
      index('topic').sortKeys(['words']).projection('INCLUDE', ['author']),
      index('words').projection('ALL'),
    ])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  snake_case_model: a.model({ field_one: a.string(), Field2: a.integer(), _under: a.boolean() }).authorization((allow) => [allow.publicApiKey()]),
  HTTPLog: a.model({ URL: a.url(), requestID: a.id() }).secondaryIndexes((index) => [index('requestID').sortKeys(['URL'])]).authorization((allow) => [allow.publicApiKey()]),
  X: a.model({ y: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Item2: a.model({ v: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  V1Event: a.model({ limit: a.integer(), filter: a.string(), nextToken: a.string(), input: a.string(), sortDirection: a.string(), items: a.string().array(), type: a.string() }).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


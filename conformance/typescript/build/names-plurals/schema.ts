import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Person: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Category: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Box: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Fish: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Child: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  News: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Status: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Bus: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Day: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Series: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Media: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Leaf: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Users: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  OrderStatus: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  SalesPerson: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Analysis: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Quiz: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
  Hero: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


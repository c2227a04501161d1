import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  NoQueries: a.model({ x: a.string() }).disableOperations(['queries']).authorization((allow) => [allow.publicApiKey()]),
  NoMutations: a.model({ x: a.string() }).disableOperations(['mutations']).authorization((allow) => [allow.publicApiKey()]),
  NoSubscriptions: a.model({ x: a.string() }).disableOperations(['subscriptions']).authorization((allow) => [allow.publicApiKey()]),
  OnlyQueries: a.model({ x: a.string() }).disableOperations(['mutations', 'subscriptions']).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  NoList: a.model({ x: a.string() }).disableOperations(['list']).authorization((allow) => [allow.publicApiKey()]),
  NoGet: a.model({ x: a.string() }).disableOperations(['get']).authorization((allow) => [allow.publicApiKey()]),
  NoCreate: a.model({ x: a.string() }).disableOperations(['create']).authorization((allow) => [allow.publicApiKey()]),
  NoUpdate: a.model({ x: a.string() }).disableOperations(['update', 'onUpdate']).authorization((allow) => [allow.publicApiKey()]),
  NoDelete: a.model({ x: a.string() }).disableOperations(['delete', 'onDelete']).authorization((allow) => [allow.publicApiKey()]),
  NoOnCreate: a.model({ x: a.string() }).disableOperations(['onCreate']).authorization((allow) => [allow.publicApiKey()]),
  MixedCoarseFine: a.model({ x: a.string() }).disableOperations(['get', 'subscriptions', 'onCreate']).authorization((allow) => [allow.publicApiKey()]),
  AllOff: a.model({ x: a.string() }).disableOperations(['queries', 'mutations', 'subscriptions']).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


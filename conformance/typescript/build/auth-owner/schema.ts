import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Diary: a.model({ text: a.string() }).authorization((allow) => [allow.owner()]),
  DiaryReadOnly: a.model({ text: a.string() }).authorization((allow) => [allow.owner().to(['create', 'read'])]),
  Ticket: a.model({ text: a.string(), assignee: a.string() }).authorization((allow) => [allow.ownerDefinedIn('assignee')]),
  Implied: a.model({ text: a.string() }).authorization((allow) => [allow.ownerDefinedIn('writer').identityClaim('user_id')]),
  Shared: a.model({ text: a.string(), editors: a.string().array() }).authorization((allow) => [allow.ownersDefinedIn('editors').to(['read', 'update'])]),
  SharedImplied: a.model({ text: a.string() }).authorization((allow) => [allow.ownersDefinedIn('watchers')]),
  ExplicitOwner: a.model({ text: a.string(), owner: a.string() }).authorization((allow) => [allow.owner()]),
  OwnerAsId: a.model({ text: a.string(), keeper: a.id().required() }).authorization((allow) => [allow.ownerDefinedIn('keeper')]),
  TwoOwners: a.model({ text: a.string() }).authorization((allow) => [allow.owner(), allow.ownerDefinedIn('deputy').to(['read'])]),
});

export type Schema = ClientSchema<typeof schema>;


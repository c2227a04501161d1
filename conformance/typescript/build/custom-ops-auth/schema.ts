import { a, type ClientSchema } from '@aws-amplify/data-schema'; import { defineFunction } from '@aws-amplify/backend';

const fn = defineFunction({ name: 'fn', entry: './fn.ts' });

export const schema = a.schema({
  Answer: a.customType({ text: a.string(), detail: a.customType({ score: a.float() }) }),
  pub: a.query().returns(a.string()).handler(a.handler.function(fn)).authorization((allow) => [allow.publicApiKey()]),
  guestOnly: a.query().returns(a.string()).handler(a.handler.function(fn)).authorization((allow) => [allow.guest()]),
  signedIn: a.query().returns(a.ref('Answer')).handler(a.handler.function(fn)).authorization((allow) => [allow.authenticated()]),
  viaIdentity: a.mutation().returns(a.ref('Answer')).handler(a.handler.function(fn)).authorization((allow) => [allow.authenticated('identityPool')]),
  admins: a.mutation().returns(a.ref('Answer')).handler(a.handler.function(fn)).authorization((allow) => [allow.group('Admins')]),
  several: a.mutation().returns(a.string()).handler(a.handler.function(fn)).authorization((allow) => [allow.groups(['Admins', 'Editors']), allow.publicApiKey()]),
  jsGroups: a.query().returns(a.string()).handler(a.handler.custom({ entry: './js-groups.js' })).authorization((allow) => [allow.groups(['Admins', 'Editors'])]),
});

export type Schema = ClientSchema<typeof schema>;


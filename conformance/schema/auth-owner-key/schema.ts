import { a, defineData, type ClientSchema } from '@aws-amplify/backend';

const schema = a.schema({
  Profile: a
    .model({ user: a.string().required(), city: a.string() })
    .identifier(['user'])
    .authorization((allow) => [allow.ownerDefinedIn('user'), allow.authenticated().to(['get'])]),
  Badge: a
    .model({ user: a.string().required(), at: a.timestamp().required(), owner: a.string() })
    .identifier(['user', 'at'])
    .secondaryIndexes((index) => [index('owner').sortKeys(['at'])])
    .authorization((allow) => [allow.ownerDefinedIn('user').identityClaim('username'), allow.owner().to(['read'])]),
});

export type Schema = ClientSchema<typeof schema>;

export const data = defineData({ schema, authorizationModes: { defaultAuthorizationMode: 'userPool' } });

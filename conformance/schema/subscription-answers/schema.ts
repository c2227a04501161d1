import { a, defineData, type ClientSchema } from '@aws-amplify/backend';

const schema = a.schema({
  Score: a.customType({ points: a.integer(), by: a.customType({ name: a.string() }) }),
  rate: a
    .mutation()
    .arguments({ points: a.integer().required() })
    .returns(a.ref('Score'))
    .handler(a.handler.function('rate'))
    .authorization((allow) => [allow.publicApiKey(), allow.publicApiKey()]),
  judge: a
    .mutation()
    .returns(a.customType({ verdict: a.string(), by: a.customType({ name: a.string() }) }))
    .handler(a.handler.function('judge'))
    .authorization((allow) => [allow.publicApiKey()]),
  onRate: a
    .subscription()
    .for(a.ref('rate'))
    .arguments({ points: a.integer() })
    .handler(a.handler.custom({ entry: './onRate.js' }))
    .authorization((allow) => [allow.groups(['Jury', 'Press'])]),
  onJudge: a
    .subscription()
    .for(a.ref('judge'))
    .handler(a.handler.custom({ entry: './onJudge.js' }))
    .authorization((allow) => [allow.authenticated()]),
});

export type Schema = ClientSchema<typeof schema>;

export const data = defineData({
  schema,
  authorizationModes: { defaultAuthorizationMode: 'userPool', apiKeyAuthorizationMode: { expiresInDays: 7 } },
});

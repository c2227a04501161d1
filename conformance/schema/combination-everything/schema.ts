import { a, defineData, type ClientSchema } from '@aws-amplify/backend';

const schema = a.schema({
  Phase: a.enum(['DRAFT', 'OPEN', 'closed']),
  Money: a.customType({ amount: a.float().required(), currency: a.enum(['EUR', 'USD']), notes: a.string().array() }),
  Tenant: a
    .model({
      region: a.string().required(),
      founded: a.date().required(),
      seq: a.integer().required(),
      phase: a.ref('Phase').required(),
      budget: a.ref('Money').required(),
      admins: a.string().array(),
      projects: a.hasMany('Project', ['tenantRegion', 'tenantFounded', 'tenantSeq']),
      charter: a.hasOne('Charter', ['tenantRegion', 'tenantFounded', 'tenantSeq']),
    })
    .identifier(['region', 'founded', 'seq'])
    .secondaryIndexes((index) => [index('phase').sortKeys(['founded']).queryField('tenantsByPhase')])
    .authorization((allow) => [
      allow.ownersDefinedIn('admins').identityClaim('sub'),
      allow.group('Staff').to(['read', 'update']),
      allow.publicApiKey().to(['get']),
    ]),
  Project: a
    .model({
      tenantRegion: a.string(),
      tenantFounded: a.date(),
      tenantSeq: a.integer(),
      tenant: a.belongsTo('Tenant', ['tenantRegion', 'tenantFounded', 'tenantSeq']),
      phase: a.ref('Phase'),
      phases: a.ref('Phase').required().array(),
      due: a.datetime(),
      cost: a.customType({ planned: a.ref('Money'), spent: a.ref('Money').required().array().required(), kind: a.enum(['x', 'y']) }),
      lead: a.string().authorization((allow) => [allow.ownerDefinedIn('lead'), allow.group('Staff')]),
    })
    .secondaryIndexes((index) => [
      index('phase').sortKeys(['due', 'tenantSeq']).name('byPhase').queryField('projectsByPhase'),
      index('tenantRegion').sortKeys(['phase']).queryField(null).projection('KEYS_ONLY'),
    ])
    .disableOperations(['delete', 'onUpdate'])
    .authorization((allow) => [allow.ownerDefinedIn('lead'), allow.authenticated().to(['read', 'create']), allow.group('Staff')]),
  Charter: a
    .model({
      id: a.string().required(),
      tenantRegion: a.string().required(),
      tenantFounded: a.date().required(),
      tenantSeq: a.integer().required(),
      tenant: a.belongsTo('Tenant', ['tenantRegion', 'tenantFounded', 'tenantSeq']),
      text: a.json(),
    })
    .authorization((allow) => [allow.guest().to(['read']), allow.owner('oidc')]),
  closeProject: a
    .mutation()
    .arguments({ id: a.id().required(), price: a.ref('Money'), to: a.ref('Phase').required() })
    .returns(a.ref('Project'))
    .handler([a.handler.function('check'), a.handler.function('close')])
    .authorization((allow) => [allow.group('Staff'), allow.authenticated('oidc')]),
});

export type Schema = ClientSchema<typeof schema>;

export const data = defineData({
  schema,
  authorizationModes: {
    defaultAuthorizationMode: 'userPool',
    apiKeyAuthorizationMode: { expiresInDays: 7 },
    oidcAuthorizationMode: {
      oidcProviderName: 'p',
      oidcIssuerUrl: 'https://issuer.example',
      tokenExpiryFromAuthInSeconds: 60,
      tokenExpireFromIssueInSeconds: 60,
    },
  },
});

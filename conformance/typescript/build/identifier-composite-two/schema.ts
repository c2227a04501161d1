import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Invoice: a
    .model({ tenantId: a.id().required(), number: a.integer().required(), total: a.float() })
    .identifier(['tenantId', 'number'])
    .authorization((allow) => [allow.publicApiKey()]),
  Reading: a
    .model({ sensor: a.string().required(), takenAt: a.datetime().required(), value: a.float().required() })
    .identifier(['sensor', 'takenAt'])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


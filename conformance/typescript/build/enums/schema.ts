import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Severity: a.enum(['low', 'medium', 'HIGH', 'Critical_1']),
  Incident: a
    .model({
      title: a.string().required(),
      state: a.enum(['OPEN', 'ACKED', 'CLOSED']),
      severity: a.ref('Severity'),
      severityRequired: a.ref('Severity').required(),
      seenSeverities: a.ref('Severity').array(),
      seenSeveritiesRequired: a.ref('Severity').required().array().required(),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


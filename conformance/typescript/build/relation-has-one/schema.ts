import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Driver: a.model({ name: a.string().required(), license: a.hasOne('License', 'driverId') }).authorization((allow) => [allow.publicApiKey()]),
  License: a
    .model({ number: a.string(), driverId: a.id(), driver: a.belongsTo('Driver', 'driverId') })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


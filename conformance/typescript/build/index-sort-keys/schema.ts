import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Delivery: a
    .model({
      courier: a.id().required(),
      day: a.date().required(),
      priority: a.integer().required(),
      weight: a.float(),
      zone: a.string().required(),
      arrivedAt: a.datetime(),
    })
    .secondaryIndexes((index) => [
      index('courier').sortKeys(['day']),
      index('courier').sortKeys(['day', 'priority']),
      index('zone').sortKeys(['priority', 'weight', 'arrivedAt']),
    ])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


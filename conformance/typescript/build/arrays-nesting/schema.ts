import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Basket: a
    .model({
      plain: a.string().array(),
      innerRequired: a.string().required().array(),
      outerRequired: a.string().array().required(),
      bothRequired: a.string().required().array().required(),
      ids: a.id().array(),
      ints: a.integer().array(),
      floats: a.float().required().array(),
      bools: a.boolean().array(),
      dates: a.date().array(),
      times: a.time().array(),
      datetimes: a.datetime().array(),
      stamps: a.timestamp().array(),
      emails: a.email().required().array().required(),
      phones: a.phone().array(),
      urls: a.url().array(),
      ips: a.ipAddress().array(),
      blobs: a.json().array(),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


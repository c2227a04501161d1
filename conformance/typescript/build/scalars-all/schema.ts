import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Specimen: a
    .model({
      label: a.string(),
      externalRef: a.id(),
      count: a.integer(),
      mass: a.float(),
      isAlive: a.boolean(),
      foundOn: a.date(),
      foundAtTime: a.time(),
      cataloguedAt: a.datetime(),
      epoch: a.timestamp(),
      curatorEmail: a.email(),
      curatorPhone: a.phone(),
      homepage: a.url(),
      sensorAddress: a.ipAddress(),
      rawReading: a.json(),
      labelReq: a.string().required(),
      externalRefReq: a.id().required(),
      countReq: a.integer().required(),
      massReq: a.float().required(),
      isAliveReq: a.boolean().required(),
      foundOnReq: a.date().required(),
      foundAtTimeReq: a.time().required(),
      cataloguedAtReq: a.datetime().required(),
      epochReq: a.timestamp().required(),
      curatorEmailReq: a.email().required(),
      curatorPhoneReq: a.phone().required(),
      homepageReq: a.url().required(),
      sensorAddressReq: a.ipAddress().required(),
      rawReadingReq: a.json().required(),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


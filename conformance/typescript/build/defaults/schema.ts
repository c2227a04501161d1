import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Setting: a
    .model({
      name: a.string().default('unnamed'),
      emptyName: a.string().default(''),
      retries: a.integer().default(3),
      ratio: a.float().default(0.25),
      enabled: a.boolean().default(true),
      disabled: a.boolean().default(false),
      startsOn: a.date().default('2024-02-29'),
      wakeAt: a.time().default('07:30:00.000Z'),
      activeFrom: a.datetime().default('2024-01-01T00:00:00.000Z'),
      stamp: a.timestamp().default(1700000000),
      contact: a.email().default('nobody@example.com'),
      dial: a.phone().default('+12065550123'),
      site: a.url().default('https://example.com/x'),
      address: a.ipAddress().default('127.0.0.1'),
      extra: a.json().default('[1,2]'),
      token: a.id().default('tok-0'),
      mandatory: a.string().required().default('must'),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


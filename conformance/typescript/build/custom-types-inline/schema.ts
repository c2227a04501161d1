import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Venue: a
    .model({
      name: a.string().required(),
      location: a.customType({
        lat: a.float().required(),
        lng: a.float().required(),
        label: a.string(),
        accuracy: a.enum(['GPS', 'WIFI']),
        box: a.customType({ north: a.float(), south: a.float() }),
        tags: a.string().array(),
      }),
      hours: a.customType({ opens: a.time(), closes: a.time() }),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Shelf: a
    .model({
      building: a.string().required(),
      floor: a.integer().required(),
      aisle: a.string().required(),
      slot: a.integer().required(),
      note: a.string(),
    })
    .identifier(['building', 'floor', 'aisle', 'slot'])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


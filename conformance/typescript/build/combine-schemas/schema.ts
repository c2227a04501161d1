import { a, type ClientSchema } from '@aws-amplify/data-schema';

const people = a
  .schema({
    Guest: a.model({ name: a.string(), stays: a.hasMany('Stay', 'guestId') }),
    Stay: a.model({ guestId: a.id(), guest: a.belongsTo('Guest', 'guestId'), nights: a.integer() }),
    Tier: a.enum(['BASIC', 'PLUS']),
  })
  .authorization((allow) => [allow.publicApiKey()]);

const rooms = a
  .schema({
    Room: a.model({ number: a.integer(), bed: a.enum(['SINGLE', 'DOUBLE']), rates: a.ref('Rate').array() }),
    Rate: a.customType({ cents: a.integer().required() }),
  })
  .authorization((allow) => [allow.publicApiKey().to(['read'])]);

export const schema = a.combine([people, rooms]);

export type Schema = ClientSchema<typeof schema>;


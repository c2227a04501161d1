import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  mood: a.enum(['glad', 'sad']),
  badge: a.customType({ colour: a.string() }),
  pet: a
    .model({ petName: a.string(), mood: a.ref('mood'), badge: a.ref('badge'), size: a.enum(['s', 'm']), toys: a.hasMany('toy', 'petId') })
    .secondaryIndexes((index) => [index('petName')])
    .authorization((allow) => [allow.publicApiKey()]),
  toy: a.model({ label: a.string(), petId: a.id(), pet: a.belongsTo('pet', 'petId') }).authorization((allow) => [allow.publicApiKey()]),
  userProfile: a.model({ x: a.string() }).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


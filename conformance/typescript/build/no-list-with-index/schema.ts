import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Lane: a.enum(['A', 'B']),
  Slot: a
    .model({ room: a.id().required(), at: a.datetime(), lane: a.ref('Lane'), lanes: a.ref('Lane').array(), owner2: a.string() })
    .secondaryIndexes((index) => [index('room').sortKeys(['at'])])
    .disableOperations(['list'])
    .authorization((allow) => [allow.publicApiKey()]),
  Room: a.model({ name: a.string(), desks: a.hasMany('Desk', 'roomId') }).authorization((allow) => [allow.publicApiKey()]),
  Desk: a
    .model({ roomId: a.id(), room: a.belongsTo('Room', 'roomId') })
    .disableOperations(['queries'])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


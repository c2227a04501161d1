import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Film: a.model({ title: a.string().required(), castings: a.hasMany('Casting', 'filmId') }).authorization((allow) => [allow.publicApiKey()]),
  Actor: a.model({ name: a.string().required(), castings: a.hasMany('Casting', 'actorId') }).authorization((allow) => [allow.publicApiKey()]),
  Casting: a
    .model({
      filmId: a.id().required(),
      actorId: a.id().required(),
      role: a.string(),
      film: a.belongsTo('Film', 'filmId'),
      actor: a.belongsTo('Actor', 'actorId'),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


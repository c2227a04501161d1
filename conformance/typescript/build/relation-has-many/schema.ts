import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Team: a.model({ mantra: a.string().required(), members: a.hasMany('Player', 'teamId') }).authorization((allow) => [allow.publicApiKey()]),
  Player: a
    .model({ name: a.string().required(), teamId: a.id(), team: a.belongsTo('Team', 'teamId') })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


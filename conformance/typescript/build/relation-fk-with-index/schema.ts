import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Channel: a.model({ name: a.string(), notes: a.hasMany('Note', 'channelId') }).authorization((allow) => [allow.publicApiKey()]),
  Note: a
    .model({
      channelId: a.id().required(),
      postedAt: a.datetime().required(),
      channel: a.belongsTo('Channel', 'channelId'),
    })
    .secondaryIndexes((index) => [index('channelId').sortKeys(['postedAt']).queryField('notesByChannel')])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


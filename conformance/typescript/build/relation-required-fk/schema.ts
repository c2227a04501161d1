import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Album: a.model({ title: a.string(), tracks: a.hasMany('Track', 'albumId'), sleeve: a.hasOne('Sleeve', 'albumRef') }).authorization((allow) => [allow.publicApiKey()]),
  Track: a
    .model({ title: a.string(), albumId: a.id().required(), album: a.belongsTo('Album', 'albumId') })
    .authorization((allow) => [allow.publicApiKey()]),
  Sleeve: a
    .model({ art: a.url(), albumRef: a.string().required(), album: a.belongsTo('Album', 'albumRef') })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


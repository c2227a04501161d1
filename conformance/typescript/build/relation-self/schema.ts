import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Folder: a
    .model({
      name: a.string().required(),
      parentId: a.id(),
      parent: a.belongsTo('Folder', 'parentId'),
      children: a.hasMany('Folder', 'parentId'),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


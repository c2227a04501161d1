import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Essay: a
    .model({
      title: a.string().required(),
      authorId: a.id(),
      author: a.belongsTo('Scholar', 'authorId'),
      reviewerId: a.id(),
      reviewer: a.belongsTo('Scholar', 'reviewerId'),
    })
    .authorization((allow) => [allow.publicApiKey()]),
  Scholar: a
    .model({
      name: a.string(),
      authored: a.hasMany('Essay', 'authorId'),
      reviewed: a.hasMany('Essay', 'reviewerId'),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


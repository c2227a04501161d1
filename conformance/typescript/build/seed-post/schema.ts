import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Post: a
    .model({
      caption: a.string(),
      email: a.string(),
      userId: a.string(),
      date: a.string(),
      imagePath: a.string(),
    })
    .authorization((allow) => [allow.authenticated().to(['read'])]),
});

export type Schema = ClientSchema<typeof schema>;


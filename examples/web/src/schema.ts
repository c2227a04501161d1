// Written from the model by Pergola. Changes are lost when it is written again.
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
    .authorization((allow) => [
      allow.authenticated().to(['read']),
      allow.group('Editors'),
    ]),
});

export type Schema = ClientSchema<typeof schema>;

import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Signup: a
    .model({
      username: a.string().required().validate((v) => v.minLength(3).maxLength(20, 'too long').matches('^[a-z0-9_]+$', 'bad "chars"')),
      website: a.string().validate((v) => v.startsWith('https://').endsWith('.org', 'must be an org')),
      age: a.integer().validate((v) => v.gte(18, 'adults only').lte(120)),
      score: a.float().validate((v) => v.gt(-1.5).lt(1.5)),
      credit: a.integer().validate((v) => v.positive('must be above zero')),
      debt: a.float().validate((v) => v.negative()),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


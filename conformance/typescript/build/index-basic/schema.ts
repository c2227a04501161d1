import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Customer: a
    .model({ name: a.string(), phone: a.phone(), accountRepresentativeId: a.id().required(), rank: a.integer() })
    .secondaryIndexes((index) => [index('accountRepresentativeId'), index('phone'), index('rank')])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


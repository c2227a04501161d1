import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Member: a
    .model({ club: a.id().required(), joinedOn: a.date(), nickname: a.string(), tier: a.string() })
    .secondaryIndexes((index) => [
      index('club').name('clubMembers').queryField('membersOfClub'),
      index('nickname').queryField('findByNick'),
      index('tier').name('tierIdx'),
      index('club').sortKeys(['joinedOn']).name('clubJoined').queryField(null),
    ])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


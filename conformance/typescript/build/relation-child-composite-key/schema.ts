import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Ledger: a.model({ label: a.string(), entries: a.hasMany('Entry', 'ledgerId'), seal: a.hasOne('Seal', 'ledgerId') }).authorization((allow) => [allow.publicApiKey()]),
  Entry: a
    .model({ ledgerId: a.id().required(), seq: a.integer().required(), amount: a.float(), ledger: a.belongsTo('Ledger', 'ledgerId') })
    .identifier(['ledgerId', 'seq'])
    .authorization((allow) => [allow.publicApiKey()]),
  Seal: a
    .model({ ledgerId: a.id().required(), wax: a.string(), ledger: a.belongsTo('Ledger', 'ledgerId') })
    .identifier(['ledgerId'])
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


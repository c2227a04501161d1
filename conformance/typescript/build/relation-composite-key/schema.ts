import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Citizen: a
    .model({
      country: a.string().required(),
      nationalNo: a.integer().required(),
      name: a.string(),
      passports: a.hasMany('Passport', ['holderCountry', 'holderNo']),
      vault: a.hasOne('Vault', ['ownerCountry', 'ownerNo']),
    })
    .identifier(['country', 'nationalNo'])
    .authorization((allow) => [allow.publicApiKey()]),
  Passport: a
    .model({
      code: a.string(),
      holderCountry: a.string(),
      holderNo: a.integer(),
      holder: a.belongsTo('Citizen', ['holderCountry', 'holderNo']),
    })
    .authorization((allow) => [allow.publicApiKey()]),
  Vault: a
    .model({
      pin: a.string(),
      ownerCountry: a.string().required(),
      ownerNo: a.integer().required(),
      person: a.belongsTo('Citizen', ['ownerCountry', 'ownerNo']),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


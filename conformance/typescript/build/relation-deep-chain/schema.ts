import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Continent: a.model({ name: a.string(), nations: a.hasMany('Nation', 'continentId') }).authorization((allow) => [allow.publicApiKey()]),
  Nation: a
    .model({ name: a.string(), continentId: a.id(), continent: a.belongsTo('Continent', 'continentId'), cities: a.hasMany('City', 'nationId') })
    .authorization((allow) => [allow.publicApiKey()]),
  City: a
    .model({ name: a.string(), nationId: a.id(), nation: a.belongsTo('Nation', 'nationId'), mayor: a.hasOne('Mayor', 'cityId') })
    .authorization((allow) => [allow.publicApiKey()]),
  Mayor: a.model({ name: a.string(), cityId: a.id(), city: a.belongsTo('City', 'cityId') }).authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Currency: a.enum(['USD', 'EUR', 'JPY']),
  Money: a.customType({ amount: a.integer().required(), currency: a.ref('Currency').required() }),
  Dimension: a.customType({ w: a.float(), h: a.float(), unit: a.enum(['CM', 'IN']) }),
  Packaging: a.customType({ size: a.ref('Dimension'), layers: a.ref('Dimension').array(), note: a.json() }),
  Parcel: a
    .model({
      price: a.ref('Money'),
      priceRequired: a.ref('Money').required(),
      history: a.ref('Money').array(),
      historyRequired: a.ref('Money').required().array().required(),
      packaging: a.ref('Packaging'),
    })
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema'; import { defineFunction } from '@aws-amplify/backend';

const fn = defineFunction({ name: 'fn', entry: './fn.ts' });

export const schema = a.schema({
  Unit: a.enum(['KM', 'MI']),
  Point: a.customType({ x: a.float().required(), y: a.float() }),
  Route: a.customType({ from: a.ref('Point').required(), to: a.ref('Point'), stops: a.ref('Point').array(), unit: a.ref('Unit'), style: a.enum(['FAST', 'SCENIC']) }),
  distance: a
    .query()
    .arguments({
      route: a.ref('Route').required(),
      routes: a.ref('Route').array(),
      unit: a.ref('Unit'),
      units: a.ref('Unit').array(),
      rounding: a.enum(['UP', 'DOWN']),
      options: a.customType({ precise: a.boolean(), limits: a.customType({ max: a.integer() }), level: a.enum(['L1', 'L2']) }),
    })
    .returns(a.float())
    .handler(a.handler.function(fn))
    .authorization((allow) => [allow.publicApiKey()]),
});

export type Schema = ClientSchema<typeof schema>;


import { a, type ClientSchema } from '@aws-amplify/data-schema';

export const schema = a.schema({
  Salary: a.model({ wage: a.float() }).authorization((allow) => [allow.group('Admins')]),
  Memo: a.model({ text: a.string() }).authorization((allow) => [allow.groups(['Admins', 'Editors']).to(['read', 'create'])]),
  Dossier: a.model({ text: a.string(), unit: a.string() }).authorization((allow) => [allow.groupDefinedIn('unit')]),
  DossierImplied: a.model({ text: a.string() }).authorization((allow) => [allow.groupDefinedIn('squad').to(['read'])]),
  Board: a.model({ text: a.string(), squads: a.string().array() }).authorization((allow) => [allow.groupsDefinedIn('squads')]),
  BoardImplied: a.model({ text: a.string() }).authorization((allow) => [allow.groupsDefinedIn('circles')]),
  Claimed: a.model({ text: a.string() }).authorization((allow) => [allow.group('Staff').withClaimIn('custom:teams')]),
});

export type Schema = ClientSchema<typeof schema>;


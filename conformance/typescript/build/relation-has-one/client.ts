import { generateClient } from 'aws-amplify/data';
import type { Schema } from './schema';
const client = generateClient<Schema>();
export const names: string[] = Object.keys(client.models);

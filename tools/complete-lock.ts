import { readFileSync, writeFileSync } from 'node:fs';
import { completeLock, parseLock } from './lock-file.ts';

// Run after every `npm install`: npm 11 and 12 refuse a lock file in which another platform's build is missing, and
// npm leaves out those that the registry lacked at that moment. The entries added carry no integrity hash.
const file = new URL('../package-lock.json', import.meta.url);
const before = readFileSync(file, 'utf8');
const after = `${JSON.stringify(completeLock(parseLock(before)), null, 2)}\n`;
if (after !== before) writeFileSync(file, after);
console.log(after === before ? 'package-lock.json is complete.' : 'package-lock.json was completed.');

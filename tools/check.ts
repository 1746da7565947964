import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** All that is asked of the code beside its tests (`npm test`): there is no second list. */
const checks = [
  { what: 'format', tool: 'oxfmt', args: ['--check'], cure: 'npm run format' },
  { what: 'lint', tool: 'oxlint', args: ['--deny-warnings'] },
  { what: 'types', tool: 'tsc', args: ['-p', '.'] },
  { what: 'unused code', tool: 'knip', args: ['--treat-config-hints-as-errors'] },
];

const project = fileURLToPath(new URL('..', import.meta.url));

for (const { what, tool, args, cure } of checks) {
  const program = join(project, 'node_modules/.bin', tool);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  console.log(status === 0 ? `✓ ${what}` : `✗ ${what}${cure === undefined ? '' : ` (${cure})`}\n${stdout}${stderr}`);
  if (status !== 0) process.exitCode = 1;
}

import { expect, test } from 'vitest';
import { explainedNames, settingNames } from '../../support/deployment.ts';

/** Passwords of the servers that compose.yaml starts: no settings of the bot. */
const ofCompose = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD'];

test('.env.example explains every setting once, and none that there is not', async () => {
  const explained = (await explainedNames()).filter((name) => !ofCompose.includes(name));
  const settings = await settingNames();

  expect(explained.toSorted()).toEqual([...settings].toSorted());
});

import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Resvg } from '@resvg/resvg-js';
import { encodePng } from '#pictures/encode-png.ts';
import { openFonts } from '#pictures/fonts/open-fonts.ts';
import { createTypesetter } from '#pictures/fonts/typesetter.ts';
import { outlined } from '#pictures/svg.ts';
import { readCosts } from './capacity/costs.ts';
import { promptBurst, replyWaits, runWaits } from './capacity/curves.ts';
import { lineChart } from './capacity/line-chart.ts';
import { measureReplies } from './capacity/measure-replies.ts';
import { measureRuns } from './capacity/measure-runs.ts';
import { planFor } from './capacity/plan.ts';

/**
 * What so many learners need (docs/capacity.md), from `capacity/costs.json`.
 *
 *     sh bin/node24 tools/capacity.ts              prints the plan for 1,000, 100,000 and 10 million learners
 *     sh bin/node24 tools/capacity.ts --draw       simulates, and draws the curves into docs/images
 *     sh bin/node24 tools/capacity.ts --measure    measures again, for costs.json: look at the load that it prints
 */
const { values } = parseArgs({ options: { draw: { type: 'boolean' }, measure: { type: 'boolean' } } });
const project = fileURLToPath(new URL('..', import.meta.url));

if (values.measure === true) {
  console.log(`${new Date().toISOString()}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`);
  console.log('a reply below its platform', await measureReplies());
  console.log('a run', { cpuMs: await measureRuns(project) });
} else if (values.draw === true) {
  await draw();
} else {
  for (const learners of [1000, 100_000, 10_000_000]) console.log(learners, planFor(learners, readCosts()));
}

async function draw(): Promise<void> {
  const type = createTypesetter(openFonts());
  const costs = readCosts();
  const charts = { runs: runWaits(costs), replies: replyWaits(costs), prompts: promptBurst(costs) };
  for (const [name, chart] of Object.entries(charts)) {
    const picture = new Resvg(outlined(lineChart(chart), type), { font: { loadSystemFonts: false } }).render();
    const png = encodePng({ width: picture.width, height: picture.height, rgba: picture.pixels });
    await writeFile(join(project, `docs/images/capacity-${name}.png`), png);
  }
}

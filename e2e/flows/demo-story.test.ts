import { expect, it } from 'vitest';
import { playStory } from '../demo/story.ts';
import { setStage } from '../support/stage.ts';

it('plays the whole story: waits, rejected, waits, accepted, types, locked, cut, replayed', async () => {
  await using stage = await setStage({ approval: 'On' });
  const told: string[] = [];
  await playStory(stage, (line) => { told.push(line); });
  expect(told).toHaveLength(5);
}, 120_000);

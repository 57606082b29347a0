import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { buildOnce } from '../../host/install/buildOnce';

let parent: string;
let target: string;
beforeEach(() => {
	parent = mkdtempSync(path.join(os.tmpdir(), 'whatsapp-gateways-build-'));
	target = path.join(parent, 'built');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const write = async (staging: string) => {
	await sleep(50);
	writeFileSync(path.join(staging, 'complete'), 'yes');
};

test('the directory appears only when it is complete, and is built once', async () => {
	let builds = 0;
	const build = async (staging: string) => {
		builds += 1;
		expect(existsSync(target)).toBe(false);
		await write(staging);
	};
	await buildOnce(target, build);
	await buildOnce(target, build);
	expect(builds).toBe(1);
	expect(readFileSync(path.join(target, 'complete'), 'utf8')).toBe('yes');
	expect(readdirSync(parent)).toEqual(['built']);
});

test('of two at once, one builds and the other waits', async () => {
	let builds = 0;
	let waits = 0;
	const build = async (staging: string) => {
		builds += 1;
		await write(staging);
	};
	const onWait = () => (waits += 1);
	await Promise.all([buildOnce(target, build, { onWait }), buildOnce(target, build, { onWait })]);
	expect([builds, waits > 0]).toEqual([1, true]);
});

test('a failed build leaves nothing, and the next one starts from the beginning', async () => {
	await expect(
		buildOnce(target, async (staging) => {
			await write(staging);
			throw new Error('no more disk');
		}),
	).rejects.toThrow('no more disk');
	expect(readdirSync(parent)).toEqual([]);
	await buildOnce(target, write);
	expect(existsSync(target)).toBe(true);
});

test('a killed process’s lock and unfinished directory are removed', async () => {
	const leftover = `${target}.unfinished-999999`;
	mkdirSync(leftover);
	writeFileSync(path.join(leftover, 'half'), '');
	const lock = `${target}.lock`;
	mkdirSync(lock);
	utimesSync(lock, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
	await buildOnce(target, write);
	expect(readdirSync(parent)).toEqual(['built']);
});

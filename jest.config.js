/**
 * Every test file belongs to exactly one project, and every project to one npm script:
 * `npm test`, `npm run test:faults`, `npm run test:faults:server`, `npm run test:host`,
 * `npm run test:queue`, `npm run test:compat`.
 * test/testFiles.test.ts checks both, so no test is skipped silently.
 */

/** Data of a started n8n, and folders whose package.json files have names that stand elsewhere, too. */
const dataFolders = ['<rootDir>/.demo/', '<rootDir>/host/install/n8n-', '<rootDir>/dist-sandbox/'];

/** A project; its patterns are relative to test/, and `seconds` is the timeout of one test. */
function project(displayName, testMatch, { seconds = 30, ...more } = {}) {
	return {
		displayName,
		testEnvironment: 'node',
		testMatch: testMatch.map((pattern) => `<rootDir>/test/${pattern}`),
		modulePathIgnorePatterns: dataFolders,
		// Types are checked by `npm run typecheck`; here they are only removed.
		transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
		setupFiles: ['<rootDir>/test/setup/silenceN8nLog.cjs'],
		setupFilesAfterEnv: ['<rootDir>/test/setup/testTimeout.cjs'],
		globals: { testSeconds: seconds },
		...more,
	};
}

/** A project with real n8n servers, which are started before its first test and ended after its last. */
function serverProject(displayName, folder, seconds) {
	return project(displayName, [`${folder}/**/*.test.ts`], {
		seconds,
		// The servers load dist/ themselves; jest must not take its package.json files for modules.
		modulePathIgnorePatterns: [...dataFolders, '<rootDir>/dist/'],
		setupFiles: [],
		globalSetup: `<rootDir>/test/${folder}/setUp.ts`,
		globalTeardown: `<rootDir>/test/${folder}/tearDown.ts`,
	});
}

module.exports = {
	// A canceled run leaves n8n's `sleep`, which cannot be ended, for a second at most; a real leak stays.
	workerGracefulExitTimeout: 5000,
	projects: [
		// What needs no engine, sandbox or server; a new folder is taken for such.
		project('unit', ['**/*.test.ts'], {
			testPathIgnorePatterns: [
				'<rootDir>/test/(gateways|engine|sandbox|examples|faults|host|queue|compat)/',
			],
		}),
		project('gateways', ['gateways/**/*.test.ts']),
		project('engine', ['engine/**/*.test.ts'], { seconds: 60 }),
		// Some of them in a browser, which shares the machine with the other suites.
		project('sandbox', ['sandbox/**/*.test.ts'], { seconds: 120 }),
		project('examples', ['examples/**/*.test.ts']),
		project('faults', ['faults/*.test.ts'], { seconds: 900 }),
		serverProject('killed', 'faults/server', 300),
		serverProject('host', 'host', 300),
		serverProject('queue', 'queue', 300),
		serverProject('compat', 'compat', 300),
	],
};

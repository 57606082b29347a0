/** Everything but the real server: the pure core, the sandbox, workflows in n8n's own engine. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/host/', '<rootDir>/test/faults/'],
	modulePathIgnorePatterns: ['<rootDir>/.demo/'],
	setupFiles: ['<rootDir>/test/engine/quiet.cjs'],
	// Most of them wait for something most of the time.
	maxWorkers: 3,
	testTimeout: 30_000,
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
};

/** What a real n8n makes of a bad day: its own retries, and its own sudden death. */
module.exports = {
	rootDir: '../../..',
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/faults/server/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/.demo/', '<rootDir>/dist/'],
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	globalSetup: '<rootDir>/test/faults/server/setUp.ts',
	globalTeardown: '<rootDir>/test/faults/server/tearDown.ts',
	// The servers of one file at a time: they share the processor.
	maxWorkers: 1,
	// A server that starts takes its time.
	testTimeout: 180_000,
};

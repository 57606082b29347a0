/** Faults in a real n8n: its own retries, and its sudden end. */
module.exports = {
	rootDir: '../../..',
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/faults/server/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/.demo/', '<rootDir>/dist/'],
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	globalSetup: '<rootDir>/test/faults/server/setUp.ts',
	globalTeardown: '<rootDir>/test/faults/server/tearDown.ts',
	// The servers of one file at a time, because they share the processor.
	maxWorkers: 1,
	// A server takes several seconds to start.
	testTimeout: 180_000,
};

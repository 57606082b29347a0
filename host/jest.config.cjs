/** The tests in a real n8n: one server for all of them, started before and ended after. */
module.exports = {
	rootDir: '..',
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/host/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/.demo/', '<rootDir>/dist/'],
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	globalSetup: '<rootDir>/test/host/setUp.ts',
	globalTeardown: '<rootDir>/test/host/tearDown.ts',
	// One server, one ledger of messages: the tests take turns.
	maxWorkers: 1,
	testTimeout: 120_000,
};

/** The tests in a real n8n, which is started before all files and ended after them. */
module.exports = {
	rootDir: '..',
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/host/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/.demo/', '<rootDir>/dist/'],
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	globalSetup: '<rootDir>/test/host/setUp.ts',
	globalTeardown: '<rootDir>/test/host/tearDown.ts',
	// All files share one server and the sandbox's messages, so they run one after another.
	maxWorkers: 1,
	testTimeout: 120_000,
};

/** Bad days: every fault of the sandbox upon every gateway and kind. Its figures are printed. */
module.exports = {
	rootDir: '../..',
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/faults/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/.demo/'],
	setupFiles: ['<rootDir>/test/engine/quiet.cjs'],
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	// The faults take seconds of waiting each, and the waits of one file must not slow another one down.
	maxWorkers: 1,
	testTimeout: 900_000,
};

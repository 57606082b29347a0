// Jest ignores `testTimeout` in a project, so jest.config.js passes it as a global.
jest.setTimeout(globalThis.testSeconds * 1000);

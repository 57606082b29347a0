/**
 * Writes what jest found into the file REPORT, for report.cjs. Not by `--json`, which writes the thrown errors as
 * well: one of axios runs in a circle, and with it the report of all tests of a suite would be lost.
 */
const { writeFileSync } = require('node:fs');

module.exports = class {
	onRunComplete(_contexts, { testResults, ...counts }) {
		const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = counts;
		const files = testResults.map((file) => ({
			name: file.testFilePath,
			status: file.failureMessage ? 'failed' : 'passed',
			message: file.failureMessage ?? '',
			startTime: file.perfStats.start,
			endTime: file.perfStats.end,
			assertionResults: file.testResults.map(({ status, fullName, failureMessages }) => ({
				status,
				fullName,
				failureMessages,
			})),
		}));
		const report = {
			...{ numPassedTests, numFailedTests, numPendingTests, numTodoTests },
			testResults: files,
		};
		writeFileSync(process.env.REPORT, JSON.stringify(report));
	}
};

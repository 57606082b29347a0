/**
 * Reads a report of jest for .ci/run.
 *   sums FILE STATUS    `PASSED FAILED`, where jest ended with this status
 *   again FILE          the files with failed tests, one a line, if they are worth a second run alone
 *   faults NAME FILE    the failed tests, each with the first lines of its fault
 *   slow FILE           the files that took longest
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { stripVTControlCharacters } = require('node:util');

/** A suite with more failed tests than this did not fail by the company it ran in. */
const maxFailed = 3;
const linesShown = 4;
const slowFilesShown = 6;

const [command, ...words] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const isBroken = ({ status, assertionResults }) =>
	status === 'failed' && assertionResults.length === 0;
/** Tests that were not run count as failed. */
const left = ({ numPendingTests, numTodoTests }) => numPendingTests + numTodoTests;
const firstLines = (text) =>
	stripVTControlCharacters(text)
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(0, linesShown)
		.map((line) => `    ${line}`);

const commands = {
	sums(file, status) {
		const report = read(file);
		const failed =
			report.numFailedTests + report.testResults.filter(isBroken).length + left(report);
		return [`${report.numPassedTests} ${failed === 0 && status !== '0' ? 1 : failed}`];
	},
	again(file) {
		const report = read(file);
		const { numFailedTests: failed, testResults } = report;
		if (failed === 0 || failed > maxFailed || left(report) > 0 || testResults.some(isBroken))
			return [];
		return testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);
	},
	slow(file) {
		return read(file)
			.testResults.map(({ name, startTime, endTime }) => ({
				name: path.relative('', name),
				seconds: Math.round((endTime - startTime) / 1000),
			}))
			.sort((a, b) => b.seconds - a.seconds)
			.slice(0, slowFilesShown)
			.map(({ name, seconds }) => `    ${seconds} s ${name}`);
	},
	faults(name, file) {
		return read(file).testResults.flatMap((result) => [
			...(isBroken(result) ? [`${name}: ${result.name}`, ...firstLines(result.message)] : []),
			...result.assertionResults
				.filter(({ status }) => status === 'failed')
				.flatMap(({ fullName, failureMessages }) => [
					`${name}: ${fullName}`,
					...firstLines(failureMessages.join('\n')),
				]),
		]);
	},
};

for (const line of commands[command](...words)) console.log(line);

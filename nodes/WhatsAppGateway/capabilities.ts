import type { Gateway } from './core/gateway';
import { kindNames, type Kind } from './core/message';
import { gateways } from './gateways';

const kinds = Object.keys(kindNames) as Kind[];

/** The kinds of message that a gateway carries, in words. */
export function carries(gateway: Gateway): string[] {
	return kinds.filter((kind) => gateway.send[kind] !== undefined).map((kind) => kindNames[kind]);
}

/** The table gateways x kinds for the README, in Markdown. */
export function capabilityTable(): string {
	const columns = [
		'Gateway',
		...kinds.map((kind) => kindNames[kind]),
		'Template list',
		'Default pace',
	];
	const rows = gateways.map((gateway) => [
		`[${gateway.name}](${gateway.docs})`,
		...kinds.map((kind) => (gateway.send[kind] ? 'yes' : 'no')),
		gateway.templates ? 'yes' : 'no',
		`${gateway.budget.messages} in ${gateway.budget.perSeconds} s`,
	]);
	const widths = columns.map((column, index) =>
		Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
	return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join(
		'\n',
	);
}

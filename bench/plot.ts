import type { SendResult } from './rounds';

/** The colours read on a light and on a dark page; the text follows the page. */
const colours = {
	ours: '#0f9d58',
	httpRequest: '#ea7a12',
	whatsApp: '#c64b8c',
	bare: '#7a8699',
} as const;
const width = 860;
const labelWidth = 250;
const panelGap = 24;
const barHeight = 15;
const rowHeight = 21;
const top = 76;

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A round number that is at least the value, for the end of an axis. */
function axisEnd(value: number): number {
	const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
	return ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

interface Panel {
	readonly x: number;
	readonly width: number;
	readonly title: string;
	readonly end: number;
	readonly rows: readonly (SendResult | undefined)[];
}

function drawPanel({ x, width: wide, title, end, rows }: Panel): string[] {
	const bottom = top + rows.length * rowHeight;
	const ticks = [0, end / 2, end].map((tick) => {
		const at = x + (tick / end) * wide;
		return `<line class="grid" x1="${at}" y1="${top - 4}" x2="${at}" y2="${bottom}"/><text class="small" x="${at}" y="${bottom + 14}" text-anchor="middle">${tick}</text>`;
	});
	const bars = rows.flatMap((row, index) => {
		if (row === undefined) return [];
		const y = top + index * rowHeight;
		const length = Math.max(1, (row.itemsPerSecond / end) * wide);
		const isInside = length > wide - 34;
		const at = isInside ? x + length - 4 : x + length + 4;
		return [
			`<rect x="${x}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" rx="2" fill="${colours[row.sender]}"/>`,
			`<text class="small${isInside ? ' inside' : ''}" x="${at.toFixed(1)}" y="${y + 12}"${isInside ? ' text-anchor="end"' : ''}>${Math.round(row.itemsPerSecond)}</text>`,
		];
	});
	return [`<text class="bold" x="${x}" y="${top - 12}">${escape(title)}</text>`, ...ticks, ...bars];
}

/** Bars of the items per second of each way to send, one panel for each latency. */
export function plotSends(sends: readonly SendResult[], items: number): string {
	const shown = sends.filter((one) => one.items === items);
	const latencies = [...new Set(shown.map(({ latencyMs }) => latencyMs))].sort((a, b) => a - b);
	const ways = [...new Map(shown.map((one) => [one.variant, one])).values()];
	const panelWidth =
		(width - labelWidth - 20 - panelGap * (latencies.length - 1)) / Math.max(1, latencies.length);
	const bottom = top + ways.length * rowHeight;
	const panels = latencies.flatMap((latency, index) => {
		const rows = ways.map(({ variant }) =>
			shown.find((one) => one.variant === variant && one.latencyMs === latency),
		);
		return drawPanel({
			x: labelWidth + index * (panelWidth + panelGap),
			width: panelWidth,
			title: `${latency} ms latency`,
			end: axisEnd(Math.max(...rows.map((row) => row?.itemsPerSecond ?? 0))),
			rows,
		});
	});
	const labels = ways.map(
		({ name }, index) =>
			`<text x="${labelWidth - 8}" y="${top + index * rowHeight + 12}" text-anchor="end">${escape(name)}</text>`,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 44}" width="${width}" height="${bottom + 44}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="12">`,
		'<title id="title">Messages per second in a real n8n, by way of sending and latency of the gateway</title>',
		'<style>text{fill:#24292f}.small{font-size:11px}.bold{font-weight:600}.inside{fill:#fff}.grid{stroke:#8c959f;stroke-opacity:.35}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}</style>',
		`<text class="bold" x="12" y="24" font-size="16">Messages per second in a real n8n</text>`,
		`<text class="small" x="12" y="42">${items.toLocaleString('en')} messages to one local gateway without a limit; medians; more is better</text>`,
		...labels,
		...panels,
		`<text class="small" x="${labelWidth + (width - labelWidth) / 2}" y="${bottom + 34}" text-anchor="middle">items per second</text>`,
		'</svg>',
		'',
	].join('\n');
}

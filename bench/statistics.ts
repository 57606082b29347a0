/** The middle value, or the mean of the two in the middle; NaN without values. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	const upper = sorted[half] ?? NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}

/** A size and what was measured at it. */
export type Point = readonly [size: number, value: number];

/**
 * The exponent of growth: `b` of value = a · size^b, by least squares over the logarithms. 1 is linear, 2
 * quadratic; NaN for fewer than two points.
 */
export function growthExponent(points: readonly Point[]): number {
	const logs = points.map(([size, value]) => [Math.log(size), Math.log(value)] as const);
	const mean = (of: 0 | 1) => logs.reduce((sum, log) => sum + log[of], 0) / logs.length;
	const [meanX, meanY] = [mean(0), mean(1)];
	const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
	const variance = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
	return covariance / variance;
}

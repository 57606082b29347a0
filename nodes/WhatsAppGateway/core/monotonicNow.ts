/**
 * Milliseconds of the process's monotonic clock, with fractions: what waits or lasts goes by it, because
 * setting the machine's clock back would stop a queue.
 */
export const monotonicNow = (): number => performance.now();

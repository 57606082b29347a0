import { clearUp, holder } from './setUp';

/** Ends everything, also after a test that did not finish. */
export default async function tearDown(): Promise<void> {
	await holder.queue?.stop();
	await holder.sandbox?.close();
	clearUp();
}

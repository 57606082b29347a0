import { clearUp } from './setUp';

/** Ends what is still running, also after a test that did not finish. */
export default function tearDown(): void {
	clearUp();
}

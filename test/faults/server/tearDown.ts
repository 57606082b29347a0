import { clearUp } from './setUp';

/** Leaves nothing behind, also where a test did not come to its end. */
export default function tearDown(): void {
	clearUp();
}

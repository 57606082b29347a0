import { releases, releaseVariable } from '../../host/install/releases';
import setUpServers from '../faults/server/setUp';

/** Prepares servers of the release that the environment names, or of the oldest. */
export default async function setUp(): Promise<void> {
	process.env[releaseVariable] ||= releases[0].version;
	await setUpServers();
}

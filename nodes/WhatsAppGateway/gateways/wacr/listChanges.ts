import { createListChanges } from '../../gatewayKit/listChanges';
import { pathOf } from '../../gatewayKit/path';
import { gateway } from './response';

const changesOf = (list: string) =>
	createListChanges({ gateway, path: (_, ...id) => pathOf(list, ...id), update: 'PATCH' });

/**
 * Sources: https://docs.app.wa.cr/update-group-28559804e0, https://docs.app.wa.cr/update-status-28559819e0
 * and https://docs.getrasl.io/delete-source-35829469e0
 */
export const listChanges = {
	labels: changesOf('groups'),
	sources: changesOf('sources'),
	statuses: changesOf('statuses'),
} as const;

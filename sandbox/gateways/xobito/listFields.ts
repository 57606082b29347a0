import type { FieldErrors } from '../../gatewayKit/laravel';

const createdAt = '2026-01-05T09:00:00.000000Z';

/** What the rows of a list have beside their names. */
export const tenant = { tenant_id: 7, created_at: createdAt, updated_at: createdAt };

/** The most characters of a name; an assumption, as all fields of these requests are. */
export const maxName = 150;

/** Fields that are refused, with the reasons. */
export class FieldRefusal {
	constructor(readonly errors: FieldErrors) {}
}

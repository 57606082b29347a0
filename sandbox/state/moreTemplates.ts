import type { SeedTemplate, TemplateStatus } from './seedTemplate';

/** The statuses of a template's languages, in turn: the first one is not always the one that can be sent. */
const statuses: ReadonlyArray<
	readonly [en: TemplateStatus, de: TemplateStatus, fr: TemplateStatus]
> = [
	['APPROVED', 'APPROVED', 'PENDING'],
	['PENDING', 'APPROVED', 'APPROVED'],
	['REJECTED', 'PENDING', 'REJECTED'],
];

function template(index: number): SeedTemplate {
	const number = String(index).padStart(4, '0');
	const [en, de, fr] = statuses[index % statuses.length] ?? ['PENDING', 'PENDING', 'PENDING'];
	return {
		name: `bulk_${number}`,
		category: index % 2 === 0 ? 'UTILITY' : 'MARKETING',
		translations: {
			en: { status: en, body: `Notice ${number} for {{1}}.` },
			de: { status: de, body: `Nachricht ${number} für {{1}}.` },
			fr: { status: fr, body: `Avis ${number} pour {{1}}.` },
		},
	};
}

/** So many templates beside those of the seed, in three languages each. They can be listed, not sent. */
export class MoreTemplates {
	private made: readonly SeedTemplate[] = [];

	get all(): readonly SeedTemplate[] {
		return this.made;
	}

	set(count: number): void {
		this.made = Array.from({ length: count }, (_, index) => template(index));
	}

	reset(): void {
		this.made = [];
	}
}

import { seedTemplates, type SeedTemplate, type Translation } from '../state/seed';

/** A template in one language, which is the unit of Meta and of most gateways. */
export interface TemplateTranslation {
	readonly seed: SeedTemplate;
	readonly language: string;
	readonly translation: Translation;
}

/** Templates in all of their languages, one after the other. */
export function translationsOf(templates: readonly SeedTemplate[]): TemplateTranslation[] {
	return templates.flatMap((seed) =>
		Object.entries(seed.translations).map(([language, translation]) => ({
			seed,
			language,
			translation,
		})),
	);
}

/** All templates in all languages, in the order of the seed. */
export const templateTranslations: readonly TemplateTranslation[] = translationsOf(seedTemplates);

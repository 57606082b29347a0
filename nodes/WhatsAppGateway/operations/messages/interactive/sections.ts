import { asObjects } from '../../../core/narrow';

/** Entries of a form under one title. */
interface Section {
	readonly title: string;
	readonly entries: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

/** Groups the entries of a form by their field `section`, in the order in which the sections first come. */
export function groupIntoSections(entries: unknown): Section[] {
	const sections = new Map<string, Array<Record<string, unknown>>>();
	for (const { section, ...entry } of asObjects(entries)) {
		const title = String(section ?? '').trim();
		sections.set(title, [...(sections.get(title) ?? []), entry]);
	}
	return [...sections].map(([title, grouped]) => ({ title, entries: grouped }));
}

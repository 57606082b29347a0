/** The account with 2,000 templates; every other one has a single template. */
export const bigAccount = '200000000000000';

/** The template that is sent. */
export const templateName = 'order_confirmation';

const bigCount = 2000;

const placeholders = 'Hello {{1}}, your order {{2}} over {{3}} is on its way.';

function template(name: string, id: number) {
	return {
		id: String(id),
		name,
		language: 'en',
		status: 'APPROVED',
		category: 'UTILITY',
		parameter_format: 'POSITIONAL',
		components: [
			{
				type: 'BODY',
				text: placeholders,
				example: { body_text: [['Anna', 'A-1042', '59.90 €']] },
			},
		],
	};
}

const few = [template(templateName, 1)];
const many = Array.from({ length: bigCount }, (_, index) =>
	template(`campaign_${String(index).padStart(4, '0')}`, index + 1),
);

/** A page of templates as Meta answers it, with its own search by name. */
export function templatePage(url: URL, isBig: boolean): unknown {
	const query = url.searchParams;
	const words = (query.get('name') ?? query.get('name_or_content') ?? '').toLowerCase();
	const found = (isBig ? many : few).filter(({ name }) => name.includes(words));
	const from = Number(query.get('after') ?? 0);
	const end = from + Number(query.get('limit') ?? 25);
	const hasMore = end < found.length;
	return {
		data: found.slice(from, end),
		paging: {
			cursors: { before: String(from), after: String(end) },
			...(hasMore && { next: `${url.pathname}?after=${end}` }),
		},
	};
}

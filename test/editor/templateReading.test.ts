import { TemplateReading } from '../../nodes/WhatsAppGateway/editor/templateReading';

test('a list of templates whose cursors take turns ends, with and without a match', async () => {
	for (const [filter, names] of [
		['', ['t_0', 't_1', 't_2']],
		['nothing like this', []],
	] as const) {
		let asked = 0;
		const { options, isLast } = await new TemplateReading(filter).page(0, async () => {
			asked += 1;
			if (asked > 20) throw new Error('It would never end.');
			const name = `t_${asked - 1}`;
			const template = {
				name,
				category: 'UTILITY',
				status: 'approved',
				languages: ['en'],
			} as const;
			return await Promise.resolve({
				templates: [{ ...template, id: name }],
				next: asked % 2 === 0 ? 'b' : 'a',
			});
		});
		expect(options.map(({ value }) => value)).toEqual(names);
		expect([isLast, asked]).toEqual([true, 3]);
	}
});

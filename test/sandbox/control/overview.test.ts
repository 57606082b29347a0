import { controlRoutes } from '../../../sandbox/control/controlRoutes';
import { describeSchema } from '../../../sandbox/control/describeSchema';
import { endpoints } from '../../../sandbox/control/endpoints';
import { statusSchema } from '../../../sandbox/control/stateSchemas';
import { sandboxed } from '../ask';

test('the overview lists every path of the control API', () => {
	const { sandbox } = sandboxed();
	const { routes } = controlRoutes({ ...sandbox, dialects: [] } as never, {} as never);
	const paths = routes.map(({ method, path }) => `${method} ${path}`);
	expect([...new Set(paths)].toSorted()).toEqual(['GET /', ...Object.keys(endpoints)].toSorted());
});

test('a schema is described in one line', () => {
	expect(describeSchema(statusSchema)).toBe(
		'{id: string, status: queued|sent|delivered|read|failed, reason?: string|null}',
	);
});

import type { DatabaseConnection, Dialect, Driver } from 'kysely';
import { asStoreError } from './store-error.ts';

/** The same dialect, whose errors are `StoreError`s. */
export function namingErrors(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => naming(dialect.createDriver()),
  };
}

function naming(driver: Driver): Driver {
  const seen = new WeakSet<DatabaseConnection>();
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async (options) => {
    const connection = await acquire(options).catch(rethrow);
    if (!seen.has(connection)) {
      seen.add(connection);
      const execute = connection.executeQuery.bind(connection);
      connection.executeQuery = <Row>(...given: Parameters<typeof execute>) =>
        execute<Row>(...given).catch(rethrow);
    }
    return connection;
  };
  return driver;
}

function rethrow(error: unknown): never {
  throw asStoreError(error);
}

import { DriverAdapterError, ColumnTypeEnum as Type } from '@prisma/driver-adapter-utils';
import pg from 'pg';

// The schema engine reads PostgreSQL's catalogue through this adapter. Prisma's own pg adapter does not fit: given a
// connection string, its shadow database is the main database.

/** Type oid -> Prisma column type, for the columns of the catalogue. 18 is one character, 19 a name. */
const COLUMN_TYPES = {
  16: Type.Boolean,
  18: Type.Character,
  19: Type.Text,
  20: Type.Int64,
  21: Type.Int32,
  23: Type.Int32,
  25: Type.Text,
  26: Type.Int64,
  114: Type.Json,
  700: Type.Float,
  701: Type.Double,
  1000: Type.BooleanArray,
  1002: Type.CharacterArray,
  1003: Type.TextArray,
  1005: Type.Int32Array,
  1007: Type.Int32Array,
  1009: Type.TextArray,
  1015: Type.TextArray,
  1016: Type.Int64Array,
  1042: Type.Text,
  1043: Type.Text,
  1114: Type.DateTime,
  1184: Type.DateTime,
  1700: Type.Numeric,
  2950: Type.Uuid,
  3802: Type.Json,
};
const ARRAYS = new Set([1000, 1002, 1003, 1005, 1007, 1009, 1015, 1016]);
const FIRST_OWN_OID = 16384;
const parseTextArray = pg.types.getTypeParser(1009);

/** Values as the engine expects them: numbers, booleans and lists parsed, everything else as PostgreSQL's text. */
const types = {
  getTypeParser(/** @type {number} */ oid) {
    if (oid === 16) return (/** @type {string} */ value) => value === 't';
    if (oid === 21 || oid === 23 || oid === 26) return Number;
    if (ARRAYS.has(oid)) return parseTextArray;
    if (oid === 1114 || oid === 1184)
      return (/** @type {string} */ value) => value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
    return (/** @type {string} */ value) => value;
  },
};

function fail(error) {
  if (!error.severity) throw error;
  const { code, severity, message, detail, column, hint } = error;
  throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
}

function columnType(field) {
  const known = COLUMN_TYPES[field.dataTypeID];
  if (known !== undefined) return known;
  if (field.dataTypeID >= FIRST_OWN_OID) return Type.Text;
  throw new DriverAdapterError({
    kind: 'UnsupportedNativeDataType',
    type: `oid ${field.dataTypeID} (${field.name})`,
  });
}

class Connection {
  provider = 'postgres';
  adapterName = 'asterism-migration';

  constructor(client, afterDispose) {
    this.client = client;
    this.afterDispose = afterDispose;
  }

  run({ sql, args }) {
    return this.client.query({ text: sql, values: args, rowMode: 'array', types }).catch(fail);
  }

  async queryRaw(query) {
    const { fields, rows } = await this.run(query);
    return { columnNames: fields.map((field) => field.name), columnTypes: fields.map(columnType), rows };
  }

  async executeRaw(query) {
    return (await this.run(query)).rowCount ?? 0;
  }

  /** One simple query, so that a script of many statements is one transaction. */
  async executeScript(script) {
    await this.client.query(script).catch(fail);
  }

  async startTransaction() {
    await this.client.query('BEGIN');
    // usePhantomQuery false: the engine sends COMMIT and ROLLBACK itself, these are told afterwards.
    const told = async () => undefined;
    return {
      provider: this.provider,
      adapterName: this.adapterName,
      options: { usePhantomQuery: false },
      queryRaw: (query) => this.queryRaw(query),
      executeRaw: (query) => this.executeRaw(query),
      commit: told,
      rollback: told,
    };
  }

  getConnectionInfo() {
    return { schemaName: 'public', supportsRelationJoins: true };
  }

  async dispose() {
    await this.client.end();
    await this.afterDispose();
  }
}

/** The adapter factory for a database; shadow databases are made beside it and dropped. close() ends what is left. */
export function migrationAdapter(/** @type {string} */ connectionString) {
  const connections = new Set();
  const open = async (url, afterDispose) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const connection = new Connection(client, async () => {
      connections.delete(connection);
      await afterDispose?.();
    });
    connections.add(connection);
    return connection;
  };
  const runOnce = async (sql) => {
    const connection = await open(connectionString);
    await connection.executeScript(sql).finally(() => connection.dispose());
  };
  const factory = {
    provider: 'postgres',
    adapterName: 'asterism-migration',
    connect: () => open(connectionString),
    async connectToShadowDb() {
      const name = `shadow_${crypto.randomUUID()}`;
      await runOnce(`CREATE DATABASE "${name}"`);
      const url = new URL(connectionString);
      url.pathname = `/${name}`;
      return open(url.href, () => runOnce(`DROP DATABASE "${name}"`));
    },
  };
  return { factory, close: () => Promise.all([...connections].map((connection) => connection.dispose())) };
}

// The rows of a filing: read from a real one, multiplied until so many applications are stored, and written by the floor.
import { randomUUID } from 'node:crypto';

/** Every table a filing writes to, the one others refer to first. */
const tables = [
  { name: 'applications' },
  { name: 'application_papers' },
  { name: 'application_events' },
  { name: 'application_event_values' },
  { name: 'notices' },
  { name: 'notice_sendings', of: `notice_id IN (SELECT notice_id FROM notices WHERE application_id = $1)` },
  {
    name: 'pgboss.job',
    of: `data->>'applicationId' = $1 OR data->>'noticeId' IN (SELECT notice_id FROM notices WHERE application_id = $1)`,
    passing: true,
  },
  {
    name: 'idempotency_keys',
    of: `scope LIKE '%applications.create' AND $1 <> '' AND created_at = (SELECT max(created_at) FROM idempotency_keys WHERE scope LIKE '%applications.create')`,
    passing: true,
  },
];

/** Columns that tell one row from another, and every column that refers to them. */
const identifying = ['application_id', 'acceptance_number', 'query_id', 'notice_id', 'id', 'key', 'singleton_key'];

/** The rows of one application, as text by column. `passing` ones are not there for long. */
export async function rowsOf(database, applicationId) {
  const found = [];
  for (const { name, of = 'application_id = $1', passing = false } of tables) {
    const [schema, table] = name.includes('.') ? name.split('.') : ['public', name];
    const { rows: columns } = await database.query(
      `SELECT column_name AS name, udt_name AS type FROM information_schema.columns
       WHERE table_schema = $1 AND table_name = $2 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
      [schema, table],
    );
    const list = columns.map(({ name: column }) => `"${column}"::text`).join(', ');
    const { rows } = await database.query({
      text: `SELECT ${list} FROM ${name} WHERE ${of}`,
      values: [applicationId],
      rowMode: 'array',
    });
    found.push({ name, columns, rows, passing });
  }
  return found;
}

const quoted = (text) => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`);

/** Adds applications like the template, decided and closed, until so many are stored. */
export async function fill(database, template, from, to) {
  const client = await database.connect();
  const step = 50_000;
  try {
    // Nobody checks what is made here: neither the keys of other tables nor that a history only grows.
    await client.query(`SET session_replication_role = replica`);
    await client.query(`SET synchronous_commit = off`);
    for (let first = from; first < to; first += step) {
      const last = Math.min(first + step, to);
      for (const { name, columns, rows, passing } of template) {
        if (passing) continue;
        const list = columns.map((column) => `"${column.name}"`).join(', ');
        for (const row of rows) {
          const made = columns.map((column, at) => {
            const text = quoted(row[at]);
            if (name === 'applications' && column.name === 'open') return 'false';
            if (name === 'applications' && column.name === 'state') return `'delivered'`;
            if (name === 'applications' && column.name === 'next_alarm_at') return 'NULL::timestamptz';
            if (row[at] !== null && identifying.includes(column.name)) return `(${text} || i)::${column.type}`;
            // A citizen has filed some ten.
            if (column.name === 'citizen_id') return `(${text} || i / 10)::${column.type}`;
            return `${text}::${column.type}`;
          });
          await client.query(
            `INSERT INTO ${name} (${list}) SELECT ${made.join(', ')} FROM generate_series(${first + 1}, ${last}) AS i`,
          );
        }
      }
    }
    await client.query('RESET session_replication_role');
    await client.query('RESET synchronous_commit');
  } finally {
    client.release();
  }
  await database.query('VACUUM ANALYZE');
}

/**
 * What writes the rows of one filing, again and again under other ids: one transaction, one prepared statement a table.
 * @returns a function that writes them once
 */
export function floorOf(database, template) {
  const statements = template
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, columns, rows }) => {
      const placesOf = (_, row) => `(${columns.map((_column, at) => `$${row * columns.length + at + 1}`).join(', ')})`;
      const places = rows.map(placesOf).join(', ');
      const text = `INSERT INTO ${name} (${columns.map((column) => `"${column.name}"`).join(', ')}) VALUES ${places}`;
      return { name: `floor ${name}`, text, columns, rows };
    });
  const renewed = (columns, rows, mark) =>
    rows.flatMap((row) =>
      row.map((value, at) => {
        const { name, type } = columns[at];
        if (value === null || !identifying.includes(name)) return value;
        return type === 'uuid' ? randomUUID() : `${value}${mark}`;
      }),
    );
  let written = 0;
  return async () => {
    written += 1;
    const mark = `-${written}-${process.pid}`;
    const client = await database.connect();
    try {
      await client.query('BEGIN');
      for (const { name, text, columns, rows } of statements) {
        await client.query({ name, text, values: renewed(columns, rows, mark) });
      }
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
}

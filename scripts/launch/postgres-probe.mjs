/**
 * Asks a server for its version.
 * @param {string} url a postgres:// address
 * @returns {Promise<{ ok: boolean, wrongPassword: boolean, version: number, error: unknown }>} version as
 *   server_version_num gives it (150004), 0 when it did not answer
 */
export async function probe(url) {
  // Loaded late: it is there only after the install.
  const { default: postgres } = await import("postgres");
  let sql;
  try {
    sql = postgres(url, {
      max: 1,
      connect_timeout: 10,
      idle_timeout: 1,
      onnotice: () => undefined,
      fetch_types: false,
    });
    // The simple protocol: poolers and old servers know it too.
    const [row] = await sql`select current_setting('server_version_num') as version`.simple();
    return { ok: true, wrongPassword: false, version: Number(row?.version ?? 0), error: undefined };
  } catch (error) {
    return { ok: false, wrongPassword: error?.code === "28P01", version: 0, error };
  } finally {
    await sql?.end({ timeout: 1 }).catch(() => undefined);
  }
}

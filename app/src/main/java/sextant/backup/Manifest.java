package sextant.backup;

import java.util.List;

/**
 * What a backup holds, as its last entry says.
 *
 * @param at when its snapshot was taken, RFC 3339
 * @param migrations of the schema, in their order
 * @param partitions of the measurements, by name
 */
record Manifest(
        String format,
        String at,
        List<Migration> migrations,
        List<String> partitions,
        List<Table> tables,
        List<Sequence> sequences,
        List<Key> keys) {
    static final String FORMAT = "sextant-backup/1";
    static final String ENTRY = "manifest.json";

    record Migration(String version, int checksum) {}

    /** @param entry as {@code COPY} writes a table in its text format */
    record Table(String name, List<String> columns, long rows, String entry) {}

    record Sequence(String name, long last, boolean called) {}

    record Key(String name, String entry) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    String version() {
        return migrations.getLast().version();
    }
}

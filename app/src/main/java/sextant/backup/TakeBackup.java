package sextant.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import sextant.platform.database.DatabaseAccess;
import sextant.platform.database.Migrations;
import sextant.platform.secrets.Keys;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything into one ZIP: each table as {@code COPY} tells it, all of one repeatable-read snapshot, so that people may go
 * on working; the keys that are kept outside the database; and last what there is. A digest of the whole is its comment.
 */
public final class TakeBackup {
    /** The password that the application signs in to its database with: each installation has its own. */
    static final String OF_THE_INSTALLATION = "pool";

    /** @param bytes of the file */
    public record Taken(int tables, long rows, long bytes) {}

    private TakeBackup() {}

    /**
     * @param file must not exist; it appears when it is whole, and only its owner may read it
     * @param keys the folder with the installation's keys
     * @throws NotRestored when there is nothing to take, or the file is there already
     */
    public static Taken take(DatabaseAccess access, Path keys, Path file, Instant now)
            throws IOException, SQLException, NotRestored {
        if (Files.exists(file)) throw new NotRestored("There is a file " + file + " already.");
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder))
            throw new NotRestored("There is no folder " + folder + " to put the backup into.");
        Path draft = Files.createTempFile(
                folder,
                "backup-",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Connection owner = DriverManager.getConnection(access.url(), access.owner(), access.ownerPassword())) {
            Manifest written;
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(draft))) {
                zip.setLevel(Deflater.BEST_SPEED);
                written = write(owner, keys, zip, now);
                zip.setComment(Seal.EMPTY);
            }
            Seal.close(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return new Taken(written.tables().size(), written.rows(), Files.size(file));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Manifest write(Connection owner, Path keys, ZipOutputStream zip, Instant now)
            throws IOException, SQLException, NotRestored {
        owner.setAutoCommit(false);
        owner.setReadOnly(true);
        owner.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        List<Manifest.Migration> migrations = migrations(owner);
        if (migrations.isEmpty()) throw new NotRestored("There is nothing in this installation yet.");
        List<Manifest.Table> tables = new ArrayList<>();
        for (Columns of : columns(owner)) tables.add(table(owner, of, zip));
        List<Manifest.Key> kept = keys(keys, zip);
        Manifest manifest = new Manifest(
                Manifest.FORMAT, now.toString(), migrations, partitions(owner), tables, sequences(owner), kept);
        entry(
                zip,
                Manifest.ENTRY,
                out -> JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValue(out, manifest));
        owner.rollback();
        return manifest;
    }

    private static List<Manifest.Migration> migrations(Connection owner) throws SQLException {
        if (OwnerSql.list(
                        owner,
                        "select 1 from pg_tables where schemaname = 'sextant' and tablename = 'flyway_schema_history'",
                        row -> 1)
                .isEmpty()) return List.of();
        return OwnerSql.list(
                owner,
                "select version, checksum from sextant.flyway_schema_history"
                        + " where version is not null and success order by installed_rank",
                row -> new Manifest.Migration(row.getString(1), row.getInt(2)));
    }

    private record Columns(String table, List<String> names) {}

    private static List<Columns> columns(Connection owner) throws SQLException {
        return OwnerSql.list(
                owner,
                """
                select c.relname, array_agg(a.attname::text order by a.attnum)
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'sextant'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relname <> 'flyway_schema_history'
                  and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                group by c.relname order by c.relname""",
                row -> new Columns(row.getString(1), Arrays.asList((String[])
                        row.getArray(2).getArray())));
    }

    private static Manifest.Table table(Connection owner, Columns of, ZipOutputStream zip)
            throws IOException, SQLException {
        String entry = "tables/" + of.table() + ".copy";
        String select = "copy (select " + OwnerSql.quoted(of.names()) + " from " + Migrations.SCHEMA + "."
                + OwnerSql.quoted(of.table()) + ") to stdout";
        long[] rows = {0};
        entry(
                zip,
                entry,
                out -> rows[0] = owner.unwrap(PGConnection.class).getCopyAPI().copyOut(select, out));
        return new Manifest.Table(of.table(), of.names(), rows[0], entry);
    }

    private static List<String> partitions(Connection owner) throws SQLException {
        return OwnerSql.list(
                owner,
                "select c.relname from pg_class c where c.relnamespace = 'sextant'::regnamespace and c.relispartition"
                        + " and c.relkind = 'r' order by c.relname",
                row -> row.getString(1));
    }

    private static List<Manifest.Sequence> sequences(Connection owner) throws SQLException {
        List<Manifest.Sequence> sequences = new ArrayList<>();
        for (String name : OwnerSql.list(
                owner,
                "select relname from pg_class where relnamespace = 'sextant'::regnamespace and relkind = 'S' order by 1",
                row -> row.getString(1)))
            sequences.addAll(OwnerSql.list(
                    owner,
                    "select last_value, is_called from " + Migrations.SCHEMA + "." + OwnerSql.quoted(name),
                    row -> new Manifest.Sequence(name, row.getLong(1), row.getBoolean(2))));
        return sequences;
    }

    private static List<Manifest.Key> keys(Path folder, ZipOutputStream zip) throws IOException, SQLException {
        List<Manifest.Key> kept = new ArrayList<>();
        for (String name : Keys.in(folder)) {
            if (name.equals(OF_THE_INSTALLATION)) continue;
            String entry = "keys/" + name + ".key";
            byte[] bytes = Files.readAllBytes(folder.resolve(name + ".key"));
            entry(zip, entry, out -> out.write(bytes));
            kept.add(new Manifest.Key(name, entry));
        }
        return kept;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException, SQLException;
    }

    private static void entry(ZipOutputStream zip, String name, Content content) throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(name));
        content.writeTo(new Unclosed(zip));
        zip.closeEntry();
    }

    /** Whoever writes an entry may close it; the file goes on. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}

package sextant.backup;

import static sextant.platform.database.Migrations.BEFORE_RESTORE;
import static sextant.platform.database.Migrations.SCHEMA;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.PGConnection;
import sextant.journal.RestoredLog;
import sextant.platform.database.DatabaseAccess;
import sextant.platform.database.Migrations;

/**
 * Puts a backup in the place of what is there. The file is read to its end before anything changes; what was there stays aside
 * until the restored tables are in, their references hold, and the journal is what its checkpoints say; then it goes. A
 * restore that is interrupted leaves a mark by which the application does not start, and the next restore begins again.
 */
public final class RestoreBackup {
    /** How many organizations there are, and when the snapshot was taken. */
    public record Restored(int organizations, long rows, String at) {}

    private final DatabaseAccess access;
    private final Path keys;
    private final Instant now;

    private RestoreBackup(DatabaseAccess access, Path keys, Instant now) {
        this.access = access;
        this.keys = keys;
        this.now = now;
    }

    /**
     * @param keys the folder for the installation's keys
     * @param replaces whether what is there may go
     * @throws NotRestored when it is refused; then nothing has changed, unless it says so
     */
    public static Restored restore(DatabaseAccess access, Path keys, Path file, boolean replaces, Instant now)
            throws IOException, SQLException, NotRestored {
        try (BackupFile backup = BackupFile.open(file)) {
            return new RestoreBackup(access, keys, now).restore(backup, replaces);
        }
    }

    private Restored restore(BackupFile backup, boolean replaces) throws IOException, SQLException, NotRestored {
        try (Connection owner = owner()) {
            refuseUnknown(backup.manifest());
            setAside(owner, replaces);
        }
        PutKeys put = new PutKeys(keys, now);
        try (Connection owner = owner()) {
            Migrations.upTo(access, backup.manifest().version()).migrate();
            load(owner, backup);
            Migrations.of(access).migrate();
            int organizations = beginAnew(owner, backup);
            put.from(backup);
            // What was there goes, and with it the mark.
            OwnerSql.run(owner, "drop schema " + BEFORE_RESTORE + " cascade");
            return new Restored(
                    organizations, backup.manifest().rows(), backup.manifest().at());
        } catch (IOException | SQLException | RuntimeException | NotRestored failure) {
            try {
                put.undo();
                putBack();
            } catch (IOException | SQLException stuck) {
                failure.addSuppressed(stuck);
                throw new NotRestored(
                        "The restore failed, and what was there could not be put back yet: " + failure.getMessage()
                                + ". Run ./sextant restore again, with this file or another one.",
                        failure);
            }
            throw failure;
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(access.url(), access.owner(), access.ownerPassword());
    }

    /** A backup of a later version has steps that this one does not know. */
    private void refuseUnknown(Manifest manifest) throws NotRestored {
        Map<String, Integer> known = new TreeMap<>();
        Flyway all = Migrations.of(access);
        for (MigrationInfo one : all.info().all())
            if (one.getVersion() != null && one.getResolvedChecksum() != null)
                known.put(one.getVersion().getVersion(), one.getResolvedChecksum());
        for (Manifest.Migration one : manifest.migrations())
            if (!Integer.valueOf(one.checksum()).equals(known.get(one.version())))
                throw new NotRestored(
                        "The backup is of a version of Sextant that this one does not know (its schema has the"
                                + " step " + one.version() + "). Restore it with that version or a later one.");
        String last = manifest.version();
        long expected = Arrays.stream(all.info().all())
                .filter(one -> one.getVersion() != null
                        && one.getVersion().compareTo(org.flywaydb.core.api.MigrationVersion.fromVersion(last)) <= 0)
                .count();
        if (expected != manifest.migrations().size())
            throw new NotRestored("The backup's schema lacks a step before " + last + " that this version has.");
    }

    /** The mark is there first, so that nobody starts on what is half there. */
    private void setAside(Connection owner, boolean replaces) throws SQLException, NotRestored {
        if (exists(owner, BEFORE_RESTORE)) putBack();
        boolean there = exists(owner, SCHEMA);
        if (there && !replaces && isUsed(owner))
            throw new NotRestored(
                    "There are organizations in this installation already. Restore with --replace to put the"
                            + " backup in their place.");
        owner.setAutoCommit(false);
        if (there) OwnerSql.run(owner, "alter schema " + SCHEMA + " rename to " + BEFORE_RESTORE);
        else OwnerSql.run(owner, "create schema " + BEFORE_RESTORE);
        if (applicationIsConnected(owner)) {
            owner.rollback();
            owner.setAutoCommit(true);
            throw new NotRestored("Sextant runs on this database. Stop it first.");
        }
        owner.commit();
        owner.setAutoCommit(true);
    }

    private static boolean isUsed(Connection owner) throws SQLException {
        boolean tables = !OwnerSql.list(
                        owner,
                        "select 1 from pg_tables where schemaname = '" + SCHEMA + "' and tablename = 'organization'",
                        row -> 1)
                .isEmpty();
        return tables
                && !OwnerSql.list(owner, "select 1 from " + SCHEMA + ".organization limit 1", row -> 1)
                        .isEmpty();
    }

    private static boolean applicationIsConnected(Connection owner) throws SQLException {
        return !OwnerSql.list(
                        owner,
                        "select 1 from pg_stat_activity where datname = current_database() and usename = '"
                                + DatabaseAccess.POOL_ROLE + "'",
                        row -> 1)
                .isEmpty();
    }

    private static boolean exists(Connection owner, String schema) throws SQLException {
        return OwnerSql.list(owner, "select to_regnamespace('" + schema + "') is not null", row -> row.getBoolean(1))
                .getFirst();
    }

    /** As it was before; what a restore has made so far goes. */
    private void putBack() throws SQLException {
        try (Connection owner = owner()) {
            owner.setAutoCommit(false);
            OwnerSql.run(owner, "drop schema if exists " + SCHEMA + " cascade");
            OwnerSql.run(owner, "alter schema " + BEFORE_RESTORE + " rename to " + SCHEMA);
            boolean empty = OwnerSql.list(
                            owner, "select 1 from pg_tables where schemaname = '" + SCHEMA + "' limit 1", row -> 1)
                    .isEmpty();
            if (empty) OwnerSql.run(owner, "drop schema " + SCHEMA);
            owner.commit();
        }
    }

    private record Reference(String table, String name, String definition) {}

    /** All tables in one transaction; references are made again when all rows are in, and so are checked as a whole. */
    private void load(Connection owner, BackupFile backup) throws SQLException, IOException, NotRestored {
        Manifest manifest = backup.manifest();
        owner.setAutoCommit(false);
        OwnerSql.run(owner, "set local search_path to " + SCHEMA);
        List<Reference> references =
                OwnerSql.list(owner, """
                select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
                from pg_constraint where connamespace = 'sextant'::regnamespace and contype = 'f' and conparentid = 0
                order by 1, 2""", row -> new Reference(row.getString(1), row.getString(2), row.getString(3)));
        for (Reference one : references)
            OwnerSql.run(owner, "alter table " + one.table() + " drop constraint " + OwnerSql.quoted(one.name()));
        partitions(owner, manifest.partitions());
        // Steps of the schema may have left rows of their own.
        OwnerSql.run(
                owner,
                "truncate "
                        + OwnerSql.quoted(manifest.tables().stream()
                                .map(Manifest.Table::name)
                                .toList()));
        for (Manifest.Table table : manifest.tables()) {
            String name = OwnerSql.quoted(table.name());
            // COPY is not for those whom row-level security is forced on.
            OwnerSql.run(owner, "alter table " + name + " no force row level security");
            long rows;
            try (InputStream in = backup.entry(table.entry())) {
                rows = owner.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + name + " (" + OwnerSql.quoted(table.columns()) + ") from stdin", in);
            }
            if (rows != table.rows())
                throw new NotRestored(
                        "The table " + table.name() + " has " + rows + " rows and not " + table.rows() + ".");
            OwnerSql.run(owner, "alter table " + name + " force row level security");
        }
        for (Reference one : references)
            OwnerSql.run(
                    owner,
                    "alter table " + one.table() + " add constraint " + OwnerSql.quoted(one.name()) + " "
                            + one.definition());
        for (Manifest.Sequence one : manifest.sequences())
            OwnerSql.list(
                    owner,
                    "select setval('" + OwnerSql.quoted(one.name()) + "', " + one.last() + ", " + one.called() + ")",
                    row -> 1);
        owner.commit();
        owner.setAutoCommit(true);
        OwnerSql.run(owner, "analyze");
    }

    private static void partitions(Connection owner, List<String> names) throws SQLException {
        for (String name : names) {
            String month = name.replaceFirst("measurement_", "");
            if (month.matches("\\d{6}"))
                OwnerSql.list(
                        owner,
                        "select ensure_measurement_partitions(to_date('" + month + "', 'YYYYMM'), to_date('" + month
                                + "', 'YYYYMM'))",
                        row -> 1);
        }
    }

    /** The journal is checked and goes on in its next epoch; nobody stays signed in, and no work is anybody's. */
    private int beginAnew(Connection owner, BackupFile backup) throws SQLException, IOException, NotRestored {
        owner.setAutoCommit(false);
        OwnerSql.run(owner, "set local search_path to " + SCHEMA);
        RestoredLog logs = new RestoredLog(DSL.using(owner, SQLDialect.POSTGRES));
        Optional<String> problem = logs.problem();
        if (problem.isPresent()) throw new NotRestored("The backup's journal does not hold. " + problem.get());
        for (Manifest.Key key : backup.manifest().keys())
            if (key.name().equals("journal"))
                try (InputStream in = backup.entry(key.entry())) {
                    logs.beginNextEpoch(
                            in.readAllBytes(),
                            now,
                            Instant.parse(backup.manifest().at()));
                }
        OwnerSql.run(owner, "delete from session");
        OwnerSql.run(owner, "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null");
        int organizations = OwnerSql.list(owner, "select count(*)::int from organization", row -> row.getInt(1))
                .getFirst();
        owner.commit();
        owner.setAutoCommit(true);
        return organizations;
    }
}

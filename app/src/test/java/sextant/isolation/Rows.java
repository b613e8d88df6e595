package sextant.isolation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sextant.journal.Sequencer;
import sextant.platform.OrganizationId;
import sextant.testing.TestServer;

/** An organization's rows as the database holds them, seen by the owner, whom row-level security does not filter. */
final class Rows {
    private static final TestServer SERVER = TestServer.running();

    private Rows() {}

    /** Each table that belongs to organizations, with the column that says to which. */
    static Map<String, String> tables() {
        Map<String, String> tables = new TreeMap<>();
        tables.put("organization", "id");
        for (List<String> row : query("""
                select c.table_name from information_schema.columns c join information_schema.tables t
                  on t.table_schema = c.table_schema and t.table_name = c.table_name
                join pg_class k on k.relname = c.table_name and not k.relispartition
                where c.table_schema = 'sextant' and c.column_name = 'organization' and t.table_type = 'BASE TABLE'""")) tables.put(row.getFirst(), "organization");
        return tables;
    }

    static long count(String table, OrganizationId organization) {
        String column = tables().get(table);
        return Long.parseLong(query("select count(*) from " + table + " where " + column + " = '" + organization + "'")
                .getFirst()
                .getFirst());
    }

    /** A digest of each table's rows of the organization. */
    static Map<String, String> digests(OrganizationId organization) {
        String each = tables().entrySet().stream()
                .map(table -> "select '" + table.getKey()
                        + "', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from " + table.getKey()
                        + " t where " + table.getValue() + " = '" + organization + "'")
                .collect(Collectors.joining(" union all "));
        return query(each).stream().collect(Collectors.toMap(List::getFirst, List::getLast, (a, b) -> a, TreeMap::new));
    }

    /** An id from each column of each table that holds ids, by table and column; the same id only once. */
    static Map<String, String> ids(OrganizationId organization) {
        Map<String, String> tables = tables();
        String each = query("""
                select table_name, column_name from information_schema.columns where table_schema = 'sextant'
                and udt_name = 'uuid' order by 1, 2""").stream()
                .filter(column -> tables.containsKey(column.getFirst()))
                .map(column -> "(select '%s.%s', %s::text from %s where %s = '%s' and %s is not null limit 1)"
                        .formatted(
                                column.getFirst(),
                                column.getLast(),
                                column.getLast(),
                                column.getFirst(),
                                tables.get(column.getFirst()),
                                organization,
                                column.getLast()))
                .collect(Collectors.joining(" union all "));
        Map<String, String> byId = new LinkedHashMap<>();
        query(each).forEach(row -> byId.putIfAbsent(row.getLast(), row.getFirst()));
        Map<String, String> byName = new LinkedHashMap<>();
        byId.forEach((id, name) -> byName.put(name, id));
        return byName;
    }

    /** The tables in which a row of the one organization names one of these ids; files and sealed packs aside. */
    static List<String> naming(OrganizationId organization, Iterable<String> ids) {
        String any = "array['%" + String.join("%','%", ids) + "%']";
        String each = tables().entrySet().stream()
                .filter(table -> !table.getKey().matches("evidence_pack_part|stored_file"))
                .map(table ->
                        "select '" + table.getKey() + "' where exists (select from " + table.getKey() + " t where "
                                + table.getValue() + " = '" + organization + "' and t::text like any(" + any + "))")
                .collect(Collectors.joining(" union all "));
        return query(each).stream().map(List::getFirst).toList();
    }

    /** Until every revision has its leaf, every verdict is judged, and every pack is built. */
    static void untilNothingWaits(OrganizationId organization) {
        String waiting = "select (select count(*) from pending_leaf where organization = '%1$s')"
                + " + (select count(*) from stale_verdict where organization = '%1$s')"
                + " + (select count(*) from evidence_pack where organization = '%1$s'"
                + " and state in ('queued', 'building'))";
        for (long until = System.nanoTime() + 60_000_000_000L; System.nanoTime() < until; ) {
            SERVER.bean(Sequencer.class).sequence(organization);
            if (query(waiting.formatted(organization)).getFirst().getFirst().equals("0")) return;
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("something still waits in " + organization);
    }

    static List<List<String>> query(String sql) {
        List<List<String>> rows = new ArrayList<>();
        try (Connection owner = SERVER.owner();
                var statement = owner.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) row.add(String.valueOf(found.getString(i)));
                rows.add(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return rows;
    }
}

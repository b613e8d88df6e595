package sextant.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.people.Role;
import sextant.platform.OrganizationId;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;

/** What the role that the pool signs in as can do, shown by trying, on real rows. */
class PoolRoleTest {
    private static final TestServer SERVER = TestServer.running();
    private static final String NOT_ALLOWED = "42501";

    /** Tables whose key does not begin with the organization, each with its reason. */
    private static final Set<String> KEYED_OTHERWISE = Set.of(
            "organization", // it is the organization
            "instance_secret", // the setup link, before there is any organization
            "scheduled_tasks", // which work is due, for every node
            "flyway_schema_history"); // the migrations

    private static TestOrganization ours;
    private static TestOrganization theirs;

    @BeforeAll
    static void two_organizations_with_something_in_every_part() {
        ours = furnished("Nuthatch");
        theirs = furnished("Osprey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "revision",
                "journal_log",
                "journal_leaf",
                "tree_node",
                "checkpoint",
                "measurement",
                "measurement_batch"
            })
    void it_can_neither_change_nor_delete_what_must_stay(String table) throws SQLException {
        assertThat(count(table, Optional.of(ours.id()))).as(table).isPositive();
        refused("update " + table + " set organization = organization");
        refused("delete from " + table);
        refused("truncate " + table);
    }

    @Test
    void it_reaches_no_partition_of_the_measurements_directly() throws SQLException {
        List<String> partitions = owned("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                + " where i.inhparent = 'sextant.measurement'::regclass");
        assertThat(partitions).isNotEmpty();
        for (String partition : partitions) {
            refused("select * from " + partition);
            refused("delete from " + partition);
        }
    }

    /** Temporary tables aside, which bulk measurements are copied into and which end with the connection. */
    @Test
    void it_owns_nothing_and_cannot_become_who_does() throws SQLException {
        assertThat(owned("select relname from pg_class where relowner = 'sextant_app'::regrole"
                        + " and relpersistence <> 't'"))
                .isEmpty();
        assertThat(owned("select nspname from pg_namespace where nspowner = 'sextant_app'::regrole"))
                .isEmpty();
        refused("set role " + SERVER.access().owner());
        refused("create table mine (id integer)");
        refused("alter table revision disable row level security");
        refused("alter table revision no force row level security");
        refused("drop policy organization on revision");
        refused("create schema mine");
        refused("copy revision to program 'cat'");
    }

    @Test
    void every_table_is_bound_to_the_organization_that_the_transaction_names() throws SQLException {
        List<String> tables = tables();
        assertThat(tables).contains("objective", "kpi", "measurement", "person", "accepted_gap", "evidence_pack");
        assertThat(owned("select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'sextant' and c.relkind in ('r', 'p') and not c.relispartition"
                        + " and relname <> 'flyway_schema_history'"
                        + " and not (c.relrowsecurity and c.relforcerowsecurity)"))
                .as("without forced row-level security")
                .isEmpty();
        for (String table : tables) {
            if (KEYED_OTHERWISE.contains(table) && !table.equals("organization")) continue;
            assertThat(count(table, Optional.empty())).as("unset: " + table).isZero();
        }
    }

    @Test
    void no_row_of_another_organization_is_seen() throws SQLException {
        int filled = 0;
        for (String table : tables()) {
            if (KEYED_OTHERWISE.contains(table)) continue;
            String others = "select count(*) from " + table + " where organization <> '" + ours.id() + "'";
            assertThat(number(others, Optional.of(ours.id()))).as(table).isZero();
            if (count(table, Optional.of(theirs.id())) > 0) filled++;
        }
        assertThat(filled).as("tables in which there was a row to see").isGreaterThan(15);
        assertThat(number("select count(*) from organization", Optional.of(ours.id())))
                .isEqualTo(1);
    }

    @Test
    void a_row_for_another_organization_cannot_be_written() throws SQLException {
        try (Connection pool = pool(Optional.of(ours.id()));
                var statement = pool.createStatement()) {
            assertThatThrownBy(() -> statement.execute("insert into stale_verdict (organization, objective) values ('"
                            + theirs.id() + "', '00000000-0000-7000-8000-000000000001')"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo(NOT_ALLOWED));
        }
    }

    @Test
    void every_primary_key_begins_with_the_organization() throws SQLException {
        List<String> otherwise = owned("select c.relname from pg_index i join pg_class c on c.oid = i.indrelid"
                + " join pg_namespace n on n.oid = c.relnamespace"
                + " join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]"
                + " where n.nspname = 'sextant' and i.indisprimary and not c.relispartition"
                + " and a.attname <> 'organization'");
        assertThat(otherwise).containsExactlyInAnyOrderElementsOf(KEYED_OTHERWISE);
    }

    private static TestOrganization furnished(String name) {
        TestOrganization organization = SERVER.organization(name);
        Http officer = SERVER.api(organization.administrator().token());
        Http top = SERVER.api(
                SERVER.person(organization, "Bernd Berg", Role.TOP_MANAGEMENT).token());
        String kpi = officer.json("POST", "/api/v1/kpis", """
                        {"name":"Days","unit":"%s","valueKind":"number","direction":"decrease","collectedEvery":"month"}
                        """.formatted(organization.root()))
                .header("Location");
        officer.json("POST", kpi + "/measurements/one", "{\"at\":\"2025-01-31\",\"value\":3}");
        String objective = officer.json("POST", "/api/v1/objectives", """
                        {"title":"O","purpose":"p","rationale":"r","unit":"%s","owner":"%s","starts":"2025-01-01",
                         "ends":"2025-12-31","notMeasurable":"n","criteria":"c","achievable":"a"}
                        """.formatted(
                        organization.root(), organization.administrator().id()))
                .header("Location");
        officer.json("POST", objective + "/proposal", "");
        String content = top.get(objective + "/proposal").body().replaceAll(".*\"content\":\"([0-9a-f]{64})\".*", "$1");
        Http.Answer approved = top.json(
                "POST",
                objective + "/approvals",
                "{\"decision\":\"approved\",\"comment\":\"c\",\"content\":\"" + content + "\"}");
        assertThat(approved.status()).as(approved.toString()).isEqualTo(201);
        SERVER.bean(sextant.journal.Sequencer.class).sequence(organization.id());
        return organization;
    }

    private static List<String> tables() throws SQLException {
        return owned("select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = 'sextant' and c.relkind in ('r', 'p') and not c.relispartition"
                + " and has_table_privilege('sextant_app', c.oid, 'select')");
    }

    private static void refused(String sql) throws SQLException {
        try (Connection pool = pool(Optional.of(ours.id()));
                var statement = pool.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).as(sql).isEqualTo(NOT_ALLOWED));
        }
    }

    private static long count(String table, Optional<OrganizationId> organization) throws SQLException {
        return number("select count(*) from " + table, organization);
    }

    private static long number(String sql, Optional<OrganizationId> organization) throws SQLException {
        try (Connection pool = pool(organization);
                var statement = pool.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> owned(String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection owner = SERVER.owner();
                var statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) names.add(rows.getString(1));
        }
        return names;
    }

    private static Connection pool(Optional<OrganizationId> organization) throws SQLException {
        DatabaseAccess access = SERVER.access();
        Connection pool = DriverManager.getConnection(access.url(), DatabaseAccess.POOL_ROLE, access.poolPassword());
        pool.setSchema("sextant");
        if (organization.isPresent())
            try (var statement = pool.createStatement()) {
                statement.execute("select set_config('sextant.organization', '" + organization.get() + "', false)");
            }
        return pool;
    }
}

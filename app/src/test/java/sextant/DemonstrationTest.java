package sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import sextant.demonstration.Demonstration;
import sextant.demonstration.StoryClock;
import sextant.evaluation.Register;
import sextant.evaluation.rule.Status;
import sextant.journal.Proofs;
import sextant.people.DemonstrationOrganization;
import sextant.people.SetUp;
import sextant.people.SignIn;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.Settings;
import sextant.schema.Tables;

/** {@code run --demo}, once: the tests follow each other on one data directory, as an operator's starts do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemonstrationTest {
    private static final String EMAIL = "mara.lindqvist@aldermoor.example";
    private static final Pattern PASSPHRASE = Pattern.compile("passphrase ([a-z]{4}(?:-[a-z]{4}){3})");

    @TempDir
    static Path data;

    private static String firstPassphrase = "";
    private static long leaves;

    @Test
    @Order(1)
    void an_organization_with_eighteen_months_behind_it_is_there_and_its_sign_ins_are_printed() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ConfigurableApplicationContext server = started(true, out)) {
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(EMAIL, "auditor", "top-management");
            firstPassphrase = passphrase(out);
            assertThat(signIn(server, firstPassphrase)).isInstanceOf(SignIn.Result.SignedIn.class);
            OrganizationId organization = organization(server);
            assertThat(statuses(server, organization))
                    .containsExactlyInAnyOrderElementsOf(
                            List.of(Status.values()).stream().map(Status::code).toList());
            assertThat(stages(server, organization))
                    .contains("draft", "proposed", "approved", "superseded", "withdrawn", "achieved", "not-achieved");
            Transactions transactions = server.getBean(Transactions.class);
            DSLContext sql = server.getBean(DSLContext.class);
            transactions.read(organization, () -> {
                assertThat(sql.fetchCount(Tables.PERSON)).isEqualTo(30);
                assertThat(sql.fetchCount(Tables.UNIT)).isEqualTo(12);
                assertThat(sql.fetchCount(Tables.OBJECTIVE)).isGreaterThanOrEqualTo(25);
                assertThat(sql.fetchCount(Tables.ACCEPTED_GAP)).isPositive();
                assertThat(sql.fetchCount(Tables.EDITORIAL_CHANGE)).isPositive();
                assertThat(sql.fetchCount(Tables.MEASUREMENT, Tables.MEASUREMENT.CORRECTION.gt(0)))
                        .isPositive();
                assertThat(sql.fetchCount(Tables.DOCUMENT_EDITION)).isGreaterThanOrEqualTo(8);
                assertThat(sql.fetchCount(Tables.PENDING_LEAF)).isZero();
                return true;
            });
            leaves = size(server, organization);
            assertThat(leaves).isGreaterThan(500);
        }
    }

    /** Every moment of the story lies in order: nothing was recorded before what it rests on, and nothing in the future. */
    @Test
    @Order(2)
    void what_was_recorded_lies_in_the_past_in_the_order_of_the_log() throws Exception {
        try (ConfigurableApplicationContext server = started(true, new ByteArrayOutputStream())) {
            OrganizationId organization = organization(server);
            assertThat(size(server, organization)).as("made once").isEqualTo(leaves);
            DSLContext sql = server.getBean(DSLContext.class);
            List<Instant> moments = server.getBean(Transactions.class)
                    .read(
                            organization,
                            () -> sql.select(Tables.REVISION.AT)
                                    .from(Tables.REVISION)
                                    .join(Tables.JOURNAL_LEAF)
                                    .on(Tables.JOURNAL_LEAF.KIND.eq(Tables.REVISION.KIND))
                                    .and(Tables.JOURNAL_LEAF.ID.eq(Tables.REVISION.ID))
                                    .and(Tables.JOURNAL_LEAF.NUMBER.eq(Tables.REVISION.NUMBER))
                                    .orderBy(Tables.JOURNAL_LEAF.LEAF_INDEX)
                                    .fetch(Tables.REVISION.AT));
            assertThat(moments).isSorted();
            Instant now = server.getBean(Clock.class).instant();
            assertThat(moments.getLast()).isBefore(now);
            assertThat(moments.getFirst()).isBefore(now.minus(Duration.ofDays(500)));
        }
    }

    @Test
    @Order(3)
    void the_clock_of_an_application_that_serves_is_not_one_that_can_be_moved() throws Exception {
        try (ConfigurableApplicationContext server = started(true, new ByteArrayOutputStream())) {
            assertThat(server.getBean(Clock.class)).isNotInstanceOf(StoryClock.class);
            assertThat(server.getBeansOfType(Demonstration.class)).isEmpty();
        }
    }

    @Test
    @Order(4)
    void a_passphrase_opens_nothing_once_its_run_has_ended() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ConfigurableApplicationContext server = started(true, out)) {
            assertThat(signIn(server, firstPassphrase)).isInstanceOf(SignIn.Result.WrongCredentials.class);
            assertThat(signIn(server, passphrase(out))).isInstanceOf(SignIn.Result.SignedIn.class);
            firstPassphrase = passphrase(out);
        }
    }

    @Test
    @Order(5)
    void without_demo_nobody_gets_in() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ConfigurableApplicationContext server = started(false, out)) {
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("Its sign-ins exist only with --demo.");
            assertThat(signIn(server, firstPassphrase)).isInstanceOf(SignIn.Result.WrongCredentials.class);
            DSLContext sql = server.getBean(DSLContext.class);
            int ways = server.getBean(Transactions.class)
                    .read(
                            organization(server),
                            () -> sql.fetchCount(Tables.CREDENTIAL)
                                    + sql.fetchCount(Tables.SESSION, Tables.SESSION.REVOKED_AT.isNull())
                                    + sql.fetchCount(Tables.INVITATION, Tables.INVITATION.USED_AT.isNull())
                                    + sql.fetchCount(Tables.API_TOKEN, Tables.API_TOKEN.REVOKED_AT.isNull()));
            assertThat(ways).isZero();
        }
    }

    @Test
    @Order(6)
    void a_demonstration_that_was_interrupted_is_not_shown_as_one() throws Exception {
        try (ConfigurableApplicationContext server = started(false, new ByteArrayOutputStream())) {
            server.getBean(DemonstrationOrganization.class).begin(organization(server));
        }
        assertThatThrownBy(() -> started(true, new ByteArrayOutputStream())).hasMessageContaining("interrupted");
    }

    @Test
    @Order(7)
    void an_organization_of_somebody_is_left_alone(@TempDir Path theirs) throws Exception {
        Launch.Options options = new Launch.Options(0, theirs, Optional.empty(), false);
        try (ConfigurableApplicationContext server =
                Launch.start(options, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))) {
            SetUp setUp = server.getBean(SetUp.class);
            setUp.begin(
                    setUp.openLink().orElseThrow(),
                    new SetUp.Beginning(
                            "Theirs",
                            "Tom Theirs",
                            "tom@theirs.example",
                            "correct horse battery",
                            "en",
                            java.time.ZoneOffset.UTC));
        }
        Launch.Options demo = new Launch.Options(0, theirs, Optional.empty(), true);
        assertThatThrownBy(() -> Launch.start(demo, new PrintStream(new ByteArrayOutputStream(), true)))
                .hasMessageContaining("not the demonstration");
    }

    /** Short months before and after, the ends of years, a Sunday and a day of a changed clock among them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-03-01T00:30:00Z", "2026-03-29T12:00:00Z", "2026-12-31T22:30:00Z", "2028-02-29T08:31:00Z"})
    void the_story_holds_on_whatever_day_it_is_told(String day, @TempDir Path fresh) throws Exception {
        Instant now = Instant.parse(day);
        Launch.Options options = new Launch.Options(0, fresh, Optional.empty(), true);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(fresh.resolve("database"), Settings.standard());
                ConfigurableApplicationContext teller = Launch.storyteller(options, Optional.of(postgres))) {
            assertThat(teller.getBeansOfType(SmartLifecycle.class).values())
                    .as("what works by itself would work at a moment of its own")
                    .isNotEmpty()
                    .noneMatch(Lifecycle::isRunning);
            teller.getBean(Demonstration.class).play(now);
            assertThat(teller.getBean(Clock.class).instant()).isEqualTo(now);
            assertThat(statuses(teller, organization(teller)))
                    .containsExactlyInAnyOrderElementsOf(
                            List.of(Status.values()).stream().map(Status::code).toList());
        }
    }

    private static ConfigurableApplicationContext started(boolean demo, ByteArrayOutputStream out) throws Exception {
        return Launch.start(
                new Launch.Options(0, data, Optional.empty(), demo),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static String passphrase(ByteArrayOutputStream out) {
        Matcher printed = PASSPHRASE.matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(printed.find()).isTrue();
        return printed.group(1);
    }

    private static SignIn.Result signIn(ConfigurableApplicationContext server, String passphrase) {
        return server.getBean(SignIn.class).signIn(EMAIL, passphrase, "127.0.0.1", "test");
    }

    private static OrganizationId organization(ConfigurableApplicationContext server) {
        return server.getBean(DemonstrationOrganization.class)
                .find()
                .orElseThrow()
                .id();
    }

    private static long size(ConfigurableApplicationContext server, OrganizationId organization) {
        return server.getBean(Transactions.class)
                .read(
                        organization,
                        () -> server.getBean(Proofs.class)
                                .head(organization)
                                .orElseThrow()
                                .size());
    }

    private static Set<String> statuses(ConfigurableApplicationContext server, OrganizationId organization) {
        return server.getBean(Transactions.class).read(organization, () -> {
            Set<UnitId> units = server.getBean(Units.class).tree(organization).stream()
                    .map(unit -> unit.id())
                    .collect(Collectors.toSet());
            return new HashSet<>(
                    server.getBean(Register.class).statuses(organization, units).values());
        });
    }

    private static Set<String> stages(ConfigurableApplicationContext server, OrganizationId organization) {
        DSLContext sql = server.getBean(DSLContext.class);
        return server.getBean(Transactions.class)
                .read(
                        organization,
                        () -> new HashSet<>(sql.selectDistinct(Tables.OBJECTIVE_VERSION.STAGE)
                                .from(Tables.OBJECTIVE_VERSION)
                                .orderBy(DSL.one())
                                .fetch(Tables.OBJECTIVE_VERSION.STAGE)));
    }
}

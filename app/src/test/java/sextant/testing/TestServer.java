package sextant.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import sextant.Sextant;
import sextant.evaluation.Judging;
import sextant.journal.Sequencer;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.Actors;
import sextant.people.ApiTokens;
import sextant.people.Invitations;
import sextant.people.ManagePersons;
import sextant.people.Person;
import sextant.people.PersonDetails;
import sextant.people.PersonId;
import sextant.people.PersonKind;
import sextant.people.Persons;
import sextant.people.Role;
import sextant.people.SetUp;
import sextant.people.Unit;
import sextant.people.Units;
import sextant.platform.OrganizationId;
import sextant.platform.database.DatabaseAccess;
import sextant.platform.database.Transactions;
import sextant.platform.secrets.Keys;
import sextant.postgres.CannotStart;
import sextant.postgres.EmbeddedPostgres;
import sextant.postgres.Settings;

/**
 * One application on a random port with one throwaway database, started by the first test that asks and stopped with the
 * JVM. Tests share it: each makes organizations of its own and sees nothing of the others'.
 */
public final class TestServer {
    public static final String PASSWORD = "correct horse battery";

    private static @Nullable TestServer running;

    private final EmbeddedPostgres postgres;
    private final DatabaseAccess access;
    private final ConfigurableApplicationContext context;
    private final MovableClock clock = new MovableClock();
    private final Statements statements = new Statements();
    private final CountedPasswords passwords = new CountedPasswords();
    private final AtomicInteger made = new AtomicInteger();

    public static synchronized TestServer running() {
        if (running == null) {
            try {
                Path directory = Files.createTempDirectory("sextant-test-");
                TestServer server = new TestServer(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(directory)));
                running = server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (CannotStart e) {
                throw new IllegalStateException(e);
            }
        }
        return running;
    }

    private TestServer(Path directory) throws CannotStart {
        Path binaries = Path.of("target", "postgres-binaries").toAbsolutePath();
        postgres = EmbeddedPostgres.start(
                directory.resolve("database"), Settings.scratch().withBinaries(binaries));
        access = new DatabaseAccess(
                postgres.jdbcUrl(),
                postgres.ownerUser(),
                postgres.ownerPassword(),
                UUID.randomUUID().toString());
        Keys keys = new Keys(directory.resolve("keys"));
        SpringApplication application = new SpringApplication(Sextant.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers(starting -> {
            var beans = (GenericApplicationContext) starting;
            beans.registerBean(DatabaseAccess.class, () -> access);
            beans.registerBean(Keys.class, () -> keys);
            beans.registerBean("movableClock", Clock.class, () -> clock);
            beans.registerBean(Statements.class, () -> statements);
            beans.registerBean(CountedPasswords.class, () -> passwords);
            beans.registerBean(DescribedAnswers.class);
        });
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", 0);
        application.setDefaultProperties(properties);
        context = application.run();
    }

    public URI address() {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://localhost:" + port);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public MovableClock clock() {
        return clock;
    }

    public CountedPasswords passwords() {
        return passwords;
    }

    /** How to reach the database, as its owner and as the pool's role. */
    public DatabaseAccess access() {
        return access;
    }

    /** A connection that row-level security does not filter; close it. */
    public Connection owner() throws SQLException {
        Connection connection = DriverManager.getConnection(access.url(), access.owner(), access.ownerPassword());
        connection.setSchema("sextant");
        return connection;
    }

    /** A visitor who is not signed in. */
    public Http http() {
        return new Http(address(), statements, Optional.empty());
    }

    /** A browser in which that person is signed in. */
    public Http http(TestPerson person) {
        return http().signIn(person.email(), person.password());
    }

    /** A program that sends this API token. */
    public Http api(String token) {
        return new Http(address(), statements, Optional.of(token));
    }

    /** A new organization. The installation's setup link closes with the first one; the owner opens it again for each. */
    public TestOrganization organization(String name) {
        String email = "admin" + made.incrementAndGet() + "@" + slug(name) + ".example";
        OrganizationId id = bean(SetUp.class)
                .begin(
                        openSetUp(),
                        new SetUp.Beginning(name, "Ada Adler", email, PASSWORD, "en", ZoneId.of("Europe/Berlin")))
                .orElseThrow();
        String token = token(email);
        return bean(Transactions.class).read(id, () -> {
            Unit root = bean(Units.class).tree(id).getFirst();
            Person administrator = bean(Persons.class).all(id).getFirst();
            return new TestOrganization(
                    id,
                    name,
                    root.id(),
                    new TestPerson(administrator.id(), administrator.name(), email, PASSWORD, token));
        });
    }

    /** A new person of the organization, with these roles on its root unit and a password. */
    public TestPerson person(TestOrganization organization, String name, Role... roles) {
        return person(
                organization,
                name,
                Arrays.stream(roles)
                        .map(role -> new Person.Grant(role, organization.root()))
                        .collect(Collectors.toSet()));
    }

    /** A new person of the organization, with these roles and a password. */
    public TestPerson person(TestOrganization organization, String name, Set<Person.Grant> grants) {
        String email = slug(name) + made.incrementAndGet() + "@" + slug(organization.name()) + ".example";
        var added = bean(ManagePersons.class)
                .add(
                        actor(organization),
                        new PersonDetails(name, email, PersonKind.EMPLOYEE, "en", "Europe/Berlin", true, grants));
        if (!(added instanceof ManagePersons.Result.Saved saved)) throw new IllegalStateException(added.toString());
        Invitations invitations = bean(Invitations.class);
        invitations.accept(invitations.find(saved.invitation()).orElseThrow(), saved.invitation(), PASSWORD);
        return new TestPerson(saved.person(), name, email, PASSWORD, token(email));
    }

    /** The organization's administrator, for use cases called without HTTP. */
    public Actor actor(TestOrganization organization) {
        return actor(organization, organization.administrator().id());
    }

    public Actor actor(TestOrganization organization, PersonId person) {
        return bean(Actors.class)
                .find(organization.id(), person, new UUID(0, 0), null)
                .orElseThrow();
    }

    /**
     * Waits until all that the background owes this organization is done: its journal is in order, every objective judged.
     * Pages ask the same statements from then on.
     */
    public void settle(TestOrganization organization) {
        do {
            bean(Sequencer.class).sequence(organization.id());
            bean(Judging.class).judge(organization.id());
            // What another thread works on is skipped by both.
        } while (owed(organization) > 0);
    }

    private long owed(TestOrganization organization) {
        String id = "'" + organization.id().value() + "'";
        try (Connection owner = owner();
                var statement = owner.createStatement();
                var owed = statement.executeQuery("select (select count(*) from pending_leaf where organization = " + id
                        + ") + (select count(*) from stale_verdict where organization = " + id + ")")) {
            owed.next();
            return owed.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token(String email) {
        return bean(ApiTokens.class)
                .createFor(email, "test", null, ApiTokens.LONGEST)
                .orElseThrow();
    }

    /** The path of a new setup link. */
    public String setUpLink() {
        return "/setup/" + openSetUp();
    }

    private String openSetUp() {
        String secret = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
        byte[] hash = Hash.sha256(secret.getBytes(StandardCharsets.US_ASCII)).bytes();
        try (Connection owner = owner();
                var statement = owner.createStatement()) {
            String literal = "'\\x" + HexFormat.of().formatHex(hash) + "'";
            statement.execute("insert into instance_secret (name, hash, created_at) values ('setup', " + literal
                    + ", now()) on conflict (name) do update set hash = excluded.hash, used_at = null");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return secret;
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private void stop(Path directory) {
        context.close();
        postgres.close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

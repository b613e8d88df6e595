package sextant.isolation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static sextant.isolation.Reading.absent;
import static sextant.isolation.Reading.args;
import static sextant.isolation.Reading.ours;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sextant.Sextant;
import sextant.counterexamples.isolation.Leaked;
import sextant.testing.TestServer;

/** No repository tells one organization of another, whatever it is asked for; and none of its methods goes unasked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepositoriesTest {
    private static final TestServer SERVER = TestServer.running();

    /** Classes with a way to the database whose methods nobody asks here, and why. */
    private static final Map<String, String> EXEMPT = Map.ofEntries(
            entry("sextant.Token", "the command line, of whoever owns the database"),
            entry("sextant.platform.database.DatabaseSetup", "makes the pool"),
            entry("sextant.platform.database.Transactions", "names the organization"),
            entry("sextant.platform.jobs.Jobs", "which work is due, for every node"),
            entry("sextant.journal.Sequencing", "a worker that names each organization it works for"),
            entry("sextant.backup.OwnerSql", "the command line, of whoever owns the database"),
            entry("sextant.backup.TakeBackup", "the command line, of whoever owns the database"),
            entry("sextant.backup.RestoreBackup", "the command line, of whoever owns the database"),
            entry("sextant.journal.RestoredLog", "of whoever owns the database, while nobody works on it"),
            entry("sextant.evaluation.Judging", "a worker that names each organization it works for"),
            entry("sextant.platform.database.EveryOrganization", "a worker that names each organization it works for"),
            entry("sextant.people.SignIn", "nobody is anybody's yet"),
            entry("sextant.people.SetUp", "there is no organization yet"));

    /** Classes that only write, as their methods' results show; HandlersTest asks them over HTTP. */
    private static final Map<String, String> WRITERS =
            Map.of("sextant.objectives.ObjectiveWriter", "the writing half of Objectives");

    private static final JavaClasses CODE = product();
    private static final Map<String, Method> METHODS = Repositories.methods(CODE, both());

    private final Filled ours = new Filled("Castor", "4.75");
    private final Filled theirs = new Filled("Quelea", "9182.736");

    static List<Reading> readings() {
        return Stream.of(
                        Readings.platform(),
                        Readings.journal(),
                        Readings.people(),
                        ReadingsOfNotifications.all(),
                        Readings.measurement(),
                        ReadingsAbove.imports(),
                        ReadingsAbove.objectives(),
                        ReadingsAbove.plans(),
                        ReadingsAbove.evaluation(),
                        ReadingsAbove.documents(),
                        ReadingsAbove.documentControl(),
                        ReadingsAbove.home())
                .flatMap(List::stream)
                .toList();
    }

    static Stream<Reading> asked() {
        return readings().stream()
                .filter(reading -> reading.arguments().isPresent() && METHODS.containsKey(reading.method()));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void tells_nothing_of_another_organization(Reading reading) {
        Method method = Objects.requireNonNull(METHODS.get(reading.method()));
        assertThat(Repositories.ask(reading, method, on(method), ours, theirs)).isEmpty();
    }

    @Test
    void every_method_of_every_repository_is_asked() {
        assertThat(METHODS).containsKeys("Objectives.get(OrganizationId, ObjectiveId)", "Kpis.all(OrganizationId)");
        assertThat(Repositories.uncovered(METHODS, readings())).isEmpty();
    }

    @Test
    void whoever_is_exempt_has_a_way_to_the_database() {
        assertThat(Repositories.classes(CODE)).containsAll(both().keySet());
    }

    @Test
    void whoever_only_writes_answers_nothing() {
        Map<String, Method> writing = Repositories.methods(CODE, EXEMPT);
        assertThat(writing.values().stream()
                        .filter(method ->
                                WRITERS.containsKey(method.getDeclaringClass().getName())))
                .isNotEmpty()
                .allMatch(method -> method.getReturnType() == void.class);
    }

    @Test
    void a_repository_that_leaks_or_is_not_asked_is_reported() throws Exception {
        JavaClasses counterexamples = new ClassFileImporter().importClasses(Leaked.class);
        Map<String, Method> methods = Repositories.methods(counterexamples, Map.of());
        assertThat(methods).containsOnlyKeys("Leaked.names(OrganizationId)", "Leaked.name(OrganizationId, UUID)");
        assertThat(Repositories.uncovered(methods, List.of()))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("Leaked.name(OrganizationId, UUID) is asked by no row: add absent("));
        assertThat(Repositories.uncovered(Map.of(), readings()))
                .contains("Kpis.all(OrganizationId) is in the table, and nobody has it: take the row out");
        try (var owner = SERVER.owner()) {
            Leaked leaked = new Leaked(owner);
            Reading one =
                    absent("Leaked.name(OrganizationId, UUID)", (by, of) -> args(by.organization(), of.id("kpi")));
            Reading all = ours("Leaked.names(OrganizationId)", (by, of) -> args(by.organization()));
            String told = " tells Optional[Quelea Days]";
            assertThat(Repositories.ask(one, method(methods, one), leaked, ours, theirs))
                    .containsExactly(
                            one.method() + " asked in our name" + told,
                            one.method() + " asked in their name, in our transaction," + told);
            assertThat(Repositories.ask(all, method(methods, all), leaked, ours, theirs))
                    .hasSize(1)
                    .allMatch(line -> line.contains("asked in their name, in our transaction, tells"));
        }
    }

    private static Method method(Map<String, Method> methods, Reading reading) {
        return Objects.requireNonNull(methods.get(reading.method()));
    }

    private static @Nullable Object on(Method method) {
        return Modifier.isStatic(method.getModifiers()) ? null : SERVER.bean(method.getDeclaringClass());
    }

    private static Map<String, String> both() {
        return Stream.of(EXEMPT, WRITERS)
                .flatMap(map -> map.entrySet().stream())
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static JavaClasses product() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(Sextant.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

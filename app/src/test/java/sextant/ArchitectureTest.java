package sextant;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import sextant.people.OpenTo;

class ArchitectureTest {
    private static final JavaClasses CODE = product();
    private static final String COUNTEREXAMPLES = "sextant.counterexamples";

    /**
     * One rule.
     *
     * @param counterexamples the package of classes that break it
     * @param reported a piece of each line of its report about them
     */
    record Gate(String name, ArchRule rule, String counterexamples, List<String> reported) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Gate> gates() {
        return Stream.of(
                new Gate(
                        "every package is null-marked",
                        HouseRules.PACKAGES_ARE_NULL_MARKED,
                        "unmarked",
                        List.of("counterexamples.unmarked.Unmarked")),
                new Gate(
                        "time and randomness are passed in",
                        HouseRules.TIME_AND_RANDOMNESS_ARE_PASSED_IN,
                        "clock",
                        List.of(
                                "calls method <java.time.Instant.now()>",
                                "LocalDate.now(java.time.ZoneId)",
                                "references method <java.time.Instant.now()>",
                                "System.currentTimeMillis()",
                                "Clock.systemUTC()",
                                "UUID.randomUUID()",
                                "Math.random()",
                                "java.util.Random.<init>()",
                                "java.security.SecureRandom.<init>()",
                                "java.util.Date.<init>()")),
                new Gate(
                        "the environment is read at the start only",
                        HouseRules.THE_ENVIRONMENT_IS_READ_AT_THE_START,
                        "environment",
                        List.of("System.getenv(java.lang.String)", "System.getProperty(java.lang.String)")),
                new Gate(
                        "every handler names a permission",
                        HouseRules.HANDLERS_NAME_A_PERMISSION,
                        "handlers",
                        List.of(
                                "Handlers.unguarded names no permission",
                                "Handlers.both is open and not",
                                "Handlers.anybody is open to anybody")),
                new Gate(
                        "controllers are package-private",
                        HouseRules.CONTROLLERS_ARE_PACKAGE_PRIVATE,
                        "controllers",
                        List.of("counterexamples.controllers.PublicPages", "counterexamples.controllers.PublicApi")),
                new Gate(
                        "names say something",
                        HouseRules.NAMES_SAY_SOMETHING,
                        "names",
                        List.of(
                                "names.service.Layered is in a layer, service",
                                "names.KpiManager ",
                                "names.KpiHelper ",
                                "names.DateUtils ",
                                "names.DateUtil ",
                                "names.KpiImpl ",
                                "names.BaseKpi ",
                                "names.Base ")),
                new Gate(
                        "transactions name their organization",
                        HouseRules.TRANSACTIONS_NAME_THEIR_ORGANIZATION,
                        "transactions",
                        List.of("counterexamples.transactions.Transacting.method()")),
                new Gate(
                        "SQL stays out of handlers",
                        HouseRules.SQL_STAYS_OUT_OF_HANDLERS,
                        "sql",
                        List.of("counterexamples.sql.web.Asking.sql>", "counterexamples.sql.web.Asking.<init>")));
    }

    @ParameterizedTest
    @MethodSource("gates")
    void holds_in_the_product(Gate gate) {
        gate.rule().check(CODE);
    }

    @ParameterizedTest
    @MethodSource("gates")
    void reports_exactly_its_counterexamples(Gate gate) {
        assertReports(gate.rule(), COUNTEREXAMPLES + "." + gate.counterexamples(), gate.reported());
    }

    @Test
    void modules_import_only_downwards() {
        HouseRules.modulesImportOnlyDownwards("sextant").check(CODE);
    }

    @Test
    void a_module_that_climbs_or_meets_its_neighbour_or_stands_on_no_floor_is_reported() {
        String root = COUNTEREXAMPLES + ".floors";
        assertReports(
                HouseRules.modulesImportOnlyDownwards(root),
                root,
                List.of(
                        "floors.people.Climber.aim> has type <sextant.counterexamples.floors.objectives.Aim>",
                        "floors.measurement.Neighbour.risk> has type <sextant.counterexamples.floors.risk.Risk>",
                        "floors.elsewhere.Floating is in a module that is on no floor"));
    }

    @Test
    void every_module_is_on_a_floor_and_every_floor_that_is_built_has_its_module() {
        Set<String> built = new TreeSet<>(HouseRules.FLOORS.keySet());
        built.removeAll(HouseRules.NOT_BUILT);
        Set<String> modules = CODE.stream()
                .map(type -> HouseRules.module("sextant", type))
                .filter(module -> !module.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(modules).isEqualTo(built);
        assertThat(HouseRules.FLOORS.keySet()).containsAll(HouseRules.NOT_BUILT);
    }

    @Test
    void what_the_rules_name_exists() {
        Set<String> packages = CODE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages)
                .contains(HouseRules.PLATFORM, "sextant.people.web", "sextant.measurement.web", "sextant.platform.web");
        assertThat(CODE.stream().map(JavaClass::getName))
                .contains(HouseRules.LAUNCH, "sextant.platform.database.Transactions");
        assertThat(HouseRules.OTHER_JARS)
                .allMatch(jar -> Sextant.class.getResource("/sextant/" + jar) != null)
                .noneMatch(jar -> packages.contains("sextant." + jar));
        Set<String> openToAnybody = CODE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(OpenTo.class)
                        && method.getAnnotationOfType(OpenTo.class).value() == OpenTo.Audience.ANYBODY)
                .map(method -> method.getOwner().getName() + "." + method.getName())
                .collect(Collectors.toSet());
        assertThat(openToAnybody).isEqualTo(HouseRules.OPEN_TO_ANYBODY.keySet());
    }

    @Test
    void whoever_is_open_says_why() {
        assertThat(CODE.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(OpenTo.class)))
                .isNotEmpty()
                .allMatch(method ->
                        method.getAnnotationOfType(OpenTo.class).because().length() >= 10);
    }

    /** Else the application that other tests start would have them. */
    @Test
    void no_counterexample_is_a_component() {
        assertThat(new ClassPathScanningCandidateComponentProvider(true).findCandidateComponents(COUNTEREXAMPLES))
                .isEmpty();
    }

    private static void assertReports(ArchRule rule, String root, List<String> pieces) {
        JavaClasses counterexamples = new ClassFileImporter().importPackages(root);
        List<String> report = rule.evaluate(counterexamples).getFailureReport().getDetails();
        assertThat(report).hasSameSizeAs(pieces);
        assertThat(pieces)
                .allSatisfy(piece -> assertThat(report)
                        .filteredOn(line -> line.contains(piece))
                        .as(piece)
                        .hasSize(1));
    }

    /** The application's own classes, without the templates' generated ones. */
    private static JavaClasses product() {
        try {
            Path classes = Path.of(Sextant.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new ClassFileImporter()
                    .withImportOption(location -> !location.contains("/sextant/templates/"))
                    .importPath(classes);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

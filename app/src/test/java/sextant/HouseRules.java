package sextant;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import sextant.people.OpenTo;
import sextant.people.Requires;

/** The house rules that a machine can check, each with its exemptions and their reasons. */
final class HouseRules {
    /** Where the floors are in the house; higher floors import only lower ones. Modules of the same floor do not meet. */
    static final Map<String, Integer> FLOORS = Map.ofEntries(
            entry("platform", 0),
            entry("journal", 1),
            entry("people", 2),
            entry("backup", 2),
            entry("approval", 3),
            entry("notifications", 3),
            entry("imports", 3),
            entry("direction", 4),
            entry("risk", 4),
            entry("measurement", 4),
            entry("objectives", 5),
            entry("plans", 6),
            entry("evaluation", 7),
            entry("communication", 8),
            entry("reviews", 8),
            entry("conformance", 9),
            entry("documents", 10),
            entry("home", 10),
            entry("evidence", 11),
            entry("documentcontrol", 11),
            entry("demonstration", 12));

    /** Floors that are planned; none of them has a package yet. */
    static final Set<String> NOT_BUILT = Set.of("direction", "risk", "communication", "reviews");

    /** Other jars that share the name; they know nothing of the application. */
    static final Set<String> OTHER_JARS = Set.of("ledger", "postgres", "schema");

    /** Starts the application, so it runs before there is a platform to ask. */
    static final String LAUNCH = "sextant.Launch";

    static final String PLATFORM = "sextant.platform";

    /** Handlers that nobody needs to sign in for, and why. */
    static final Map<String, String> OPEN_TO_ANYBODY = Map.of(
            "sextant.documents.web.OpenApiDocument.openApi",
            "what the API takes, the same for everybody",
            "sextant.people.web.SignInPages.form",
            "the way in",
            "sextant.people.web.SignInPages.signIn",
            "the way in",
            "sextant.people.web.SetUpPages.setUp",
            "there is nobody yet; the secret in the link decides",
            "sextant.people.web.SetUpPages.begin",
            "there is nobody yet; the secret in the link decides",
            "sextant.people.web.SetUpPages.invited",
            "no password yet; the secret in the link decides",
            "sextant.people.web.SetUpPages.accept",
            "no password yet; the secret in the link decides");

    private static final Set<String> LAYERS = Set.of(
            "controller",
            "service",
            "repository",
            "util",
            "impl",
            "dto",
            "model",
            "entity",
            "helper",
            "manager",
            "common");

    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Manager|Helper|Utils?|Impl)|Base(?![a-z]).*");

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .should(new ArchCondition<>("be in a null-marked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class))
                        events.add(violated(
                                type, type.getPackageName() + " is not @NullMarked, so " + type.getName() + " is not"));
                }
            });

    static final ArchRule TIME_AND_RANDOMNESS_ARE_PASSED_IN = noClasses()
            .that(areOutside(PLATFORM))
            .should()
            .accessTargetWhere(accesses("ask the machine for time or randomness", HouseRules::asksForTimeOrRandomness));

    static final ArchRule THE_ENVIRONMENT_IS_READ_AT_THE_START = noClasses()
            .that(areOutside(PLATFORM))
            .should()
            .accessTargetWhere(accesses(
                    "read the environment",
                    target -> target.getOwner().isEquivalentTo(System.class)
                            && Set.of("getenv", "getProperty", "getProperties").contains(target.getName())));

    static final ArchRule HANDLERS_NAME_A_PERMISSION = methods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should(new ArchCondition<>("name the permission they need, or whom they are open to") {
                @Override
                public void check(JavaMethod handler, ConditionEvents events) {
                    boolean requires = handler.isAnnotatedWith(Requires.class);
                    boolean open = handler.isAnnotatedWith(OpenTo.class);
                    String name = handler.getOwner().getName() + "." + handler.getName();
                    if (requires == open)
                        events.add(violated(handler, name + (open ? " is open and not" : " names no permission")));
                    else if (open
                            && handler.getAnnotationOfType(OpenTo.class).value() == OpenTo.Audience.ANYBODY
                            && !OPEN_TO_ANYBODY.containsKey(name))
                        events.add(violated(handler, name + " is open to anybody and not on the list"));
                }
            });

    static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE =
            classes().that(isController()).should().bePackagePrivate();

    static final ArchRule NAMES_SAY_SOMETHING = classes().should(new ArchCondition<>("have names that say something") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (String part : type.getPackageName().split("\\."))
                if (LAYERS.contains(part)) events.add(violated(type, type.getName() + " is in a layer, " + part));
            if (EMPTY_NAME.matcher(type.getSimpleName()).matches())
                events.add(violated(type, type.getName() + " has a name that says nothing"));
        }
    });

    static final ArchRule TRANSACTIONS_NAME_THEIR_ORGANIZATION = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "(org\\.springframework\\.transaction\\.annotation|jakarta\\.transaction)\\.Transactional")
            .because("sextant.platform.database.Transactions says for which organization");

    static final ArchRule SQL_STAYS_OUT_OF_HANDLERS = noClasses()
            .that()
            .resideInAPackage("..web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "sextant.schema..", "java.sql..", "javax.sql..")
            .because("a handler asks a use case or a repository");

    private HouseRules() {}

    /** Every module is on a floor and imports only from lower ones; the root package, which starts all, is above. */
    static ArchRule modulesImportOnlyDownwards(String root) {
        return classes().should(new ArchCondition<>("import only downwards") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String module = module(root, type);
                if (module.isEmpty()) return;
                Integer floor = FLOORS.get(module);
                if (floor == null) {
                    events.add(violated(type, type.getName() + " is in a module that is on no floor: " + module));
                    return;
                }
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String other = module(root, dependency.getTargetClass());
                    Integer below = FLOORS.get(other);
                    if (other.equals(module) || below == null || below < floor) return;
                    events.add(violated(type, dependency.getDescription()));
                });
            }
        });
    }

    /** Empty for the root package itself, for the other jars and for everything foreign. */
    static String module(String root, JavaClass type) {
        if (!type.getPackageName().startsWith(root + ".")) return "";
        String rest = type.getPackageName().substring(root.length() + 1);
        String module = rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
        return OTHER_JARS.contains(module) ? "" : module;
    }

    private static boolean asksForTimeOrRandomness(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean constructs = name.equals("<init>");
        boolean givenAClock = target.getRawParameterTypes().stream().anyMatch(one -> one.isEquivalentTo(Clock.class));
        if (owner.getPackageName().startsWith("java.time")) {
            boolean makesAClock = owner.isEquivalentTo(Clock.class) && name.matches("system.*|tick.*");
            return (name.equals("now") || makesAClock) && !givenAClock;
        }
        if (owner.isEquivalentTo(System.class)) return name.equals("currentTimeMillis");
        if (owner.isEquivalentTo(Date.class))
            return constructs && target.getRawParameterTypes().isEmpty();
        if (owner.isEquivalentTo(UUID.class)) return name.equals("randomUUID");
        if (owner.isEquivalentTo(Math.class)) return name.equals("random");
        if (owner.isEquivalentTo(ThreadLocalRandom.class)) return name.equals("current");
        if (owner.isEquivalentTo(RandomGenerator.class)) return name.equals("getDefault") || name.equals("of");
        boolean isRandom = owner.isAssignableTo(Random.class) || owner.isEquivalentTo(SplittableRandom.class);
        return isRandom && (constructs || name.startsWith("getInstance"));
    }

    private static DescribedPredicate<JavaClass> areOutside(String home) {
        return DescribedPredicate.describe(
                "are outside of " + home,
                type -> !type.getPackageName().equals(home)
                        && !type.getPackageName().startsWith(home + ".")
                        && !type.getName().equals(LAUNCH)
                        && !type.getName().startsWith(LAUNCH + "$"));
    }

    private static DescribedPredicate<JavaAccess<?>> accesses(
            String description, Predicate<CodeUnitAccessTarget> forbidden) {
        return DescribedPredicate.describe(
                description,
                access -> access instanceof JavaCodeUnitAccess<?> call && forbidden.test(call.getTarget()));
    }

    private static DescribedPredicate<JavaClass> isController() {
        return DescribedPredicate.describe(
                "are controllers",
                type -> type.isAnnotatedWith(Controller.class) || type.isMetaAnnotatedWith(Controller.class));
    }
}

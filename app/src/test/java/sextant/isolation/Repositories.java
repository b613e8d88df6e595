package sextant.isolation;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.exception.NoDataFoundException;
import org.jspecify.annotations.Nullable;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.testing.TestServer;

/** The classes that hold SQL, their methods, and which of them the table of {@link Reading}s leaves out. */
final class Repositories {
    private static final TestServer SERVER = TestServer.running();

    /** Whoever has one of these can ask the database. */
    private static final Set<String> WAYS_TO_THE_DATABASE = Set.of(
            "org.jooq.DSLContext",
            "javax.sql.DataSource",
            "java.sql.Connection",
            "org.springframework.jdbc.core.JdbcOperations",
            "org.springframework.jdbc.core.JdbcTemplate",
            "org.springframework.jdbc.core.simple.JdbcClient");

    private Repositories() {}

    /** Every method that others can call of every class that is given, or keeps, a way to the database. */
    static Map<String, Method> methods(JavaClasses code, Map<String, String> exempt) {
        Map<String, Method> methods = new TreeMap<>();
        code.stream()
                .filter(type -> hasWay(type) && !exempt.containsKey(type.getName()))
                .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
                .forEach(method -> methods.put(name(method), method));
        return methods;
    }

    static Set<String> classes(JavaClasses code) {
        return code.stream()
                .filter(Repositories::hasWay)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    /** What the table does not ask, or asks of nobody. */
    static List<String> uncovered(Map<String, Method> methods, Collection<Reading> readings) {
        Set<String> asked = readings.stream().map(Reading::method).collect(Collectors.toSet());
        List<String> report = new ArrayList<>();
        methods.keySet().stream()
                .filter(method -> !asked.contains(method))
                .forEach(method -> report.add(method + " is asked by no row: add absent(\"" + method
                        + "\", …) to the Readings of its module; or silent, when it answers something in any case; or"
                        + " unasked, with the reason, when it reads nothing"));
        asked.stream()
                .filter(method -> !methods.containsKey(method))
                .forEach(method -> report.add(method + " is in the table, and nobody has it: take the row out"));
        return report;
    }

    /** What one method tells of them; empty when all is as it should be. */
    static List<String> ask(Reading reading, Method method, @Nullable Object on, Filled ours, Filled theirs) {
        List<String> report = new ArrayList<>();
        Reading.Arguments arguments = reading.arguments().orElseThrow();
        Object[] inOurName = arguments.of(by(ours), theirs);
        Object[] inTheirName = arguments.of(by(theirs), theirs);
        Optional<String> own = answer(reading, method, on, theirs, inTheirName);
        if (own.isEmpty() || (reading.kind() == Reading.Kind.SILENT && !tells(own, theirs, inTheirName)))
            report.add(reading.method() + " tells them nothing of their own: " + own);
        Optional<String> ourOwn = answer(reading, method, on, ours, inOurName);
        if (reading.kind() == Reading.Kind.ABSENT ? ourOwn.isPresent() : tells(ourOwn, theirs, inOurName))
            report.add(reading.method() + " asked in our name tells " + ourOwn);
        Optional<String> others = answer(reading, method, on, ours, arguments.of(by(theirs), theirs));
        if (reading.kind() == Reading.Kind.SILENT ? tells(others, theirs, inTheirName) : others.isPresent())
            report.add(reading.method() + " asked in their name, in our transaction, tells " + others);
        return report;
    }

    /** A word of theirs, or an id that was not in the question. */
    private static boolean tells(Optional<String> answer, Filled theirs, Object[] question) {
        String asked = told(Arrays.asList(question)).orElse("");
        return answer.filter(it -> it.toLowerCase(Locale.ROOT).contains(theirs.word.toLowerCase(Locale.ROOT))
                        || it.contains(theirs.measured)
                        || theirs.ids().stream().anyMatch(id -> it.contains(id) && !asked.contains(id)))
                .isPresent();
    }

    private static Reading.By by(Filled whose) {
        return new Reading.By(whose.organization.id(), SERVER.actor(whose.organization, whose.ada.id()));
    }

    /** What it answers in that organization's transaction, which is undone; empty when it answers nothing. */
    private static Optional<String> answer(
            Reading reading, Method method, @Nullable Object on, Filled inside, Object[] arguments) {
        return SERVER.bean(Transactions.class).writeUnless(inside.organization.id(), done -> true, () -> {
            try {
                method.setAccessible(true);
                Object answer = method.invoke(on, arguments);
                Optional<String> told = method.getReturnType() == void.class ? done(arguments) : told(answer);
                return told.filter(it -> !it.equals(reading.nothing()));
            } catch (InvocationTargetException e) {
                if (isRefusal(e.getCause())) return Optional.empty();
                throw new IllegalStateException(name(method), e.getCause());
            } catch (IllegalAccessException | IllegalArgumentException e) {
                throw new IllegalStateException(name(method) + Arrays.toString(arguments), e);
            }
        });
    }

    /** Of a method without a result: what it wrote, or that it was not refused. */
    private static Optional<String> done(Object[] arguments) {
        return Arrays.stream(arguments)
                .filter(ByteArrayOutputStream.class::isInstance)
                .findFirst()
                .map(Object::toString)
                .or(() -> Optional.of("done"))
                .filter(text -> !text.isEmpty());
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof NotFound
                || thrown instanceof NoDataFoundException
                || thrown instanceof Transactions.OfAnother
                || "a node of the tree is missing".equals(thrown.getMessage());
    }

    /** Everything in it, however deep, as text. */
    private static Optional<String> told(@Nullable Object answer) {
        return switch (answer) {
            case null -> Optional.empty();
            case Optional<?> may -> may.flatMap(Repositories::told);
            case Boolean yes -> yes ? Optional.of("true") : Optional.empty();
            case Number number -> number.longValue() == 0 ? Optional.empty() : Optional.of(number.toString());
            case byte[] bytes ->
                Optional.of(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                        + HexFormat.of().formatHex(bytes));
            case Map<?, ?> map -> joined(Stream.concat(map.keySet().stream(), map.values().stream()));
            case Collection<?> many -> joined(many.stream());
            case Record one -> Optional.of(one.getClass().getSimpleName() + components(one));
            default -> Optional.of(answer.toString());
        };
    }

    private static Optional<String> joined(Stream<?> many) {
        List<?> all = many.toList();
        if (all.isEmpty()) return Optional.empty();
        return Optional.of(all.stream().map(one -> told(one).orElse("")).collect(Collectors.joining(", ", "[", "]")));
    }

    private static List<String> components(Record one) {
        List<String> told = new ArrayList<>();
        for (RecordComponent component : one.getClass().getRecordComponents())
            try {
                component.getAccessor().setAccessible(true);
                told.add(told(component.getAccessor().invoke(one)).orElse(""));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        return told;
    }

    static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static boolean hasWay(JavaClass type) {
        boolean keeps = type.getFields().stream().anyMatch(field -> isWay(field.getRawType()));
        boolean given = type.getCodeUnits().stream()
                .filter(unit -> !unit.getName().contains("$"))
                .flatMap(unit -> unit.getRawParameterTypes().stream())
                .anyMatch(Repositories::isWay);
        return keeps || given;
    }

    private static boolean isWay(JavaClass type) {
        return WAYS_TO_THE_DATABASE.contains(type.getName());
    }
}

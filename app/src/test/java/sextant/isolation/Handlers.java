package sextant.isolation;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The application's handlers by method and path pattern, and which of them the table of {@link Ask}s leaves out. */
final class Handlers {
    private Handlers() {}

    static Map<String, Method> of(RequestMappingHandlerMapping mapping) {
        Map<String, Method> handlers = new TreeMap<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (!handler.getBeanType().getName().startsWith("sextant.")) return;
            for (String pattern : info.getPatternValues())
                for (String method : methods(info))
                    handlers.put(method + " " + pattern + parameters(info), handler.getMethod());
        });
        return handlers;
    }

    /** What the table does not ask, or asks of nobody. */
    static List<String> uncovered(Map<String, Method> handlers, Collection<Ask> asks) {
        Set<String> asked = asks.stream().map(Ask::handler).collect(Collectors.toCollection(TreeSet::new));
        List<String> report = new ArrayList<>();
        handlers.forEach((handler, method) -> {
            if (!asked.contains(handler))
                report.add(handler + " of " + method.getDeclaringClass().getName()
                        + " is asked by no row: add ask(\"" + handler
                        + "\", …) to the table of its module, AsksOf…, with a place like ${unit} for each id it takes");
        });
        asked.stream()
                .filter(handler -> !handlers.containsKey(handler))
                .forEach(
                        handler -> report.add(handler + " is in the table, and no handler takes it: take the row out"));
        return report;
    }

    /** Fields and parameters that hold an id in one handler's row, and in no row of another handler that takes them. */
    static List<String> withoutPlace(Map<String, Method> handlers, Collection<Ask> asks) {
        Set<String> ids = asks.stream().flatMap(one -> one.fields().stream()).collect(Collectors.toSet());
        List<String> report = new ArrayList<>();
        for (Ask one : asks) {
            Method handler = handlers.get(one.handler());
            if (handler == null) continue;
            Set<String> taken = taken(handler);
            taken.retainAll(ids);
            for (Ask same : asks) if (same.handler().equals(one.handler())) taken.removeAll(same.fields());
            for (String field : taken)
                report.add(one.handler() + " takes " + field
                        + ", which holds an id elsewhere: give it a place, or say why" + " in Handlers.NO_ID");
        }
        report.removeIf(line -> NO_ID.stream().anyMatch(line::startsWith));
        return report;
    }

    /** Fields that are called as an id is elsewhere and hold none, or one that cannot be foreign. */
    private static final Set<String> NO_ID = Set.of(
            "POST /objectives/new takes id", // a new objective's target has none yet
            "POST /api/v1/objectives takes id",
            "POST /objectives/new takes serves", // a number, which is the organization's own
            "POST /objectives/{id}/edit takes serves",
            "POST /people/holds takes until", // a day
            "POST /api/v1/legal-holds takes until",
            "POST /inbox/read takes until", // a time
            "PUT /api/v1/notifications takes until",
            "POST /kpis/{id}/measurements/new takes evidence"); // the file itself

    /** The names of a handler's query parameters, and of the fields of its form or body, however deep. */
    private static Set<String> taken(Method handler) {
        Set<String> taken = new TreeSet<>();
        for (var parameter : handler.getParameters()) {
            RequestParam query = parameter.getAnnotation(RequestParam.class);
            if (query != null)
                taken.add(
                        query.name().isEmpty() && query.value().isEmpty()
                                ? parameter.getName()
                                : query.name() + query.value());
            else fields(parameter.getParameterizedType(), taken);
        }
        return taken;
    }

    private static void fields(Type type, Set<String> into) {
        if (type instanceof ParameterizedType many)
            Arrays.stream(many.getActualTypeArguments()).forEach(one -> fields(one, into));
        if (!(type instanceof Class<?> of)
                || !of.isRecord()
                || !of.getName().matches("sextant\\.(.*\\.web|counterexamples)\\..*")) return;
        for (RecordComponent component : of.getRecordComponents()) {
            into.add(component.getName());
            fields(component.getGenericType(), into);
        }
    }

    private static Set<String> methods(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String parameters(RequestMappingInfo info) {
        return info.getParamsCondition().getExpressions().stream()
                .map(expression -> "?" + expression)
                .collect(Collectors.joining());
    }
}

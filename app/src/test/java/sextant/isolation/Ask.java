package sextant.isolation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sextant.testing.Http;
import sextant.testing.TestServer;

/**
 * How one handler is asked: a request that is right for the organization's own things, with a place for each id in it, as
 * <code>${unit}</code>. What the places can hold, {@link Filled} says.
 *
 * @param handler method and path pattern, as Spring knows them
 * @param path with the places in it
 * @param names and values of a form, in turn; of the one part of a file upload the name starts with {@code file:}
 * @param refusals what the handler may answer to a foreign id in its path, instead of 404
 * @param filters whether a foreign id beside the path only filters, so that the answer is an empty one
 * @param own what the handler answers to the organization's own ids
 */
record Ask(
        String handler,
        String path,
        List<String> names,
        String contentType,
        String body,
        List<String> headers,
        Set<Integer> refusals,
        boolean filters,
        boolean fresh,
        Set<Integer> own) {
    private static final TestServer SERVER = TestServer.running();
    private static final Pattern PLACE = Pattern.compile("\\$\\{\\w+}");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** What a path variable may hold besides an id. */
    private static final Set<String> NO_IDS = Set.of("letter", "number", "code", "form");

    /** @param values of the pattern's variables, in turn */
    static Ask ask(String handler, String... values) {
        String path = handler.substring(handler.indexOf(' ') + 1).replaceFirst("\\?.*", "");
        for (String value : values) {
            Matcher variable = VARIABLE.matcher(path.replaceAll("\\$\\{\\w+}", "################"));
            if (!variable.find()) throw new IllegalArgumentException(handler + " has no variable for " + value);
            if (!value.contains("${") && !NO_IDS.contains(variable.group(1)))
                throw new IllegalArgumentException(
                        handler + ": " + variable.group(1) + " may hold an id: give a place");
            Matcher exact =
                    Pattern.compile("(?<!\\$)\\{" + variable.group(1) + "}").matcher(path);
            path = exact.replaceFirst(Matcher.quoteReplacement(value));
        }
        if (Pattern.compile("(?<!\\$)\\{").matcher(path).find())
            throw new IllegalArgumentException(handler + " has more variables");
        return new Ask(
                handler,
                path,
                List.of(),
                "",
                "",
                List.of(),
                Set.of(404),
                false,
                false,
                Set.of(200, 201, 202, 204, 303));
    }

    Ask query(String query) {
        return with(path + "?" + query, names, contentType, body, headers, refusals, filters, fresh, own);
    }

    Ask form(String... namesAndValues) {
        return with(path, List.of(namesAndValues), contentType, body, headers, refusals, filters, fresh, own);
    }

    Ask json(String json) {
        return raw("application/json", json);
    }

    Ask raw(String type, String content) {
        return with(path, names, type, content, headers, refusals, filters, fresh, own);
    }

    /** With the entity tag that a GET of that path gives. */
    Ask ifMatch(String ofPath) {
        List<String> more = List.of("If-Match", "@{" + ofPath + "}");
        return with(path, names, contentType, body, more, refusals, filters, fresh, own);
    }

    /** A foreign id in the path is answered so, which must say why. */
    Ask refuses(int status, String because) {
        if (because.isBlank()) throw new IllegalArgumentException(handler);
        return with(path, names, contentType, body, headers, Set.of(404, status), filters, fresh, own);
    }

    Ask filtering() {
        return with(path, names, contentType, body, headers, refusals, true, fresh, own);
    }

    /** By somebody who signed in for this alone. */
    Ask freshly() {
        return with(path, names, contentType, body, headers, refusals, filters, true, own);
    }

    Ask answers(int status) {
        return with(path, names, contentType, body, headers, refusals, filters, fresh, Set.of(status));
    }

    private Ask with(
            String path,
            List<String> names,
            String contentType,
            String body,
            List<String> headers,
            Set<Integer> refusals,
            boolean filters,
            boolean fresh,
            Set<Integer> own) {
        return new Ask(handler, path, names, contentType, body, headers, refusals, filters, fresh, own);
    }

    /** Which place of the request, counted through path, query and body. */
    record Place(int index, String name, boolean inPath) {}

    List<Place> places() {
        List<Place> places = new ArrayList<>();
        int queryAt = path.indexOf('?') < 0 ? path.length() : path.indexOf('?');
        String all = path + "\n" + String.join("\n", names) + "\n" + body;
        Matcher place = PLACE.matcher(withoutLookUps(all));
        while (place.find())
            places.add(new Place(
                    places.size(), place.group().substring(2, place.group().length() - 1), place.start() < queryAt));
        return places;
    }

    /** The names of the fields and parameters whose value is a place. */
    Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        for (int i = 0; i + 1 < names.size(); i += 2)
            if (PLACE.matcher(withoutLookUps(names.get(i + 1))).find())
                fields.add(names.get(i).replaceAll(".*\\.", ""));
        Stream.of("\"(\\w+)\"\\s*:\\s*\\[?\\s*\"\\$\\{", "[?&](\\w+)=\\$\\{").forEach(pattern -> {
            Matcher field = Pattern.compile(pattern).matcher(withoutLookUps(path + "\n" + body));
            while (field.find()) fields.add(field.group(1));
        });
        return fields;
    }

    private static String withoutLookUps(String template) {
        return Filled.LOOKED_UP.matcher(template).replaceAll("");
    }

    /** Asks with this in that place, and the organization's own things in all others. */
    Http.Answer send(Filled as, int index, String instead) {
        return send(as, Set.of(index), instead);
    }

    Http.Answer sendOwn(Filled as) {
        return send(as, Set.of(), "");
    }

    private Http.Answer send(Filled as, Set<Integer> at, String instead) {
        int[] next = {0};
        String to = filled(as, path, next, at, instead);
        String[] fields = new String[names.size()];
        for (int i = 0; i < fields.length; i++) fields[i] = filled(as, names.get(i), next, at, instead);
        String content = filled(as, body, next, at, instead);
        String[] with = headers.stream().map(as::into).toArray(String[]::new);
        String method = handler.substring(0, handler.indexOf(' '));
        Http asker = fresh ? SERVER.http(as.ada) : isApi() ? as.program : as.page;
        if (fields.length > 0 && fields[0].startsWith("file:"))
            return asker.postFile(
                    to,
                    fields[0].substring(5),
                    "file.csv",
                    fields[1].getBytes(StandardCharsets.UTF_8),
                    List.of(fields).subList(2, fields.length).toArray(new String[0]));
        if (method.equals("POST") && !isApi()) return asker.post(to, fields);
        return asker.send(
                method,
                to,
                contentType,
                content.isEmpty()
                        ? java.net.http.HttpRequest.BodyPublishers.noBody()
                        : java.net.http.HttpRequest.BodyPublishers.ofString(content),
                with);
    }

    @Override
    public String toString() {
        return handler;
    }

    boolean isApi() {
        return path.startsWith("/api/");
    }

    private static String filled(Filled as, String template, int[] next, Set<Integer> at, String instead) {
        String own = Filled.LOOKED_UP
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(as.into(found.group())));
        StringBuilder filled = new StringBuilder();
        Matcher place = PLACE.matcher(own);
        while (place.find()) {
            String value = at.contains(next[0]) ? instead : as.into(place.group());
            place.appendReplacement(filled, Matcher.quoteReplacement(value));
            next[0]++;
        }
        return place.appendTail(filled).toString();
    }
}

package sextant.survival;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sextant.testing.Http;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every write that was acknowledged, as it was acknowledged: what must be there afterwards, and nothing else. */
final class Promises {
    /** A revision that the journal must hold. */
    record Promised(String kind, String record, int revision) {}

    private record Plan(int version, List<String> actions) {}

    /** Numbers as they were sent, digit for digit. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, Map<Instant, List<BigDecimal>>> values = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private final Map<String, Plan> plans = new HashMap<>();
    private final Set<String> checkpoints = new HashSet<>();
    private int batches;
    private int count;

    /** Values of one batch; each a first value or the correction of the one before. */
    synchronized void values(String kpi, Map<Instant, BigDecimal> batch) {
        Map<Instant, List<BigDecimal>> own = values.computeIfAbsent(kpi, none -> new TreeMap<>());
        batch.forEach((at, value) ->
                own.computeIfAbsent(at, none -> new ArrayList<>()).add(value));
        batches++;
        count++;
    }

    synchronized void objective(String address, String title) {
        titles.put(address, title);
        count++;
    }

    synchronized void plan(String objective, int version, List<String> actions) {
        plans.put(objective, new Plan(version, actions));
        count++;
    }

    /** A checkpoint that somebody keeps elsewhere. */
    synchronized void checkpoint(String note) {
        checkpoints.add(note);
    }

    synchronized int count() {
        return count;
    }

    synchronized int batches() {
        return batches;
    }

    synchronized int rows() {
        return values.values().stream()
                .flatMap(own -> own.values().stream())
                .mapToInt(List::size)
                .sum();
    }

    synchronized Set<String> checkpoints() {
        return Set.copyOf(checkpoints);
    }

    synchronized Set<Promised> revisions() {
        Set<Promised> all = new HashSet<>();
        titles.keySet().forEach(address -> all.add(new Promised("objective", id(address), 1)));
        plans.forEach((objective, plan) -> {
            for (int version = 1; version <= plan.version(); version++)
                all.add(new Promised("plan", id(objective), version));
        });
        return all;
    }

    /** What was promised and is not there, and what is there and was not promised. */
    synchronized List<String> broken(Http api) {
        List<String> broken = new ArrayList<>();
        values.forEach((kpi, own) -> compare("values of " + kpi, own, valuesOf(api, kpi), broken));
        Map<String, String> found = new HashMap<>();
        for (JsonNode line : all(api, "/api/v1/objectives"))
            found.put(
                    "/api/v1/objectives/" + line.at("/id").asString(),
                    line.at("/title").asString());
        compare("objectives", titles, found, broken);
        Map<String, Plan> planned = new HashMap<>();
        plans.keySet().forEach(objective -> planned.put(objective, planOf(api, objective)));
        compare("plans", plans, planned, broken);
        return broken;
    }

    private static <K, V> void compare(String what, Map<K, V> promised, Map<K, V> found, List<String> broken) {
        Set<Object> keys = new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
        keys.addAll(promised.keySet());
        keys.addAll(found.keySet());
        for (Object key : keys)
            if (!java.util.Objects.equals(promised.get(key), found.get(key)))
                broken.add(what + ": " + key + " promised " + promised.get(key) + ", found " + found.get(key));
    }

    private static Map<Instant, List<BigDecimal>> valuesOf(Http api, String kpi) {
        Map<Instant, TreeMap<Integer, BigDecimal>> found = new TreeMap<>();
        for (JsonNode row : all(api, kpi + "/measurements"))
            found.computeIfAbsent(Instant.parse(row.at("/at").asString()), none -> new TreeMap<>())
                    .put(
                            row.at("/correction").asInt(),
                            row.at("/value").decimalValue().stripTrailingZeros());
        Map<Instant, List<BigDecimal>> values = new TreeMap<>();
        found.forEach((at, corrections) -> values.put(at, List.copyOf(corrections.values())));
        return values;
    }

    private static Plan planOf(Http api, String objective) {
        JsonNode plan = JSON.readTree(api.get("/api/v1/plans/" + id(objective)).body());
        List<String> actions = new ArrayList<>();
        plan.at("/actions").forEach(action -> actions.add(action.at("/title").asString()));
        return new Plan(plan.at("/version").asInt(), actions);
    }

    /** A whole list, page by page. */
    private static List<JsonNode> all(Http api, String path) {
        List<JsonNode> all = new ArrayList<>();
        String next = path + "?limit=200";
        while (!next.isEmpty()) {
            Http.Answer page = api.get(next);
            if (page.status() != 200) throw new IllegalStateException(page.toString());
            JSON.readTree(page.body()).forEach(all::add);
            String link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(link.indexOf("/api/"), link.indexOf('>'));
        }
        return all;
    }

    static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}

package sextant.survival;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sextant.testing.Http;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that writes one thing after the other and takes nothing for granted: what was not answered it sends again, the
 * same bytes under the same key, until it is. An answer that is neither a success nor "come back" is a defect.
 */
final class Writer implements Callable<Integer> {
    /** Sends the write; {@code again} when an earlier attempt got no answer, so that it may have been done. */
    private interface Write {
        Http.Answer send(Http api, boolean again);
    }

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    private final int number;
    private final Supplier<Http> api;
    private final Promises promises;
    private final List<String> kpis;
    private final Supplier<String> objective;
    private final BooleanSupplier stopped;
    private final SplittableRandom random;
    private final List<String> objectives = new ArrayList<>();
    private final Map<String, Integer> planned = new LinkedHashMap<>();
    private final List<Map.Entry<String, Instant>> singles = new ArrayList<>();
    private int written;
    private int unanswered;

    /** @param objective the body of a new one, with {@code %s} for its reference and for its title */
    Writer(
            int number,
            Supplier<Http> api,
            Promises promises,
            List<String> kpis,
            Supplier<String> objective,
            BooleanSupplier stopped,
            SplittableRandom random) {
        this.number = number;
        this.api = api;
        this.promises = promises;
        this.kpis = kpis;
        this.objective = objective;
        this.stopped = stopped;
        this.random = random;
    }

    /** Returns how many writes got no answer at first, or that of a failing server. */
    @Override
    public Integer call() throws InterruptedException {
        while (!stopped.getAsBoolean()) {
            written++;
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> batch();
                case 4, 5 -> single();
                case 6 -> correction();
                case 7 -> create();
                default -> plan();
            }
            if (written % 10 == 0) keepCheckpoint();
        }
        return unanswered;
    }

    private void batch() throws InterruptedException {
        Map<Instant, BigDecimal> rows = new TreeMap<>();
        int size = 1 + random.nextInt(20);
        for (int row = 0; row < size; row++) rows.put(time(row), value());
        StringBuilder body = new StringBuilder();
        rows.forEach((at, value) -> body.append("{\"at\":\"")
                .append(at)
                .append("\",\"value\":\"")
                .append(value.toPlainString())
                .append("\"}\n"));
        String kpi = kpi();
        deliver(
                (server, again) -> {
                    Http.Answer answer = server.send(
                            "POST",
                            kpi + "/measurements",
                            "application/x-ndjson",
                            BodyPublishers.ofString(body.toString()));
                    if (answer.status() == 201) expect(answer, "/added", size);
                    if (answer.status() == 200 && !again) throw new AssertionError("never sent before: " + answer);
                    return answer;
                },
                answer -> promises.values(kpi, rows));
    }

    private void single() throws InterruptedException {
        String kpi = kpi();
        Instant at = time(0);
        BigDecimal value = value();
        String body = "{\"at\":\"" + at + "\",\"value\":" + value.toPlainString() + "}";
        String key = key();
        deliver(
                (server, again) -> server.json("POST", kpi + "/measurements/one", body, "Idempotency-Key", key),
                answer -> {
                    promises.values(kpi, Map.of(at, value));
                    singles.add(Map.entry(kpi, at));
                });
    }

    private void correction() throws InterruptedException {
        if (singles.isEmpty()) return;
        var single = singles.get(random.nextInt(singles.size()));
        BigDecimal value = value();
        String body = "{\"at\":\"" + single.getValue() + "\",\"value\":" + value.toPlainString()
                + ",\"reason\":\"counted again\"}";
        String key = key();
        deliver(
                (server, again) -> server.json("POST", single.getKey() + "/corrections", body, "Idempotency-Key", key),
                answer -> promises.values(single.getKey(), Map.of(single.getValue(), value)));
    }

    private void create() throws InterruptedException {
        String title = "Objective " + number + "/" + written;
        // The reference is given: of two that ask for the next free one at once, one would be refused.
        String body = objective.get().formatted("W" + number + "-" + written, title);
        String key = key();
        deliver((server, again) -> server.json("POST", "/api/v1/objectives", body, "Idempotency-Key", key), answer -> {
            promises.objective(answer.header("Location"), title);
            objectives.add(answer.header("Location"));
        });
    }

    /** A change of a plan has no key: what it was made from is named, and a second sending looks what became of the first. */
    private void plan() throws InterruptedException {
        if (objectives.isEmpty()) return;
        String own = objectives.get(random.nextInt(objectives.size()));
        int version = planned.getOrDefault(own, 0);
        String title = "Step " + number + "/" + written;
        String path = "/api/v1/plans/" + Promises.id(own);
        String body = "{\"actions\":[{\"title\":\"" + title + "\",\"state\":\"open\"}]}";
        deliver(
                (server, again) -> {
                    if (again) {
                        Http.Answer now = server.get(path);
                        if (now.status() != 200) return now;
                        JsonNode plan = JSON.readTree(now.body());
                        if (plan.at("/version").asInt() == version + 1) {
                            if (!plan.at("/actions/0/title").asString().equals(title)) throw new AssertionError(plan);
                            return now;
                        }
                    }
                    return server.json("PUT", path, body, "If-Match", "\"" + version + "\"");
                },
                answer -> {
                    expect(answer, "/version", version + 1);
                    planned.put(own, version + 1);
                    promises.plan(own, version + 1, List.of(title));
                });
    }

    private void keepCheckpoint() throws InterruptedException {
        deliver(
                (server, again) -> server.get("/api/v1/journal/checkpoint"),
                answer -> promises.checkpoint(answer.body()));
    }

    private void deliver(Write write, Consumer<Http.Answer> kept) throws InterruptedException {
        boolean again = false;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                Http.Answer answer = write.send(api.get(), again);
                if (answer.status() / 100 == 2) {
                    kept.accept(answer);
                    return;
                }
                // While the database is away, and nothing else that a program could take for its own fault or for ours.
                if (answer.status() != 503 || answer.header("Retry-After").isEmpty())
                    throw new AssertionError((again ? "sent again: " : "") + answer);
            } catch (UncheckedIOException noAnswer) {
                // Killed, or not there yet.
            }
            if (!again) unanswered++;
            again = true;
            Thread.sleep(50);
        }
        throw new AssertionError("no answer within " + PATIENCE);
    }

    private static void expect(Http.Answer answer, String pointer, int value) {
        if (JSON.readTree(answer.body()).at(pointer).asInt(-1) != value) throw new AssertionError(answer);
    }

    /** The last KPI is everybody's, the first this writer's own. */
    private String kpi() {
        return random.nextInt(20) == 0 ? kpis.getLast() : kpis.getFirst();
    }

    /** No two writes have a time in common, whoever writes. */
    private Instant time(int row) {
        return FIRST.plusSeconds(written * 100L + row).plusMillis(number);
    }

    private BigDecimal value() {
        return BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000_000L), random.nextInt(11))
                .stripTrailingZeros();
    }

    private String key() {
        return "writer-" + number + "-" + written;
    }
}

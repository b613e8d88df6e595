package sextant.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sextant.ledger.PackVerdict;
import sextant.ledger.PackVerifier;
import sextant.testing.Http;
import sextant.testing.Installation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real application and its real, durable database, killed twenty times while four programs write: what was
 * acknowledged is there, exactly and once, and the journal verifies. Afterwards one write that never was is added to what
 * was promised, and must be missed: the comparison can fail.
 */
class SurvivingKillsTest {
    private static final int KILLS = 20;
    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long SEED = Long.getLong("sextant.kills.seed", System.nanoTime());

    private enum Victim {
        APPLICATION,
        DATABASE,
        BOTH
    }

    /** The database twice as often: the application does not have to be started again for it. */
    private static final List<Victim> IN_TURN =
            List.of(Victim.APPLICATION, Victim.DATABASE, Victim.BOTH, Victim.DATABASE);

    @Test
    @Timeout(600)
    void every_acknowledged_write_is_there_and_the_journal_verifies(@TempDir Path temporary) throws Exception {
        Random random = new Random(SEED);
        Promises promises = new Promises();
        try (Installation installation = Installation.begin(
                        temporary.resolve("data"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            String token = installation.token();
            Http api = installation.api(token);
            String unit =
                    JSON.readTree(api.get("/api/v1/units").body()).at("/0/id").asString();
            String owner = JSON.readTree(api.get("/api/v1/profile").body())
                    .at("/person")
                    .asString();
            String shared = kpi(api, unit);
            String proved = objective(api, unit, owner, shared);
            promises.objective(proved, "Proved at the end");

            AtomicBoolean stopped = new AtomicBoolean();
            List<Future<Integer>> writing = new ArrayList<>();
            for (int number = 0; number < WRITERS; number++)
                writing.add(threads.submit(new Writer(
                        number,
                        () -> installation.api(token),
                        promises,
                        List.of(kpi(api, unit), shared),
                        () -> body(unit, owner),
                        stopped::get,
                        new SplittableRandom(SEED + number))));
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitMore(installation, promises, 20 + random.nextInt(40), writing);
                    Thread.sleep(random.nextInt(150));
                    kill(installation, IN_TURN.get(kill % IN_TURN.size()), random);
                }
                awaitMore(installation, promises, 20, writing);
            } finally {
                stopped.set(true);
            }
            int unanswered = 0;
            for (Future<Integer> one : writing) unanswered += one.get();
            System.out.printf(
                    "%d kills, seed %d: %d writes acknowledged, %d rows, %d writes sent again, %d checkpoints kept%n",
                    KILLS,
                    SEED,
                    promises.count(),
                    promises.rows(),
                    unanswered,
                    promises.checkpoints().size());
            assertThat(unanswered)
                    .as("a kill in the middle of writes leaves some unanswered")
                    .isGreaterThan(KILLS);

            Http now = installation.api(token);
            assertThat(promises.broken(now)).isEmpty();
            await(() -> JournalCheck.withoutLeaf(installation.postgres()) == 0, "every revision has its leaf");
            PackVerdict.Holds holds = pack(now, proved, promises, temporary);
            assertThat(new JournalCheck(now, holds.key()).broken(promises, random))
                    .isEmpty();

            promises.values(shared, Map.of(Instant.parse("2024-02-29T00:00:00Z"), BigDecimal.ONE));
            assertThat(promises.broken(now)).as("a promise that was not kept").hasSize(1);
        }
    }

    private static void kill(Installation installation, Victim victim, Random random) throws Exception {
        ProcessHandle postmaster = ProcessHandle.of(installation.postmaster()).orElseThrow();
        switch (victim) {
            case APPLICATION -> installation.kill();
            case DATABASE -> {
                List<ProcessHandle> backends = postmaster.children().toList();
                // PostgreSQL restarts by itself when one of its processes is killed, and is restarted when it is the
                // first.
                if (random.nextInt(3) == 0 && !backends.isEmpty())
                    backends.get(random.nextInt(backends.size())).destroyForcibly();
                else postmaster.destroyForcibly();
            }
            case BOTH -> {
                if (random.nextBoolean()) postmaster.destroyForcibly();
                installation.kill();
                postmaster.destroyForcibly();
            }
        }
        if (victim == Victim.DATABASE) assertThat(installation.isAlive()).isTrue();
        else installation.startAgain();
    }

    /** Until that many more writes were acknowledged, which needs everything to be up again. */
    private static void awaitMore(Installation installation, Promises promises, int more, List<Future<Integer>> writing)
            throws Exception {
        int wanted = promises.count() + more;
        await(
                () -> {
                    for (Future<Integer> one : writing) if (one.isDone()) one.get();
                    return promises.count() >= wanted;
                },
                () -> "no writes are acknowledged any more; the application says:\n" + log(installation));
    }

    private static String log(Installation installation) {
        try {
            return installation.log();
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    private static void await(Callable<Boolean> reached, String what) throws Exception {
        await(reached, () -> "it did not happen: " + what);
    }

    private static void await(Callable<Boolean> reached, java.util.function.Supplier<String> otherwise)
            throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.call()) {
            if (System.nanoTime() > end) throw new AssertionError(otherwise.get());
            Thread.sleep(10);
        }
    }

    /** The evidence pack of the objective, checked as its receiver does, against a checkpoint that was kept early. */
    private static PackVerdict.Holds pack(Http api, String objective, Promises promises, Path temporary)
            throws Exception {
        Http.Answer asked =
                api.json("POST", "/api/v1/evidence-packs", "{\"objective\":\"" + Promises.id(objective) + "\"}");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        await(() -> !state(api, asked.header("Location")).matches("queued|building"), "the evidence pack is built");
        Http.Answer file = api.get(asked.header("Location") + "/file");
        assertThat(file.status()).as(file.toString()).isEqualTo(200);
        Path pack = Files.write(temporary.resolve("pack.zip"), file.bytes());
        Iterator<String> kept = promises.checkpoints().iterator();
        Path older = Files.writeString(temporary.resolve("checkpoint.txt"), kept.next());
        PackVerdict verdict = new PackVerifier().verify(pack, Optional.empty(), Optional.of(older));
        assertThat(verdict).isInstanceOf(PackVerdict.Holds.class);
        assertThat(((PackVerdict.Holds) verdict).counts().rows()).isPositive();
        return (PackVerdict.Holds) verdict;
    }

    private static String state(Http api, String path) {
        JsonNode pack = JSON.readTree(api.get(path).body());
        return pack.at("/state").asString();
    }

    private static String kpi(Http api, String unit) {
        return created(api, "/api/v1/kpis", """
                {"name":"Rate","unit":"%s","valueKind":"number","direction":"increase","collectedEvery":"month"}
                """.formatted(unit));
    }

    private static String objective(Http api, String unit, String owner, String kpi) {
        return created(api, "/api/v1/objectives", """
                {"title":"Proved at the end","purpose":"p","rationale":"r","unit":"%s","owner":"%s",
                 "starts":"2026-01-01","ends":"2099-12-31","achievable":"a","targets":[{"kpi":"%s","kind":"reach",
                 "baselineValue":1,"baselineDate":"2026-01-01","targetValue":2,"due":"2099-12-31"}]}
                """.formatted(unit, owner, Promises.id(kpi)));
    }

    private static String body(String unit, String owner) {
        return """
                {"reference":"%%s","title":"%%s","purpose":"p","rationale":"r","unit":"%s","owner":"%s","starts":"2026-01-01",
                 "ends":"2099-12-31","notMeasurable":"n","criteria":"c","achievable":"a"}
                """.formatted(unit, owner);
    }

    private static String created(Http api, String path, String body) {
        Http.Answer made = api.json("POST", path, body);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.header("Location");
    }
}

package sextant.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;

/** What the database picks, beside the same picked from all rows in plain Java. */
class MeasurementsTest {
    private static final TestServer SERVER = TestServer.running();
    private static final int EVERYTHING = 10_000;

    private final TestOrganization organization = SERVER.organization("Turnstone");
    private final Http api = SERVER.api(organization.administrator().token());
    private final Measurements measurements = SERVER.bean(Measurements.class);
    private final Instant now = SERVER.clock().instant().truncatedTo(ChronoUnit.DAYS);

    @Test
    void the_rows_that_decide_are_found_among_all_at_any_moment() {
        Random random = new Random(20261126);
        List<KpiId> kpis = List.of(defined("A"), defined("B"), defined("C"));
        for (int i = 0; i < 60; i++) record(kpis.get(random.nextInt(2)), random);
        for (int i = 0; i < 200; i++) {
            Instant moment = now.minus(Duration.ofHours(random.nextInt(24 * 50)));
            List<Measurements.LastBefore> wanted = Stream.generate(() -> new Measurements.LastBefore(
                            kpis.get(random.nextInt(3)), now.minus(Duration.ofHours(random.nextInt(-40, 24 * 70)))))
                    .limit(1 + random.nextInt(5))
                    .distinct()
                    .toList();
            Map<KpiId, List<Measured>> found = read(() -> measurements.lastBefore(organization.id(), wanted, moment));
            for (KpiId kpi : kpis)
                assertThat(found.getOrDefault(kpi, List.of()))
                        .as("%s of %s at %s", wanted, kpi, moment)
                        .containsExactlyInAnyOrderElementsOf(picked(kpi, wanted, moment));
        }
    }

    @Test
    void the_newest_and_how_many_there_are_hold_for_a_moment_too() {
        Random random = new Random(4);
        KpiId kpi = defined("A");
        for (int i = 0; i < 30; i++) record(kpi, random);
        for (int days = 0; days < 60; days += 3) {
            Instant moment = now.minus(Duration.ofDays(days));
            List<Measured> known = all(kpi).stream()
                    .filter(row ->
                            !row.at().isAfter(moment) && !row.recordedAt().isAfter(moment))
                    .toList();
            assertThat(read(() -> measurements.newest(organization.id(), List.of(kpi), moment, 7))
                            .getOrDefault(kpi, List.of()))
                    .containsExactlyElementsOf(known.subList(Math.max(0, known.size() - 7), known.size()));
            Measurements.Count count = read(() -> measurements.counts(organization.id(), List.of(kpi), moment))
                    .getOrDefault(kpi, new Measurements.Count(0, 0));
            assertThat(count.rows()).isEqualTo(known.size());
            assertThat(count.instants())
                    .isEqualTo(
                            EffectiveMeasurements.knownAt(moment, known).rows().size());
        }
    }

    private Collection<Measured> picked(KpiId kpi, List<Measurements.LastBefore> wanted, Instant moment) {
        List<Measured> effective =
                EffectiveMeasurements.knownAt(moment, all(kpi)).rows();
        List<Measured> picked = new ArrayList<>(
                effective.stream().filter(row -> row.at().isAfter(moment)).toList());
        if (wanted.stream().noneMatch(one -> one.kpi().equals(kpi))) return List.of();
        for (Measurements.LastBefore one : wanted)
            if (one.kpi().equals(kpi))
                effective.stream()
                        .filter(row -> row.at().isBefore(one.end()) && !row.at().isAfter(moment))
                        .max(Comparator.comparing(Measured::at))
                        .filter(row -> !picked.contains(row))
                        .ifPresent(picked::add);
        return picked;
    }

    private List<Measured> all(KpiId kpi) {
        return read(() ->
                        measurements.newest(organization.id(), List.of(kpi), now.plus(Duration.ofDays(90)), EVERYTHING))
                .getOrDefault(kpi, List.of());
    }

    /** A value of the last two months, recorded between then and now; where there is one, a correction of it. */
    private void record(KpiId kpi, Random random) {
        int age = random.nextInt(60);
        Instant at = now.minus(Duration.ofDays(age));
        String body =
                "{\"at\":\"%s\",\"value\":%d,\"reason\":\"typed wrong\"}".formatted(at, random.nextInt(1_000_000));
        // Up to a day ahead of what is recorded, too.
        Duration back = Duration.ofHours(random.nextInt(24 * age + 20));
        SERVER.clock().ahead(back.negated(), () -> {
            String path = "/api/v1/kpis/" + kpi;
            Http.Answer first =
                    api.json("POST", path + "/measurements/one", body.replace(",\"reason\":\"typed wrong\"", ""));
            if (first.status() == 201) return;
            Http.Answer correction = api.json("POST", path + "/corrections", body);
            assertThat(correction.status()).as(first + "\n" + correction).isEqualTo(201);
        });
    }

    private <T> T read(java.util.function.Supplier<T> work) {
        return SERVER.bean(Transactions.class).read(organization.id(), work);
    }

    private KpiId defined(String reference) {
        Http.Answer made = api.json("POST", "/api/v1/kpis", """
                {"reference":"%s","name":"Days","unit":"%s","valueKind":"number","unitOfMeasure":"days",
                 "direction":"decrease","collectedEvery":"month"}
                """.formatted(reference, organization.root()));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return KpiId.of(made.header("Location").replaceFirst(".*/", ""));
    }
}

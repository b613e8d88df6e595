package sextant.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.ObjectiveId;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestServer;

/** Of many records, those that were not changed since are read from the present: they must be what the journal says. */
class PastPlansTest {
    private static final TestServer SERVER = TestServer.running();
    private static final int MANY = 120;

    private final TestOrganization organization = SERVER.organization("Godwit");
    private final Http api = SERVER.api(organization.administrator().token());

    @Test
    void of_many_objectives_are_those_of_each_of_them() {
        List<ObjectiveId> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            String id = id(api.json(
                    "POST",
                    "/api/v1/objectives",
                    "{\"reference\":\"OBJ-%d\",\"title\":\"Keep\",\"unit\":\"%s\"}".formatted(i, organization.root())));
            all.add(ObjectiveId.of(id));
            if (i % 3 != 0) plan(id, 0, "Begin");
        }
        Instant moment = moment();
        plan(all.get(1).toString(), 1, "Changed");
        plan(all.get(3).toString(), 0, "Begun since");
        Plans plans = SERVER.bean(Plans.class);
        Transactions transactions = SERVER.bean(Transactions.class);
        var together = transactions.read(
                organization.id(), Optional.of(moment), () -> plans.of(organization.id(), new HashSet<>(all)));
        assertThat(together).hasSize(MANY);
        for (ObjectiveId one : all)
            assertThat(together.get(one))
                    .isEqualTo(transactions.<Plan>read(
                            organization.id(), () -> plans.asOf(organization.id(), one, moment)));
        assertThat(together.get(all.get(1)).actions().getFirst().title()).isEqualTo("Begin");
        assertThat(together.get(all.get(3)).actions()).isEmpty();
    }

    @Test
    void nor_do_many_kpis_differ_from_each_of_them() {
        List<KpiId> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) all.add(KpiId.of(id(api.json("POST", "/api/v1/kpis", kpi(i, "Share")))));
        Instant moment = moment();
        String path = "/api/v1/kpis/" + all.get(7);
        Http.Answer changed = api.json(
                "PUT",
                path,
                kpi(7, "Renamed").replaceFirst("\\{", "{\"retired\":false,"),
                "If-Match",
                api.get(path).header("ETag"));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        KpiId later = KpiId.of(id(api.json("POST", "/api/v1/kpis", kpi(MANY, "Later"))));
        Kpis kpis = SERVER.bean(Kpis.class);
        Transactions transactions = SERVER.bean(Transactions.class);
        List<KpiId> asked = new ArrayList<>(all);
        asked.add(later);
        List<Kpi> together =
                transactions.read(organization.id(), Optional.of(moment), () -> kpis.among(organization.id(), asked));
        assertThat(together).hasSize(MANY);
        for (Kpi one : together)
            assertThat(one)
                    .isEqualTo(transactions.<Kpi>read(
                            organization.id(), Optional.of(moment), () -> kpis.get(organization.id(), one.id())));
        assertThat(transactions.<List<Kpi>>read(
                        organization.id(), Optional.of(moment), () -> kpis.all(organization.id())))
                .isEqualTo(together)
                .noneMatch(one -> one.definition().name().equals("Renamed"));
    }

    /** After all that was recorded, and before what follows. */
    private static Instant moment() {
        Instant now = SERVER.clock().instant();
        while (!SERVER.clock().instant().isAfter(now)) Thread.onSpinWait();
        return now;
    }

    private String kpi(int number, String name) {
        return """
                {"reference":"K-%03d","name":"%s","unit":"%s","valueKind":"share","unitOfMeasure":"%%","direction":"increase",
                "collectedEvery":"month","graceDays":5}""".formatted(number, name, organization.root());
    }

    private void plan(String objective, int version, String title) {
        Http.Answer written = api.json(
                "PUT",
                "/api/v1/plans/" + objective,
                "{\"actions\":[{\"title\":\"%s\",\"state\":\"open\"}]}".formatted(title),
                "If-Match",
                "\"" + version + "\"");
        assertThat(written.status()).as(written.toString()).isEqualTo(200);
    }

    private static String id(Http.Answer made) {
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return UUID.fromString(made.header("Location").replaceFirst(".*/", "")).toString();
    }
}

package sextant.documents;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import sextant.measurement.Cadence;
import sextant.measurement.DefineKpi;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.Kpi;
import sextant.measurement.KpiId;
import sextant.measurement.RecordMeasurements;
import sextant.measurement.ValueKind;
import sextant.objectives.ApprovalResult;
import sextant.objectives.DecideOnObjective;
import sextant.objectives.EditWording;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.ObjectiveTarget;
import sextant.objectives.Objectives;
import sextant.objectives.Point;
import sextant.objectives.TargetKind;
import sextant.objectives.WriteObjective;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.people.Role;
import sextant.people.TeamId;
import sextant.people.Teams;
import sextant.people.UnitId;
import sextant.plans.ActionState;
import sextant.plans.ChangePlan;
import sextant.platform.database.Transactions;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;

/**
 * An objective with everything there can be about it: a team, a plan, measurements with a correction, an approval by a
 * second person, and an editorial change since. Its dates lie around today, so that it is on track whenever the test runs.
 */
public record WholeObjective(
        TestOrganization organization,
        TestPerson owner,
        TestPerson management,
        TestPerson recorder,
        TeamId team,
        KpiId kpi,
        ObjectiveId id) {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    public static WholeObjective in(TestServer server, TestOrganization organization) {
        LocalDate today = server.clock().instant().atZone(BERLIN).toLocalDate();
        LocalDate first = today.minusMonths(10).minusDays(3);
        TestPerson owner = server.person(organization, "Oda Ost", Role.OBJECTIVE_OWNER);
        TestPerson management = server.person(organization, "Tess Tal", Role.TOP_MANAGEMENT);
        TestPerson recorder = server.person(organization, "Rolf Reh", Role.SECURITY_OFFICER);
        Actor officer = server.actor(organization);
        TeamId team = server.bean(Teams.class)
                .add(
                        officer,
                        "Patch team",
                        "Closes what scanners find",
                        List.of(owner.id().value()));
        KpiId kpi = kpi(server, officer, organization.root(), recorder.id(), "KPI-001");
        measure(server, server.actor(organization, recorder.id()), kpi, first);
        ObjectiveId id = objective(server, officer, organization.root(), owner.id(), team, kpi, first, today);
        plan(server, server.actor(organization, owner.id()), id, team, today);
        approve(server, server.actor(organization, management.id()), officer, id);
        reword(server, server.actor(organization, management.id()), officer, id);
        return new WholeObjective(organization, owner, management, recorder, team, kpi, id);
    }

    public static KpiId kpi(TestServer server, Actor officer, UnitId unit, PersonId recorder, String reference) {
        var saved = server.bean(DefineKpi.class)
                .add(
                        officer,
                        new Kpi.Definition(
                                reference,
                                "Median days to close critical findings",
                                unit,
                                "How long do known holes stay open?",
                                "Median of days from finding to closure, per month",
                                ValueKind.DURATION,
                                "days",
                                Direction.DECREASE,
                                "Scanner export",
                                "Monthly scan report",
                                new Cadence(Frequency.MONTH, 15),
                                Frequency.MONTH,
                                Frequency.QUARTER,
                                Optional.of(recorder),
                                Optional.empty(),
                                List.of(),
                                Optional.of(LocalDate.of(2027, 1, 31))));
        return ((DefineKpi.Result.Saved) saved).kpi();
    }

    private static void measure(TestServer server, Actor recorder, KpiId kpi, LocalDate first) {
        RecordMeasurements record = server.bean(RecordMeasurements.class);
        int[] days = {42, 41, 39, 40, 36, 33, 31, 28, 25, 24};
        for (int month = 0; month < days.length; month++)
            record.one(recorder, kpi, single(first.plusMonths(month), days[month]));
        record.correct(recorder, kpi, single(first.plusMonths(3), 38), "Two findings were counted twice");
    }

    private static RecordMeasurements.Single single(LocalDate day, int value) {
        Instant at = day.atTime(12, 0).atZone(BERLIN).toInstant();
        return new RecordMeasurements.Single(at, BigDecimal.valueOf(value), Optional.empty(), "", Optional.empty());
    }

    private static ObjectiveId objective(
            TestServer server,
            Actor officer,
            UnitId unit,
            PersonId owner,
            TeamId team,
            KpiId kpi,
            LocalDate first,
            LocalDate today) {
        var saved = server.bean(WriteObjective.class)
                .create(
                        officer,
                        "OBJ-001",
                        new ObjectiveContent(
                                "Close critical findings <within> two weeks & keep it so",
                                "Holes that are known are used first. Whoever closes them sooner is attacked less.",
                                "The risk assessment of spring put unpatched servers first.",
                                unit,
                                Optional.empty(),
                                Optional.of(owner),
                                List.of(team),
                                Optional.of(first.minusDays(14)),
                                Optional.of(today.plusMonths(7)),
                                "",
                                "",
                                "Last year it fell by a third with half the people.",
                                "The owner compares the last value with the target and reports to top management.",
                                List.of(new ObjectiveTarget(
                                        UUID.fromString("0190a0a0-0000-7000-8000-000000000001"),
                                        kpi,
                                        TargetKind.REACH,
                                        Optional.of(new BigDecimal("42")),
                                        Optional.of(first),
                                        Optional.of(new BigDecimal("14")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(today.plusMonths(6)),
                                        Optional.empty(),
                                        new BigDecimal("3"),
                                        new BigDecimal("8"),
                                        List.of(new Point(today.minusMonths(2), new BigDecimal("28")))))));
        return ((WriteObjective.Result.Saved) saved).objective();
    }

    private static void plan(TestServer server, Actor owner, ObjectiveId id, TeamId team, LocalDate today) {
        server.bean(ChangePlan.class)
                .change(
                        owner,
                        id,
                        0,
                        List.of(
                                new ChangePlan.Wanted(
                                        Optional.empty(),
                                        "Scan every server each night",
                                        Optional.of(owner.person()),
                                        Optional.of(team),
                                        Optional.of(today.minusMonths(8)),
                                        ActionState.DONE),
                                new ChangePlan.Wanted(
                                        Optional.empty(),
                                        "Patch window every Tuesday",
                                        Optional.of(owner.person()),
                                        Optional.empty(),
                                        Optional.of(today.plusMonths(2)),
                                        ActionState.OPEN)),
                        "first plan");
    }

    private static void approve(TestServer server, Actor management, Actor officer, ObjectiveId id) {
        var proposal = server.bean(WriteObjective.class).propose(officer, id);
        if (!(proposal instanceof WriteObjective.Proposal.Proposed)) throw new IllegalStateException("" + proposal);
        DecideOnObjective decide = server.bean(DecideOnObjective.class);
        var content = server.bean(Transactions.class).read(officer.organization(), () -> {
            Objective objective = server.bean(Objectives.class).get(officer.organization(), id);
            return decide.contentOf(officer.organization(), objective, objective.latest());
        });
        var decision =
                decide.approve(management, id, content.hash(), "Goes ahead", Map.of("specific", "Clear to everybody"));
        if (!(decision instanceof ApprovalResult.Approved)) throw new IllegalStateException("" + decision);
    }

    private static void reword(TestServer server, Actor management, Actor officer, ObjectiveId id) {
        EditWording wording = server.bean(EditWording.class);
        wording.make(
                officer,
                id,
                "rationale",
                "The risk assessment of spring 2026 put unpatched servers first.",
                "Year was missing");
        UUID change = server.bean(Transactions.class)
                .read(
                        officer.organization(),
                        () -> wording.of(officer.organization(), id).getFirst().id());
        var confirmed = wording.decide(management, id, change, true);
        if (!(confirmed instanceof EditWording.Result.Confirmed)) throw new IllegalStateException("" + confirmed);
    }
}

package sextant.home.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import sextant.evaluation.Register;
import sextant.home.Duty;
import sextant.home.Start;
import sextant.home.StatusChange;
import sextant.people.Actor;
import sextant.people.OpenTo;

/** The start page for programs. */
@RestController
@RequestMapping("/api/v1/start")
class StartApi {
    /**
     * @param kind decide, confirm-wording, steer, close, act, measure or complete
     * @param id the objective's; of a measurement the KPI's
     * @param detail the action of a plan, or the status that needs an answer
     */
    record DutyResource(
            String kind,
            UUID id,
            String reference,
            String title,
            String detail,
            @Nullable LocalDate due,
            boolean late) {
        static DutyResource of(Duty duty, LocalDate today) {
            return new DutyResource(
                    duty.kind().code(),
                    duty.id(),
                    duty.reference(),
                    duty.title(),
                    duty.detail(),
                    duty.due().orElse(null),
                    duty.isLate(today));
        }
    }

    record WorstResource(UUID id, String reference, String title, String status) {
        static WorstResource of(Register.Line line) {
            return new WorstResource(line.id().value(), line.reference(), line.title(), line.status());
        }
    }

    /** @param from null for a first verdict */
    record ChangeResource(
            UUID objective,
            String reference,
            String title,
            @Nullable String from,
            String to,
            Instant at) {
        static ChangeResource of(StatusChange change) {
            return new ChangeResource(
                    change.objective(),
                    change.reference(),
                    change.title(),
                    change.from().orElse(null),
                    change.to(),
                    change.at());
        }
    }

    /**
     * @param standing how many objectives in force have each status
     * @param duties what waits for the asker: late ones first, then by date
     * @param worst the objectives furthest from course, worst first
     * @param changes of the last 30 days, newest first
     */
    record StartResource(
            Map<String, Integer> standing,
            List<DutyResource> duties,
            List<WorstResource> worst,
            List<ChangeResource> changes) {}

    private final Start start;

    StartApi(Start start) {
        this.start = start;
    }

    @GetMapping
    @OpenTo(value = OpenTo.Audience.SIGNED_IN, because = "everybody has a first page; it shows what each may see")
    StartResource start(Actor actor) {
        Start.Overview now = start.of(actor);
        return new StartResource(
                now.standing(),
                now.duties().stream()
                        .map(duty -> DutyResource.of(duty, now.today()))
                        .toList(),
                now.worst().stream().map(WorstResource::of).toList(),
                now.changes().stream().map(ChangeResource::of).toList());
    }
}

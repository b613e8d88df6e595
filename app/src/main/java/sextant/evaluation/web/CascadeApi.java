package sextant.evaluation.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import sextant.evaluation.Cascade;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.web.Answers;

/** How statuses add up through units and objectives, for programs. */
@RestController
@RequestMapping("/api/v1/cascade")
class CascadeApi {
    /** @param objective that decides */
    record TotalResource(String status, UUID objective, String reference) {
        static TotalResource of(Cascade.Total total) {
            return new TotalResource(total.status(), total.from().value(), total.reference());
        }
    }

    /**
     * @param objectives how many approved ones there are at the unit and below it
     * @param statuses how many of these have each status; those that are not judged have none
     * @param total the worst of them; null when there is none
     * @param bare whether 6.2 asks for an objective at this unit and there is none in force, nor one that cascades to it
     */
    record LevelResource(
            UUID unit,
            @Nullable UUID parent,
            String name,
            boolean relevant,
            int objectives,
            Map<String, Integer> statuses,
            @Nullable TotalResource total,
            boolean bare) {
        static LevelResource of(Cascade.Level level) {
            return new LevelResource(
                    level.unit().id().value(),
                    level.unit().parent().map(UnitId::value).orElse(null),
                    level.unit().name(),
                    level.unit().relevant(),
                    level.objectives(),
                    level.counts(),
                    level.total().map(TotalResource::of).orElse(null),
                    level.bare());
        }
    }

    /**
     * @param status its own; null while it is not judged
     * @param total the worst of its own and of all that serve it, directly or through others
     */
    record PartResource(
            UUID id,
            String reference,
            String title,
            @Nullable String status,
            @Nullable UUID serves,
            @Nullable TotalResource total) {
        static PartResource of(Cascade.Part part) {
            return new PartResource(
                    part.id().value(),
                    part.reference(),
                    part.title(),
                    part.status().isEmpty() ? null : part.status(),
                    part.serves().map(ObjectiveId::value).orElse(null),
                    part.total().map(TotalResource::of).orElse(null));
        }
    }

    private final Transactions transactions;
    private final AsOf asOf;
    private final Cascade cascade;

    CascadeApi(Transactions transactions, AsOf asOf, Cascade cascade) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.cascade = cascade;
    }

    /** Each unit before those below it. */
    @Answers(value = LevelResource.class, list = true)
    @GetMapping
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> levels(Actor actor, @RequestParam(name = "asOf", defaultValue = "") String asOf) {
        return ResponseEntity.ok(
                all(actor, asOf).stream().map(LevelResource::of).toList());
    }

    /** The approved objectives of a unit, by reference number. */
    @Answers(value = PartResource.class, list = true)
    @GetMapping("/{unit}")
    @Requires(Permission.OBJECTIVES_READ)
    ResponseEntity<Object> parts(
            Actor actor, @PathVariable UnitId unit, @RequestParam(name = "asOf", defaultValue = "") String asOf) {
        return ResponseEntity.ok(all(actor, asOf).stream()
                .filter(level -> level.unit().id().equals(unit))
                .findFirst()
                .orElseThrow(() -> new NotFound(Units.KIND))
                .parts()
                .stream()
                .map(PartResource::of)
                .toList());
    }

    private List<Cascade.Level> all(Actor actor, String given) {
        return transactions.read(actor.organization(), asOf.moment(actor, given), () -> cascade.levels(actor));
    }
}

package sextant.evidence.web;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import sextant.evidence.PackScope;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.AsOf;
import sextant.people.Permission;
import sextant.people.UnitId;
import sextant.platform.database.Transactions;
import sextant.platform.web.Checks;

/** Reads of what an evidence pack is asked for: of which objectives, as of when. */
@Component
class AskedPack {
    /** A longer choice is a unit or the register. */
    static final int MOST_CHOSEN = 1_000;

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");
    static final Map<String, String> SCOPES = Map.of("register", "register", "unit", "unit", "choice", "choice");

    private final Objectives objectives;
    private final Transactions transactions;
    private final Clock clock;

    AskedPack(Objectives objectives, Transactions transactions, Clock clock) {
        this.objectives = objectives;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param asOf empty for the moment it is built */
    record Wanted(PackScope scope, Optional<Instant> asOf) {}

    /** A past moment; empty for none, for today, and when it is wrong, which the checks then hold. */
    Optional<Instant> moment(Actor actor, Checks checks, String given) {
        Optional<Instant> moment = AsOf.typed(actor, checks, "asOf", given);
        Instant now = clock.instant();
        Instant endOfToday = now.atZone(actor.organizationZone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(actor.organizationZone())
                .toInstant();
        if (moment.filter(endOfToday::isBefore).isPresent()) checks.reject("asOf", "to-come");
        return moment.filter(now::isAfter);
    }

    /**
     * Empty when something is wrong with it, which the checks then hold.
     *
     * @param references of objectives, with commas or white space between them
     */
    Optional<Wanted> typed(Actor actor, Checks checks, String scope, String unit, String references, String asOf) {
        Optional<Instant> moment = moment(actor, checks, asOf);
        Optional<String> kind = checks.requiredChoice("scope", scope, SCOPES);
        Optional<PackScope> wanted = kind.flatMap(one -> switch (one) {
            case "unit" ->
                checks.id("unit", checks.required("unit", unit, 40)).map(id -> new PackScope.OfUnit(new UnitId(id)));
            case "register" -> Optional.of(new PackScope.OfRegister());
            default -> chosen(actor, checks, references, moment);
        });
        return checks.problems().isEmpty() ? wanted.map(one -> new Wanted(one, moment)) : Optional.empty();
    }

    private Optional<PackScope> chosen(Actor actor, Checks checks, String typed, Optional<Instant> moment) {
        String references = checks.required("numbers", typed, 50_000).strip();
        if (references.isEmpty()) return Optional.empty();
        List<String> wanted = BETWEEN.splitAsStream(references).distinct().toList();
        if (wanted.size() > MOST_CHOSEN) {
            checks.reject("numbers", "too-many", MOST_CHOSEN);
            return Optional.empty();
        }
        Map<String, ObjectiveId> known = byReference(actor, moment);
        Set<ObjectiveId> chosen = new LinkedHashSet<>();
        for (String reference : wanted) {
            ObjectiveId id = known.get(reference.toLowerCase(Locale.ROOT));
            if (id == null) {
                checks.reject("numbers", "no-objective", reference);
                return Optional.empty();
            }
            chosen.add(id);
        }
        return Optional.of(new PackScope.OfChoice(chosen));
    }

    /** Those whose evidence the actor may build: of others it is not told that they are there. */
    private Map<String, ObjectiveId> byReference(Actor actor, Optional<Instant> moment) {
        Map<String, ObjectiveId> known = new HashMap<>();
        for (Objective one :
                transactions.read(actor.organization(), moment, () -> objectives.all(actor.organization())))
            if (actor.may(Permission.EVIDENCE_BUILD, one.shown().content().unit()))
                known.put(one.reference().toLowerCase(Locale.ROOT), one.id());
        return known;
    }
}

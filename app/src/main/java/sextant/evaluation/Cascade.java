package sextant.evaluation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.objectives.Coverage;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.database.Transactions;

/**
 * How statuses add up through the units and through objectives that serve one another. What an objective comes to is the worst
 * status among its own and those of all that serve it, directly or through others; what a unit comes to, the worst of the
 * objectives at it and below it. The worst first: missed, off track, no data, at risk, on track, not started, achieved. Approved
 * objectives that are judged count, drafts and closed ones do not. No objective's own status is changed by it.
 */
@Component
public class Cascade {
    /** What something comes to, and the objective that decides. */
    public record Total(String status, ObjectiveId from, String reference, String title) {}

    /**
     * An approved objective, and what it comes to.
     *
     * @param status its own; empty while it is not judged
     * @param serves the one it serves, if it is among those that are shown
     * @param servedReference its number; empty for none
     * @param total empty while nothing of it is judged
     */
    public record Part(
            ObjectiveId id,
            String reference,
            String title,
            UnitId unit,
            String unitName,
            String status,
            Optional<ObjectiveId> serves,
            String servedReference,
            Optional<Total> total) {}

    /**
     * A unit.
     *
     * @param objectives how many approved ones there are at it and below it
     * @param counts how many of these have each status; those that are not judged have none
     * @param parts those at it, by reference number
     * @param bare whether clause 6.2 asks for an objective here and there is none in force, nor one that cascades to it
     */
    public record Level(
            Unit unit,
            int objectives,
            Map<String, Integer> counts,
            Optional<Total> total,
            List<Part> parts,
            boolean bare) {}

    private final RegisterLines lines;
    private final Units units;
    private final Clock clock;

    Cascade(RegisterLines lines, Units units, Clock clock) {
        this.lines = lines;
        this.units = units;
        this.clock = clock;
    }

    /** The units this person may read the objectives of, each before those below it. */
    public List<Level> levels(Actor actor) {
        Set<UnitId> seen = seen(actor);
        List<Unit> tree = units.tree(actor.organization());
        List<RegisterLines.Line> all = lines.sorted(actor.organization(), Register.Sort.REFERENCE);
        Links links = Links.of(all, seen);
        Map<UnitId, List<Part>> parts = links.approved().values().stream()
                .map(links::part)
                .collect(Collectors.groupingBy(Part::unit, LinkedHashMap::new, Collectors.toList()));
        LocalDate today =
                Transactions.now(clock).atZone(actor.organizationZone()).toLocalDate();
        // Whether a unit is bare does not depend on who looks.
        Set<UnitId> covered = Coverage.of(
                tree,
                all.stream()
                        .filter(line -> line.state(today).equals("in-force"))
                        .map(line -> new Coverage.InForce(line.id(), line.unit(), line.serves()))
                        .toList());
        Map<UnitId, List<Part>> below = below(tree, parts);
        return tree.stream()
                .filter(unit -> seen.contains(unit.id()))
                .map(unit -> {
                    List<Part> under = below.getOrDefault(unit.id(), List.of());
                    return new Level(
                            unit,
                            under.size(),
                            under.stream()
                                    .filter(part -> !part.status().isEmpty())
                                    .collect(Collectors.toMap(Part::status, part -> 1, Integer::sum)),
                            worst(under),
                            parts.getOrDefault(unit.id(), List.of()),
                            unit.relevant() && !covered.contains(unit.id()));
                })
                .toList();
    }

    private static Set<UnitId> seen(Actor actor) {
        return actor.reach().getOrDefault(Permission.OBJECTIVES_READ, Set.of());
    }

    /** With what it serves and what serves it directly, by reference number; empty when it is not approved. */
    public Optional<Family> family(Actor actor, ObjectiveId id) {
        Links links = Links.of(lines.sorted(actor.organization(), Register.Sort.REFERENCE), seen(actor));
        return Optional.ofNullable(links.approved().get(id))
                .map(line -> new Family(
                        links.part(line),
                        line.serves()
                                .flatMap(served ->
                                        Optional.ofNullable(links.approved().get(served)))
                                .map(links::part),
                        links.serving().getOrDefault(id, List.of()).stream()
                                .map(links::part)
                                .toList()));
    }

    /** An objective between the one it serves and those that serve it. */
    public record Family(Part part, Optional<Part> served, List<Part> serving) {}

    /**
     * Who serves whom.
     *
     * @param approved those that are shown, by reference number; serving, to each that is served those that serve it directly
     */
    private record Links(
            Map<ObjectiveId, RegisterLines.Line> approved, Map<ObjectiveId, List<RegisterLines.Line>> serving) {
        static Links of(List<RegisterLines.Line> all, Set<UnitId> seen) {
            Map<ObjectiveId, RegisterLines.Line> approved = new LinkedHashMap<>();
            for (RegisterLines.Line line : all)
                if (line.stage().equals("approved") && seen.contains(line.unit())) approved.put(line.id(), line);
            Map<ObjectiveId, List<RegisterLines.Line>> serving = new HashMap<>();
            for (RegisterLines.Line line : approved.values())
                line.serves()
                        .filter(approved::containsKey)
                        .ifPresent(served -> serving.computeIfAbsent(served, id -> new ArrayList<>())
                                .add(line));
            return new Links(approved, serving);
        }

        Part part(RegisterLines.Line line) {
            return new Part(
                    line.id(),
                    line.reference(),
                    line.title(),
                    line.unit(),
                    line.unitName(),
                    line.status(),
                    line.serves().filter(approved::containsKey),
                    line.serves()
                            .flatMap(served -> Optional.ofNullable(approved.get(served)))
                            .map(RegisterLines.Line::reference)
                            .orElse(""),
                    total(line));
        }

        /** Units move, so that a circle of objectives that serve one another is possible: each counts once. */
        private Optional<Total> total(RegisterLines.Line top) {
            Map<ObjectiveId, RegisterLines.Line> met = new LinkedHashMap<>(Map.of(top.id(), top));
            List<RegisterLines.Line> open = new ArrayList<>(List.of(top));
            while (!open.isEmpty())
                for (RegisterLines.Line one :
                        serving.getOrDefault(open.removeLast().id(), List.of()))
                    if (met.putIfAbsent(one.id(), one) == null) open.add(one);
            return met.values().stream()
                    .filter(line -> !line.status().isEmpty())
                    .min(Comparator.comparingInt((RegisterLines.Line line) -> RegisterLines.rank(line.status()))
                            // Its own decides a tie.
                            .thenComparing(line -> !line.id().equals(top.id()))
                            .thenComparing(RegisterLines.Line::reference))
                    .map(line -> new Total(line.status(), line.id(), line.reference(), line.title()));
        }
    }

    private static Optional<Total> worst(List<Part> parts) {
        return parts.stream()
                .filter(part -> !part.status().isEmpty())
                .min(Comparator.comparingInt((Part part) -> RegisterLines.rank(part.status()))
                        .thenComparing(Part::reference))
                .map(part -> new Total(part.status(), part.id(), part.reference(), part.title()));
    }

    /** What is at each unit and at those below it. */
    private static Map<UnitId, List<Part>> below(List<Unit> tree, Map<UnitId, List<Part>> at) {
        Map<UnitId, List<Part>> below = new HashMap<>();
        for (Unit unit : tree.reversed()) {
            List<Part> own = below.computeIfAbsent(unit.id(), id -> new ArrayList<>());
            own.addAll(at.getOrDefault(unit.id(), List.of()));
            unit.parent()
                    .ifPresent(parent -> below.computeIfAbsent(parent, id -> new ArrayList<>())
                            .addAll(own));
        }
        return below;
    }
}

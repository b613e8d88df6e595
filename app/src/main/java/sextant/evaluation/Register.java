package sextant.evaluation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.objectives.ObjectiveId;
import sextant.people.UnitId;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;

/**
 * The register of objectives with their status, searched, filtered, sorted and paged by key. An objective
 * stands in it as its approved version, or as its draft while it has none.
 */
@Component
public class Register {
    /** How the register can be sorted; ties are broken by the objective's id. */
    public enum Sort {
        REFERENCE("reference"),
        TITLE("title"),
        STATUS("status"),
        OWNER("owner"),
        DUE("due");

        private final String code;

        Sort(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /**
     * What is asked for.
     *
     * @param visible units whose approved objectives the reader may see; {@code writable} those whose drafts too
     * @param state a stage's code, {@code in-force} for all approved ones, or empty for every state
     * @param after the key of the last row of the page before; empty for the first page
     */
    public record Query(
            Set<UnitId> visible,
            Set<UnitId> drafts,
            String search,
            String status,
            String state,
            Optional<UUID> unit,
            Optional<UUID> owner,
            Sort sort,
            boolean descending,
            Optional<SortKey> after,
            int limit) {}

    /** @param status a status code, or empty while there is no verdict */
    public record Line(
            ObjectiveId id,
            String reference,
            String title,
            String stage,
            String unit,
            String owner,
            Optional<LocalDate> starts,
            Optional<LocalDate> due,
            String status,
            SortKey key) {
        /** Its stage; {@code in-force} for one that is approved and has begun by that day. */
        public String state(LocalDate today) {
            return Register.state(stage, starts, today);
        }
    }

    static String state(String stage, Optional<LocalDate> starts, LocalDate today) {
        boolean begun = starts.map(start -> !today.isBefore(start)).orElse(true);
        return stage.equals("approved") && begun ? "in-force" : stage;
    }

    private static final Set<String> OFF_COURSE = Set.of("missed", "off-track", "no-data", "at-risk");

    private final RegisterLines lines;

    Register(RegisterLines lines) {
        this.lines = lines;
    }

    /** A page, and how many there are of each status under the same filters, the status filter aside. */
    public record Found(List<Line> lines, Map<String, Integer> counts) {}

    /**
     * How all of it stands at a glance.
     *
     * @param inForce how many approved objectives have each status
     * @param worst the approved ones furthest from course, worst first; none that is well
     * @param isEmpty whether the reader sees none at all, not even a draft
     */
    public record Glance(Map<String, Integer> inForce, List<Line> worst, boolean isEmpty) {}

    public List<Line> page(OrganizationId organization, Query query) {
        return page(lines.sorted(organization, query.sort()), query);
    }

    public Found find(OrganizationId organization, Query query) {
        List<RegisterLines.Line> all = lines.sorted(organization, query.sort());
        return new Found(page(all, query), counts(all, wanted(query)));
    }

    /** @param visible and drafts as in a {@link Query}; most how many of the worst */
    public Glance glance(OrganizationId organization, Set<UnitId> visible, Set<UnitId> drafts, int most) {
        List<RegisterLines.Line> seen = lines.sorted(organization, Sort.STATUS).stream()
                .filter(line -> (line.published() ? visible : drafts).contains(line.unit()))
                .toList();
        Predicate<RegisterLines.Line> approved = line -> line.stage().equals("approved");
        return new Glance(
                counts(seen, approved),
                seen.stream()
                        .filter(approved)
                        .filter(line -> OFF_COURSE.contains(line.status()))
                        .limit(most)
                        .map(line -> line.shown(Sort.STATUS))
                        .toList(),
                seen.isEmpty());
    }

    /** The status of every approved objective of these units that has a verdict, by its code. */
    public Map<ObjectiveId, String> statuses(OrganizationId organization, Set<UnitId> units) {
        return lines.sorted(organization, Sort.REFERENCE).stream()
                .filter(line -> line.stage().equals("approved")
                        && units.contains(line.unit())
                        && !line.status().isEmpty())
                .collect(Collectors.toMap(RegisterLines.Line::id, RegisterLines.Line::status));
    }

    private static List<Line> page(List<RegisterLines.Line> ascending, Query query) {
        Comparator<SortKey> order = Comparator.comparing(SortKey::value).thenComparing(SortKey::id);
        return (query.descending() ? ascending.reversed() : ascending)
                .stream()
                        .dropWhile(line -> query.after()
                                .filter(last -> (query.descending() ? order.reversed() : order)
                                                .compare(line.key(query.sort()), last)
                                        <= 0)
                                .isPresent())
                        .filter(wanted(query))
                        .filter(line ->
                                query.status().isEmpty() || line.status().equals(query.status()))
                        .limit(query.limit())
                        .map(line -> line.shown(query.sort()))
                        .toList();
    }

    private static Map<String, Integer> counts(List<RegisterLines.Line> lines, Predicate<RegisterLines.Line> wanted) {
        Map<String, Integer> counts = new HashMap<>();
        for (RegisterLines.Line line : lines) if (wanted.test(line)) counts.merge(line.status(), 1, Integer::sum);
        return counts;
    }

    private static Predicate<RegisterLines.Line> wanted(Query query) {
        String search = RegisterLines.folded(query.search().strip());
        String stage = query.state().equals("in-force") ? "approved" : query.state();
        return line -> (line.published() ? query.visible() : query.drafts()).contains(line.unit())
                && (stage.isEmpty() || line.stage().equals(stage))
                && query.unit()
                        .filter(unit -> !unit.equals(line.unit().value()))
                        .isEmpty()
                && (query.owner().isEmpty() || query.owner().equals(line.owner()))
                && (search.isEmpty()
                        || line.titleFolded().contains(search)
                        || line.referenceFolded().contains(search)
                        || line.purposeFolded().contains(search));
    }
}

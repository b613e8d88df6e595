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
import org.springframework.stereotype.Component;
import sextant.objectives.ObjectiveId;
import sextant.people.UnitId;
import sextant.platform.OrganizationId;

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
            Optional<Key> after,
            int limit) {}

    /** Where a page ends: the value sorted by, and the id. */
    public record Key(String value, UUID id) {}

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
            Key key) {}

    private final RegisterLines lines;

    Register(RegisterLines lines) {
        this.lines = lines;
    }

    public List<Line> page(OrganizationId organization, Query query) {
        Comparator<Key> order = Comparator.comparing(Key::value).thenComparing(Key::id);
        List<RegisterLines.Line> ascending = lines.sorted(organization, query.sort());
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

    /** How many there are of each status under the same filters, the status filter aside. */
    public Map<String, Integer> counts(OrganizationId organization, Query query) {
        Map<String, Integer> counts = new HashMap<>();
        Predicate<RegisterLines.Line> wanted = wanted(query);
        for (RegisterLines.Line line : lines.sorted(organization, query.sort()))
            if (wanted.test(line)) counts.merge(line.status(), 1, Integer::sum);
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

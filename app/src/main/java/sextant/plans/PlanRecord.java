package sextant.plans;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.journal.Content;
import sextant.journal.Revision;
import sextant.objectives.ObjectiveId;
import sextant.people.PersonId;
import sextant.people.TeamId;

/** A plan as the journal holds it, written and read back. */
final class PlanRecord {
    /** What stands for the title of an action whose text was erased. */
    private static final String ERASED = "\u2014";

    private PlanRecord() {}

    static Content of(List<Action> actions) {
        return Content.of()
                .list(
                        "actions",
                        actions.stream()
                                .map(action -> Content.of()
                                        .plain("id", action.id())
                                        .text("title", action.title())
                                        .plain("responsible", action.responsible())
                                        .plain("team", action.team())
                                        .plain("due", action.due())
                                        .plain("state", action.state().code()))
                                .toList());
    }

    static Plan read(ObjectiveId objective, Revision revision) {
        List<Action> actions = new ArrayList<>();
        if (revision.content().get("actions") instanceof List<?> items)
            for (Object item : items) if (item instanceof Map<?, ?> map) actions.add(action(map));
        return new Plan(objective, revision.number(), actions);
    }

    private static Action action(Map<?, ?> map) {
        return new Action(
                UUID.fromString(text(map.get("id")).orElseThrow()),
                text(map.get("title")).orElse(ERASED),
                text(map.get("responsible")).map(UUID::fromString).map(PersonId::new),
                text(map.get("team")).map(UUID::fromString).map(TeamId::new),
                text(map.get("due")).map(LocalDate::parse),
                Objects.requireNonNull(
                        ActionState.BY_CODE.get(text(map.get("state")).orElseThrow())));
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}

package sextant.notifications.web;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sextant.notifications.Choices;
import sextant.notifications.Matter;
import sextant.notifications.Way;
import sextant.notifications.web.InboxViews.ChoicesForm;
import sextant.platform.web.Checks;
import sextant.platform.web.Parsed;

/** How somebody wants to be told, from the page's form or the API's JSON alike. */
final class ChoicesForms {
    private static final int LAST_HOUR = 23;

    private ChoicesForms() {}

    static Parsed<Choices> choices(Checks checks, ChoicesForm form, int version) {
        Map<Matter, Way> ways = new EnumMap<>(Matter.class);
        for (Matter matter : Matter.values())
            checks.requiredChoice(matter.code(), given(form, matter), Way.BY_CODE)
                    .ifPresent(way -> ways.put(matter, way));
        if (checks.required("digestHour", form.digestHour(), 2).isEmpty())
            return new Parsed.Invalid<>(checks.problems());
        Optional<Integer> hour = checks.wholeNumber("digestHour", form.digestHour(), 0, LAST_HOUR);
        return Parsed.of(checks, () -> new Choices(version, hour.orElseThrow(), ways));
    }

    static ChoicesForm form(Choices choices) {
        return new ChoicesForm(
                choices.of(Matter.DECISION).code(),
                choices.of(Matter.OUTCOME).code(),
                choices.of(Matter.TASK).code(),
                choices.of(Matter.STATUS).code(),
                choices.of(Matter.DOCUMENT).code(),
                choices.of(Matter.JOB).code(),
                String.valueOf(choices.digestHour()),
                String.valueOf(choices.version()));
    }

    static @Nullable String given(ChoicesForm form, Matter matter) {
        return switch (matter) {
            case DECISION -> form.decision();
            case OUTCOME -> form.outcome();
            case TASK -> form.task();
            case STATUS -> form.status();
            case DOCUMENT -> form.document();
            case JOB -> form.job();
        };
    }
}

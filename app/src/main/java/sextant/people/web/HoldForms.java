package sextant.people.web;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sextant.people.PersonId;
import sextant.platform.web.Checks;

/** What people and programs say about a legal hold. */
final class HoldForms {
    private HoldForms() {}

    record Hold(Optional<PersonId> person, String reason, Optional<LocalDate> until) {}

    /** What is wrong with it the checks then hold. */
    static Hold hold(
            Checks checks, @Nullable String person, @Nullable String reason, @Nullable String until, LocalDate today) {
        Optional<PersonId> about = checks.id("person", person).map(PersonId::new);
        String because = checks.required("reason", reason, 2000);
        Optional<LocalDate> last = checks.date("until", until);
        if (last.filter(today::isAfter).isPresent()) checks.reject("until", "in-the-past");
        return new Hold(about, because, last);
    }
}

package sextant.objectives;

import java.time.Instant;
import java.util.List;
import sextant.people.Actor;
import sextant.platform.web.Panel;

/** What a module above contributes to an objective's page: its status, its plan, its letters of 6.2. */
public interface ObjectivePanel {
    /**
     * @param version the version shown, as it was at the moment
     * @param moment now, or the past moment the page is shown as of
     * @param past whether it is a past view, in which nothing can be done
     */
    List<Panel> panels(Actor actor, Objective objective, Objective.Version version, Instant moment, boolean past);
}

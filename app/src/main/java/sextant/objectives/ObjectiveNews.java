package sextant.objectives;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.notifications.Fact;
import sextant.notifications.Matter;
import sextant.notifications.News;
import sextant.notifications.Tell;
import sextant.people.Actor;
import sextant.people.Holders;
import sextant.people.Organizations;
import sextant.people.Permission;
import sextant.people.PersonId;

/** Tells people of an objective's way to its approval, in the transaction of each step. */
@Component
class ObjectiveNews {
    private final Tell tell;
    private final Holders holders;
    private final Organizations organizations;

    ObjectiveNews(Tell tell, Holders holders, Organizations organizations) {
        this.tell = tell;
        this.holders = holders;
        this.organizations = organizations;
    }

    /** Whoever may decide on it now, its writers left out. */
    void proposed(Actor actor, Objective objective, Objective.Version draft) {
        boolean ownersMay = organizations.get(actor.organization()).ownerApproval();
        Set<PersonId> to =
                holders
                        .of(
                                actor.organization(),
                                Permission.OBJECTIVES_APPROVE,
                                draft.content().unit())
                        .stream()
                        .filter(person -> ApprovalResult.objection(
                                        person, draft.writers(), draft.content().owner(), ownersMay)
                                .isEmpty())
                        .collect(Collectors.toSet());
        tell.tell(
                actor.organization(),
                to,
                news(Matter.DECISION, "objective-proposed", objective, draft, "/approval", ""));
    }

    /** Its owner and its writers, whoever decided left out. */
    void decided(Actor actor, Objective objective, Objective.Version proposal, boolean approved, String comment) {
        Set<PersonId> to = new HashSet<>(proposal.writers());
        proposal.content().owner().ifPresent(to::add);
        to.remove(actor.person());
        tell.tell(
                actor.organization(),
                to,
                approved
                        ? news(Matter.OUTCOME, "objective-approved", objective, proposal, "", comment)
                        : news(Matter.OUTCOME, "objective-returned", objective, proposal, "?version=draft", comment));
    }

    private static News news(
            Matter matter, String wording, Objective objective, Objective.Version version, String place, String note) {
        return new News(
                matter,
                wording,
                wording + "/" + objective.id() + "/" + objective.version(),
                "/objectives/" + objective.id() + place,
                List.of(
                        Fact.text(objective.reference()),
                        Fact.text(version.content().title())),
                note);
    }
}

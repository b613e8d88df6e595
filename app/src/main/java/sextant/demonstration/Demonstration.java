package sextant.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.stereotype.Component;
import sextant.evaluation.Judging;
import sextant.journal.Sequencer;
import sextant.people.Actors;
import sextant.people.DemonstrationOrganization;
import sextant.people.Persons;
import sextant.people.Role;
import sextant.people.SetUp;
import sextant.people.Units;
import sextant.platform.Ids;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Plays the story on an installation with no organization yet. Needs a {@link StoryClock} for the application's clock. */
@Component
@ConditionalOnBean(StoryClock.class)
public class Demonstration {
    private static final LocalTime MIDNIGHT = LocalTime.of(0, 1);

    private final SetUp setUp;
    private final DemonstrationOrganization demonstration;
    private final Actors actors;
    private final Units units;
    private final Persons persons;
    private final PeoplePart people;
    private final MeasurementPart measurements;
    private final ObjectivePart objectives;
    private final DocumentPart documents;
    private final InboxPart inbox;
    private final Judging judging;
    private final Sequencer sequencer;
    private final Transactions transactions;
    private final Ids ids;
    private final StoryClock clock;

    Demonstration(
            SetUp setUp,
            DemonstrationOrganization demonstration,
            Actors actors,
            Units units,
            Persons persons,
            PeoplePart people,
            MeasurementPart measurements,
            ObjectivePart objectives,
            DocumentPart documents,
            InboxPart inbox,
            Judging judging,
            Sequencer sequencer,
            Transactions transactions,
            Ids ids,
            StoryClock clock) {
        this.setUp = setUp;
        this.demonstration = demonstration;
        this.actors = actors;
        this.units = units;
        this.persons = persons;
        this.people = people;
        this.measurements = measurements;
        this.objectives = objectives;
        this.documents = documents;
        this.inbox = inbox;
        this.judging = judging;
        this.sequencer = sequencer;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Plays all of it up to a moment.
     *
     * @param now when the story is told; its days are seen from there
     */
    public void play(Instant now) {
        Story story = Story.shipped();
        ZoneId zone = ZoneId.of(story.organization().timeZone());
        Script script = new Script(now, zone);
        String secret =
                setUp.openLink().orElseThrow(() -> new IllegalStateException("there is an organization already"));
        clock.moveTo(script.at(script.day(story.organization().on()), "set up").minusSeconds(86_400));
        Cast cast = begin(story, secret, zone);
        people.write(script, cast, story);
        people.write(script, cast, story.changes());
        story.kpis().forEach(kpi -> measurements.write(script, cast, kpi));
        for (Story.Change change : story.changes())
            if (change instanceof Story.Change.Redefined redefined) measurements.write(script, cast, redefined);
        story.objectives().forEach(objective -> objectives.write(script, cast, objective));
        story.documents().forEach(document -> documents.write(script, cast, document));
        inbox.write(script, cast, story);
        for (Script.Act act : script.acts()) {
            // What is still to come is not told.
            if (act.at().isAfter(now)) break;
            daysUpTo(act.at(), zone, cast.organization());
            clock.moveTo(act.at());
            perform(act);
            settle(cast.organization());
        }
        daysUpTo(now, zone, cast.organization());
        clock.moveTo(now);
        settle(cast.organization());
        demonstration.told(cast.organization());
    }

    private Cast begin(Story story, String secret, ZoneId zone) {
        String key = story.organization().administrator();
        Story.PersonOfStory administrator = story.people().stream()
                .filter(person -> person.key().equals(key))
                .findFirst()
                .orElseThrow();
        OrganizationId organization = setUp.begin(
                        secret,
                        new SetUp.Beginning(
                                story.organization().name(),
                                administrator.name(),
                                PeoplePart.email(administrator.name()),
                                ids.secret(),
                                story.organization().language(),
                                zone))
                .orElseThrow();
        demonstration.begin(organization);
        Cast cast = new Cast(actors, organization);
        transactions.read(organization, () -> {
            cast.unit(Cast.ORGANIZATION, units.tree(organization).getFirst().id());
            cast.person(key, persons.all(organization).getFirst().id());
            return true;
        });
        return cast;
    }

    private static void perform(Script.Act act) {
        try {
            act.play().run();
        } catch (RuntimeException failure) {
            throw new IllegalStateException("the story cannot go on: " + act.what() + " at " + act.at(), failure);
        }
    }

    /** Time alone changes verdicts: each day that passes is judged as it begins. */
    private void daysUpTo(Instant then, ZoneId zone, OrganizationId organization) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), zone).plusDays(1);
        for (Instant begin = begin(day, zone); begin.isBefore(then); begin = begin(day, zone)) {
            clock.moveTo(begin);
            judging.judge(organization);
            day = day.plusDays(1);
        }
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atTime(MIDNIGHT).atZone(zone).toInstant();
    }

    /** What the application does within a second of every write. */
    private void settle(OrganizationId organization) {
        judging.judge(organization);
        sequencer.sequence(organization);
    }

    /** The sign-ins that are printed: a person's name, e-mail address and what they do. */
    public static List<SignIn> signIns() {
        Story story = Story.shipped();
        return story.signIns().stream()
                .map(key -> story.people().stream()
                        .filter(person -> person.key().equals(key))
                        .findFirst()
                        .orElseThrow())
                .map(person -> new SignIn(
                        person.name(),
                        PeoplePart.email(person.name()),
                        person.roles().stream()
                                .map(role -> role.split("@", 2)[0])
                                .findFirst()
                                // Whoever sets up the organization is that without being granted it.
                                .orElse(Role.ADMINISTRATOR.code())))
                .toList();
    }

    public record SignIn(String name, String email, String role) {}
}

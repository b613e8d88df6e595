package sextant.demonstration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happened in the demonstration organization, as its file tells it. People and units go by short names, KPIs and
 * objectives by their reference numbers, days as {@link StoryDate}s.
 *
 * @param signIns who is let in to look around, in the order in which they are printed
 */
record Story(
        Beginning organization,
        List<UnitOfStory> units,
        List<PersonOfStory> people,
        List<TeamOfStory> teams,
        List<KpiOfStory> kpis,
        List<ObjectiveOfStory> objectives,
        List<DocumentOfStory> documents,
        List<Change> changes,
        List<String> signIns) {

    /** @param administrator who sets up the organization */
    record Beginning(String name, String timeZone, String language, String on, String administrator) {}

    record UnitOfStory(String key, String name, String kind, String parent, boolean relevant) {}

    /** @param roles by unit: {@code security-officer@organization} */
    record PersonOfStory(
            String key,
            String name,
            String kind,
            String language,
            @Nullable String joined,
            List<String> roles) {
        PersonOfStory {
            roles = given(roles);
        }
    }

    record TeamOfStory(String name, String purpose, List<String> members) {}

    /** @param collected and how many days of grace, such as {@code month+10} */
    record KpiOfStory(
            String reference,
            String name,
            String unit,
            String need,
            String formula,
            String kind,
            String measuredIn,
            String direction,
            String source,
            String evidence,
            String collected,
            String analysed,
            String reported,
            String measuredBy,
            String analysedBy,
            List<String> receivedBy,
            String nextReview,
            String on,
            String by,
            @Nullable Values values) {
        KpiOfStory {
            receivedBy = given(receivedBy);
        }
    }

    /**
     * The values of a KPI: along straight lines between the points of a trend, with noise upon them.
     *
     * @param trend values by day; the first day and the last day bound the series, and an end of {@code 0d} is today
     * @param noise half the width of what is added or taken away, in the KPI's unit
     * @param day of the month on which a monthly or rarer value is measured
     * @param recorded days later at which it is entered
     * @param file entered as a CSV of a month's values; else by hand, one by one
     * @param missing months in which nobody measured
     */
    record Values(
            Map<String, BigDecimal> trend,
            BigDecimal noise,
            int decimals,
            int day,
            int recorded,
            @Nullable String file,
            List<Integer> missing,
            Map<Integer, String> notes,
            List<Correction> corrections) {
        Values {
            missing = given(missing);
            notes = notes == null ? Map.of() : notes;
            corrections = given(corrections);
        }
    }

    /** @param of the month whose value was wrong by {@code wrong}; it was found out {@code after} days */
    record Correction(int of, BigDecimal wrong, int after, String reason) {}

    record ObjectiveOfStory(String reference, String on, String by, Content content, List<Step> steps) {
        ObjectiveOfStory {
            steps = given(steps);
        }
    }

    /** What an objective says, or which parts of it change. */
    record Content(
            Optional<String> title,
            Optional<String> purpose,
            Optional<String> rationale,
            Optional<String> unit,
            Optional<String> serves,
            Optional<String> owner,
            Optional<List<String>> teams,
            Optional<String> starts,
            Optional<String> ends,
            Optional<String> notMeasurable,
            Optional<String> criteria,
            Optional<String> achievable,
            Optional<String> evaluation,
            Optional<List<TargetOfStory>> targets) {}

    record TargetOfStory(
            String kpi,
            String kind,
            Optional<BigDecimal> baseline,
            Optional<String> from,
            Optional<BigDecimal> target,
            Optional<BigDecimal> low,
            Optional<BigDecimal> high,
            Optional<String> due,
            Optional<String> until,
            Optional<BigDecimal> atRisk,
            Optional<BigDecimal> offTrack,
            Map<String, BigDecimal> milestones) {
        TargetOfStory {
            milestones = milestones == null ? Map.of() : milestones;
        }
    }

    record ActionOfStory(
            String title,
            Optional<String> responsible,
            Optional<String> team,
            Optional<String> due,
            Optional<String> done,
            Optional<String> cancelled,
            @Nullable String reason) {}

    /** What people did with an objective. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Step.Edit.class, name = "edit"),
        @JsonSubTypes.Type(value = Step.Propose.class, name = "propose"),
        @JsonSubTypes.Type(value = Step.Return.class, name = "return"),
        @JsonSubTypes.Type(value = Step.Approve.class, name = "approve"),
        @JsonSubTypes.Type(value = Step.End.class, name = "end"),
        @JsonSubTypes.Type(value = Step.Reword.class, name = "reword"),
        @JsonSubTypes.Type(value = Step.Confirm.class, name = "confirm"),
        @JsonSubTypes.Type(value = Step.Plan.class, name = "plan"),
        @JsonSubTypes.Type(value = Step.AcceptGap.class, name = "accept-gap"),
        @JsonSubTypes.Type(value = Step.EndGap.class, name = "end-gap")
    })
    sealed interface Step {
        String on();

        String by();

        record Edit(String on, String by, String reason, Content content) implements Step {}

        record Propose(String on, String by) implements Step {}

        record Return(String on, String by, String findings) implements Step {}

        record Approve(String on, String by, String findings) implements Step {}

        record End(String on, String by, String outcome, String conclusion) implements Step {}

        record Reword(String on, String by, String field, String text, String reason) implements Step {}

        /** By a second person: of the change of wording that waits. */
        record Confirm(String on, String by) implements Step {}

        /** More actions, after those that are there. */
        record Plan(String on, String by, @Nullable String reason, List<ActionOfStory> actions) implements Step {}

        /** @param until the day up to which it is accepted */
        record AcceptGap(String on, String by, String letter, String reason, String until) implements Step {}

        record EndGap(String on, String by, String letter, String reason) implements Step {}
    }

    /**
     * A document made from the template that ships.
     *
     * @param every how often it is due, and next when; both or neither
     */
    record DocumentOfStory(
            String reference,
            String kind,
            Optional<String> title,
            Optional<String> unit,
            String on,
            String by,
            String classification,
            boolean everybody,
            List<String> persons,
            List<String> teams,
            Optional<String> others,
            Optional<String> every,
            Optional<String> next,
            List<EditionOfStory> editions) {
        DocumentOfStory {
            persons = given(persons);
            teams = given(teams);
            editions = given(editions);
        }
    }

    record EditionOfStory(String on, String summary, Optional<DecidedOfStory> decided) {}

    /** @param decision approved or returned */
    record DecidedOfStory(String on, String by, String decision, String comment) {}

    /** What happened to the organization itself. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Change.Leaves.class, name = "leaves"),
        @JsonSubTypes.Type(value = Change.Granted.class, name = "granted"),
        @JsonSubTypes.Type(value = Change.Renamed.class, name = "renamed"),
        @JsonSubTypes.Type(value = Change.OwnerApproval.class, name = "owner-approval"),
        @JsonSubTypes.Type(value = Change.Redefined.class, name = "redefined")
    })
    sealed interface Change {
        String on();

        String by();

        record Leaves(String on, String by, String person, String reason) implements Change {}

        record Granted(String on, String by, String person, List<String> roles, String reason) implements Change {}

        record Renamed(String on, String by, String unit, String name, String reason) implements Change {}

        record OwnerApproval(String on, String by, boolean allowed, String reason) implements Change {}

        /** A KPI with another formula, and the day of its next review. */
        record Redefined(String on, String by, String kpi, String formula, String nextReview, String reason)
                implements Change {}
    }

    /** The story that ships with the product. */
    static Story shipped() {
        try (InputStream file =
                Objects.requireNonNull(Story.class.getResourceAsStream("/demonstration/aldermoor-water.yaml"))) {
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Story read(InputStream yaml) {
        LoaderOptions options = new LoaderOptions();
        Object tree = new Yaml(
                        new SafeConstructor(options),
                        new Representer(new DumperOptions()),
                        new DumperOptions(),
                        options,
                        new CoreSchema())
                .load(yaml);
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .convertValue(tree, Story.class);
    }

    /** Only what YAML 1.2 (its section 10.3) reads as something else than text: in 1.1, {@code on} would be a truth value. */
    private static final class CoreSchema extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
            addImplicitResolver(Tag.FLOAT, Pattern.compile("[-+]?[0-9]+\\.[0-9]+"), "-+0123456789");
            addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<");
        }
    }

    private static <T> List<T> given(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}

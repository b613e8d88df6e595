package sextant.platform.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.approval.Approval;
import sextant.conformance.Conformance;
import sextant.documentcontrol.Classification;
import sextant.documentcontrol.DocumentKind;
import sextant.documentcontrol.Edition;
import sextant.documentcontrol.Part;
import sextant.evidence.EvidencePack;
import sextant.home.Duty;
import sextant.measurement.Codes;
import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.ValueKind;
import sextant.measurement.intake.Column;
import sextant.measurement.intake.DateFormat;
import sextant.measurement.intake.Delimiter;
import sextant.measurement.intake.Outcome;
import sextant.measurement.intake.Problem;
import sextant.notifications.Mail;
import sextant.notifications.MailServer;
import sextant.notifications.Matter;
import sextant.notifications.Way;
import sextant.objectives.Requirement;
import sextant.objectives.Stage;
import sextant.objectives.template.ObjectiveTemplate;
import sextant.objectives.template.TemplateKpi;
import sextant.people.Permission;
import sextant.people.PersonKind;
import sextant.people.Role;
import sextant.people.UnitKind;
import sextant.plans.ActionState;
import sextant.platform.tables.Encoding;

class MessagesTest {
    private static final Path MAIN = Path.of("src/main");

    private static final Set<String> TEMPLATES = codes(ObjectiveTemplate.values(), ObjectiveTemplate::code);
    private static final Set<String> TEMPLATE_KPIS = Stream.of(ObjectiveTemplate.values())
            .flatMap(template -> template.kpis().stream())
            .map(TemplateKpi::code)
            .collect(Collectors.toSet());

    /** The codes of every prefix whose codes are the values of a type. */
    private static final Set<String> RECORDS = Set.of(
            "organization",
            "unit",
            "team",
            "person",
            "approval",
            "kpi",
            "measurement-batch",
            "objective",
            "objective-version",
            "editorial-change",
            "plan",
            "accepted-gap",
            "legal-hold",
            "document",
            "document-edition",
            "mail-server",
            "checkpoint-mailing");

    private static final Map<String, Set<String>> CODES = Map.ofEntries(
            Map.entry("matter", codes(Matter.values(), Matter::code)),
            Map.entry("matter.hint", codes(Matter.values(), Matter::code)),
            Map.entry("way", codes(Way.values(), Way::code)),
            Map.entry(
                    "notification",
                    Set.of(
                            "objective-proposed",
                            "objective-approved",
                            "objective-returned",
                            "action-given",
                            "action-given-undated",
                            "status-changed",
                            "edition-prepared",
                            "edition-approved",
                            "edition-returned",
                            "edition-issued",
                            "edition-failed",
                            "pack-ready",
                            "pack-ready-of-many",
                            "pack-failed",
                            "pack-failed-of-many")),
            Map.entry("mail.state", codes(Mail.State.values(), Mail.State::code)),
            Map.entry("mail.purpose", codes(Mail.Purpose.values(), Mail.Purpose::code)),
            Map.entry("mail.protection", codes(MailServer.Protection.values(), MailServer.Protection::code)),
            // As MailConnection and Mails give them.
            Map.entry(
                    "mail.failure",
                    Set.of(
                            "no-answer",
                            "unknown-host",
                            "not-trusted",
                            "not-encrypted",
                            "not-a-mail-server",
                            "sign-in",
                            "sender-refused",
                            "recipient-refused",
                            "refused",
                            "shutting-down",
                            "broken-off",
                            "unsettled",
                            "unwritable",
                            "left")),
            Map.entry("document.kind", codes(DocumentKind.values(), DocumentKind::code)),
            Map.entry("document.kind.about", codes(DocumentKind.values(), DocumentKind::code)),
            Map.entry("document.classification", codes(Classification.values(), Classification::code)),
            Map.entry("document.part", codes(Part.values(), Part::code)),
            Map.entry("document.failure", Set.of("owner-left", "owner-may-not", "too-many-objectives", "broken")),
            Map.entry("edition.state", codes(Edition.State.values(), Edition.State::code)),
            Map.entry("history.edition", Set.of("prepared", "approved", "returned", "replaced", "no-longer-kept")),
            Map.entry("action.mark", codes(ActionState.values(), ActionState::code)),
            Map.entry("action.state", codes(ActionState.values(), ActionState::code)),
            Map.entry(
                    "conformance.finding",
                    Set.of(
                            "action-late",
                            "action-left",
                            "action-nobody",
                            "action-undated",
                            "actions",
                            "available",
                            "dated",
                            "first-awaited",
                            "journal-behind",
                            "measurable",
                            "measured-late",
                            "monitored",
                            "never-measured",
                            "no-action",
                            "no-check-a",
                            "no-check-c",
                            "no-check-e",
                            "no-check-f",
                            "no-check-i",
                            "no-check-l",
                            "no-criteria",
                            "no-end",
                            "no-evaluation",
                            "no-kpi",
                            "no-owner",
                            "no-target",
                            "no-unit",
                            "no-unit-of-measure",
                            "not-approved",
                            "not-in-force",
                            "not-measurable",
                            "not-proposed",
                            "nothing-monitored",
                            "owner-left",
                            "period-ahead",
                            "responsible",
                            "retained",
                            "target-incomplete",
                            "unit")),
            Map.entry("conformance.state", codes(Conformance.State.values(), Conformance.State::code)),
            Map.entry("duty", codes(Duty.Kind.values(), Duty.Kind::code)),
            Map.entry("requirement", codes(Requirement.values(), Requirement::code)),
            Map.entry("evidence.state", codes(EvidencePack.State.values(), EvidencePack.State::code)),
            Map.entry("explanation", explanations()),
            Map.entry("frequency", codes(Frequency.values(), Codes::of)),
            Map.entry(
                    "history.field",
                    Set.of(
                            "checkpoint-mailing.recipients",
                            "checkpoint-mailing.every",
                            "mail-server.used",
                            "mail-server.host",
                            "mail-server.port",
                            "mail-server.protection",
                            "mail-server.user-name",
                            "mail-server.password-changed",
                            "mail-server.sender",
                            "mail-server.sender-name",
                            "mail-server.address",
                            "document.kind",
                            "document.reference",
                            "document.title",
                            "document.unit",
                            "document.owner",
                            "document.language",
                            "document.classification",
                            "document.everybody",
                            "document.persons",
                            "document.teams",
                            "document.others",
                            "document.references",
                            "document.kept-years",
                            "document.every",
                            "document.next-edition",
                            "document.withdrawn",
                            "document.sections.heading",
                            "document.sections.text",
                            "document.sections.part",
                            "document-edition.number",
                            "document-edition.state",
                            "document-edition.moment",
                            "document-edition.scheduled",
                            "document-edition.summary",
                            "organization.name",
                            "organization.time-zone",
                            "organization.language",
                            "organization.owner-approval",
                            "team.name",
                            "team.purpose",
                            "team.members",
                            "approval.subject-version",
                            "approval.decision",
                            "approval.as-owner",
                            "approval.comment",
                            "approval.findings",
                            "approval.findings.finding",
                            "measurement-batch.rows",
                            "measurement-batch.channel",
                            "measurement-batch.source-name",
                            "editorial-change.field",
                            "editorial-change.state",
                            "editorial-change.old-text",
                            "editorial-change.new-text",
                            "accepted-gap.requirement",
                            "accepted-gap.state",
                            "accepted-gap.reason",
                            "accepted-gap.until",
                            "unit.name",
                            "unit.kind",
                            "unit.parent",
                            "unit.relevant",
                            "person.name",
                            "person.email",
                            "person.kind",
                            "person.language",
                            "person.time-zone",
                            "person.active",
                            "person.roles.role",
                            "person.roles.unit",
                            "person.roles.id",
                            "person.roles",
                            "kpi.reference",
                            "kpi.name",
                            "kpi.unit",
                            "kpi.information-need",
                            "kpi.formula",
                            "kpi.value-kind",
                            "kpi.unit-of-measure",
                            "kpi.direction",
                            "kpi.source",
                            "kpi.implementation-evidence",
                            "kpi.collected-every",
                            "kpi.grace-days",
                            "kpi.analysed-every",
                            "kpi.reported-every",
                            "kpi.measured-by",
                            "kpi.analysed-by",
                            "kpi.received-by",
                            "kpi.next-review",
                            "kpi.retired",
                            "objective.reference",
                            "objective.version",
                            "objective.stage",
                            "objective.current-version",
                            "objective-version.title",
                            "objective-version.purpose",
                            "objective-version.rationale",
                            "objective-version.unit",
                            "objective-version.owner",
                            "objective-version.teams",
                            "objective-version.starts",
                            "objective-version.ends",
                            "objective-version.not-measurable",
                            "objective-version.criteria",
                            "objective-version.achievable",
                            "objective-version.evaluation-method",
                            "objective-version.serves",
                            "objective-version.targets",
                            "objective-version.targets.kpi",
                            "objective-version.targets.kind",
                            "objective-version.targets.baseline-value",
                            "objective-version.targets.baseline-date",
                            "objective-version.targets.target-value",
                            "objective-version.targets.low",
                            "objective-version.targets.high",
                            "objective-version.targets.due",
                            "objective-version.targets.maintain-until",
                            "objective-version.targets.at-risk",
                            "objective-version.targets.off-track",
                            "objective-version.targets.milestones",
                            "objective-version.targets.milestones.value",
                            "plan.actions",
                            "legal-hold.state",
                            "legal-hold.reason",
                            "legal-hold.until",
                            "plan.actions.title",
                            "plan.actions.responsible",
                            "plan.actions.team",
                            "plan.actions.due",
                            "plan.actions.state")),
            Map.entry("journal.kind", RECORDS),
            Map.entry("history.hold", Set.of("placed", "lifted")),
            Map.entry("history.decision", codes(Approval.Decision.values(), Approval.Decision::code)),
            Map.entry("history.wording", Set.of("made", "confirmed", "refused")),
            Map.entry("history.gap", Set.of("accepted", "ended")),
            Map.entry("history.record", RECORDS),
            // Of one that is refused its problems are told.
            Map.entry("import.fate", Set.of("added", "already-there")),
            Map.entry("intake", kinds(Problem.class)),
            Map.entry("intake.column", codes(Column.values(), MessagesTest::constant)),
            Map.entry("intake.date-format", codes(DateFormat.values(), DateFormat::name)),
            Map.entry("intake.delimiter", codes(Delimiter.values(), Delimiter::name)),
            Map.entry("intake.encoding", codes(Encoding.values(), Encoding::name)),
            Map.entry("intake.stopped", kinds(Outcome.Reason.class)),
            Map.entry("kpi.direction", codes(Direction.values(), Codes::of)),
            Map.entry("kpi.value-kind", codes(ValueKind.values(), ValueKind::code)),
            Map.entry("language", codes(Languages.ALL.toArray(Locale[]::new), Locale::getLanguage)),
            // As the table measurement_batch allows them.
            Map.entry("measurement.channel", Set.of("hand", "upload", "api")),
            // In force is what an approved version is called once its period has begun.
            Map.entry("objective.state", with("in-force", codes(Stage.values(), Stage::code))),
            Map.entry("permission", codes(Permission.values(), Permission::code)),
            Map.entry("person.kind", codes(PersonKind.values(), PersonKind::code)),
            Map.entry("role", codes(Role.values(), Role::code)),
            Map.entry("template.title", TEMPLATES),
            Map.entry("template.aim", TEMPLATES),
            Map.entry("template.purpose", TEMPLATES),
            Map.entry("template.rationale", TEMPLATES),
            Map.entry("template.action", TEMPLATES),
            Map.entry("template.evaluation", TEMPLATES),
            Map.entry("template.kpi.name", TEMPLATE_KPIS),
            Map.entry("template.kpi.unit", TEMPLATE_KPIS),
            Map.entry("template.kpi.need", TEMPLATE_KPIS),
            Map.entry("template.kpi.formula", TEMPLATE_KPIS),
            Map.entry("template.kpi.source", TEMPLATE_KPIS),
            Map.entry("template.kpi.evidence", TEMPLATE_KPIS),
            Map.entry(
                    "template.team",
                    Stream.of(ObjectiveTemplate.values())
                            .flatMap(template -> template.teams().stream())
                            .collect(Collectors.toSet())),
            // As UploadOutcome and RecordUploadJob give them.
            Map.entry(
                    "upload.outcome",
                    Set.of("recorded", "again", "bad-rows", "stopped", "retired", "not-allowed", "broken")),
            // The states that are no preview.
            Map.entry("upload.state", Set.of("queued", "recording", "recorded")),
            Map.entry("unit.kind", codes(UnitKind.values(), UnitKind::code)));

    /** Every pair of an explanation's code and a status that it can have, as docs/status-rule.md lists them. */
    private static Set<String> explanations() {
        Set<String> pairs = new java.util.TreeSet<>(Set.of("at-least", "at-most", "between", "already-met.on-track"));
        for (String code : List.of("period-ahead", "first-awaited")) pairs.add(code + ".not-started");
        for (String code : List.of("never-measured", "stale", "nothing-by-due", "stale-at-end"))
            pairs.add(code + ".no-data");
        for (String code : List.of("against-path", "maintaining", "against-range"))
            for (String status : List.of("on-track", "at-risk", "off-track")) pairs.add(code + "." + status);
        for (String code : List.of("at-due", "maintained", "range-at-due"))
            for (String status : List.of("achieved", "missed")) pairs.add(code + "." + status);
        return pairs;
    }

    private static Set<String> with(String code, Set<String> codes) {
        Set<String> all = new java.util.TreeSet<>(codes);
        all.add(code);
        return all;
    }

    private static final Bundles BUNDLES = Bundles.in(MAIN.resolve("resources/messages"));
    private static final TextUses USES = usesInMain();

    @Test
    void every_text_that_the_code_asks_for_exists() {
        assertThat(USES.uses()).hasSizeGreaterThan(100);
        assertThat(USES.missing(BUNDLES.english())).isEmpty();
    }

    @Test
    void every_value_of_a_type_that_is_shown_has_a_text() {
        assertThat(USES.prefixes()).containsAll(CODES.keySet());
        assertThat(withoutText(CODES, BUNDLES.english())).isEmpty();
    }

    @Test
    void every_text_is_asked_for() {
        assertThat(USES.unused(BUNDLES.english(), CODES)).isEmpty();
    }

    @Test
    void every_text_gets_the_arguments_that_it_names() {
        assertThat(USES.starved(BUNDLES.english())).isEmpty();
    }

    @Test
    void every_text_is_a_message_and_in_one_module_only() {
        assertThat(BUNDLES.english()).hasSizeGreaterThan(100);
        assertThat(BUNDLES.problems()).isEmpty();
    }

    @Test
    void the_languages_have_the_same_texts_with_the_same_arguments() {
        assertThat(BUNDLES.languages())
                .isEqualTo(Languages.ALL.stream().map(Locale::getLanguage).collect(Collectors.toSet()));
        assertThat(BUNDLES.differences()).isEmpty();
    }

    @Test
    void no_template_has_text_of_its_own() {
        List<Path> templates = files("jte", ".jte");
        assertThat(templates).hasSizeGreaterThan(10);
        assertThat(templates.stream()
                        .flatMap(file -> TemplateText.in(read(file)).stream().map(text -> file + ": " + text)))
                .isEmpty();
    }

    @Nested
    class The_gate_shuts {
        private final Map<String, String> texts = Map.of("greeting", "Hello {0}", "kind.one", "One");

        @Test
        void on_a_text_that_is_missing() {
            assertThat(template("<p>${f.t(page.isNew() ? \"kpi.new\" : \"greeting\", 1)}</p>")
                            .missing(texts))
                    .containsExactly("kpi.new, asked for in a file");
            assertThat(java("view(reader.texts()\n.text(\"kpi.name\"));").missing(texts))
                    .hasSize(1);
            assertThat(java("texts.choice(\"kind\", \"two\")").missing(texts)).hasSize(1);
        }

        @Test
        void on_a_missing_text_whose_code_is_handed_on() {
            assertThat(java("checks.reject(\"name\", \"required\");").missing(texts))
                    .containsExactly("problem.required, asked for in a file");
            assertThat(java("return Notice.done(\"saved\", name);").missing(texts))
                    .hasSize(1);
            assertThat(java("Problems.refused(texts, isOwner ? \"owner\" : \"author\")")
                            .missing(texts))
                    .hasSize(2);
            assertThat(java("""
                                    View a(Form form) { return refused(form, "stale"); }
                                    private View refused(Form form, String code) {
                                        return show(FieldProblem.of("version", code));
                                    }""").missing(texts)).containsExactly("problem.stale, asked for in a file");
        }

        @Test
        void on_a_value_without_a_text() {
            assertThat(withoutText(Map.of("kind", Set.of("one", "two")), texts)).containsExactly("kind.two");
        }

        @Test
        void on_a_text_that_nothing_asks_for() {
            assertThat(java("// texts.text(\"greeting\")").unused(texts, Map.of()))
                    .containsExactlyInAnyOrder("greeting", "kind.one");
            TextUses uses = java("texts.text(\"greeting\", name) + texts.choice(\"kind\", kind.code())");
            assertThat(uses.unused(texts, Map.of("kind", Set.of("two")))).containsExactly("kind.one");
            assertThat(uses.unused(texts, Map.of("kind", Set.of("one")))).isEmpty();
        }

        @Test
        void on_a_text_that_gets_too_few_arguments() {
            assertThat(java("texts.text(\"greeting\")").starved(texts)).hasSize(1);
            assertThat(java("texts.text(\"greeting\", name)").starved(texts)).isEmpty();
        }

        @Test
        void on_languages_that_differ() {
            assertThat(new Bundles()
                            .add("m", "en", "a=A {0}")
                            .add("m", "de", "a=A {1}")
                            .differences())
                    .containsExactly("a has other arguments in de");
            assertThat(new Bundles().add("m", "en", "a=A").add("m", "de", "b=B").differences())
                    .containsExactlyInAnyOrder("a is missing in de", "b is missing in en");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a={0",
                    "a={name}",
                    "a=it's {0}",
                    "a=",
                    "a={0,choice,nonsense}",
                    "a=1\\na=2",
                    "notice.a={0,choice,0#none|1#one}"
                })
        void on_a_text_that_is_no_message(String properties) {
            assertThat(new Bundles()
                            .add("m", "en", properties.replace("\\n", "\n"))
                            .problems())
                    .hasSize(1);
        }

        @Test
        void on_a_text_in_two_modules() {
            assertThat(new Bundles().add("m", "en", "a=A").add("n", "en", "a=A").problems())
                    .hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<p>Hello</p>",
                    "<p>${f.t(\"a\")} of ${n}</p>",
                    "@if(x)Yes@else–@endif",
                    "@template.layout(f = f, content = @`<h1>Hello</h1>`)",
                    "@template.field(label = \"Name\", name = \"name\")",
                    "@template.field(label = x ? \"Name\" : f.t(\"name\"))",
                    "<p>${x ? \"Yes\" : \"–\"}</p>",
                    "<p>${n + (many ? \" days\" : \"\")}</p>",
                    "<input placeholder=\"Name\">",
                    "<img alt='Chart'>",
                    "<a title=\"${name} opens\">",
                    "<td data-label=\"Unit\">",
                    "<b aria-label=\"${x ? \"Yes\" : f.t(\"no\")}\">",
                    "<b>Ctrl</b>",
                })
        void on_text_in_a_template(String template) {
            assertThat(TemplateText.in(template)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "@import java.util.List\n@param String name = \"name\"\n<p>${f.t(\"a.b\", name)}</p>",
                    "<%-- a comment --%><!-- another --><p>&nbsp;&#8211; ${a} · ${b} → 12 h</p>",
                    "<p class=\"muted small\" id=\"name\" hidden>${f.choice(\"kind\", kind.code())}</p>",
                    "!{String text = \"words\";}@for(String s : list(\"a\", \"(b\"))<i>${s}</i>@endfor",
                    "<a href=\"/people\" aria-current=\"${x ? \"page\" : null}\" data-label=\"${f.t(\"a\")}\">–</a>",
                    "@template.field(name = \"name\", label = f.t(\"name\"), value = text(form.name(), \"none\"))",
                    "<kbd>Ctrl</kbd>",
                })
        void and_lets_everything_else_through(String template) {
            assertThat(TemplateText.in(template)).isEmpty();
        }

        private TextUses template(String source) {
            return new TextUses().add("a file", source);
        }

        private TextUses java(String source) {
            return new TextUses().add("a file", source);
        }
    }

    private static List<String> withoutText(Map<String, Set<String>> codes, Map<String, String> texts) {
        return codes.entrySet().stream()
                .flatMap(prefix -> prefix.getValue().stream().map(code -> prefix.getKey() + "." + code))
                .filter(key -> !texts.containsKey(key))
                .sorted()
                .toList();
    }

    private static <T> Set<String> codes(T[] values, Function<T, String> code) {
        return Arrays.stream(values).map(code).collect(Collectors.toSet());
    }

    private static String constant(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The cases of a sealed type, named as their message keys name them. */
    private static Set<String> kinds(Class<?> sealed) {
        return codes(
                sealed.getPermittedSubclasses(),
                kind -> kind.getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT));
    }

    private static TextUses usesInMain() {
        TextUses uses = new TextUses();
        Stream.concat(files("java", ".java").stream(), files("jte", ".jte").stream())
                .forEach(file -> uses.add(file.toString(), read(file)));
        return uses;
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(MAIN.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

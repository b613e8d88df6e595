package sextant.measurement.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.measurement.IntakeProblems;
import sextant.measurement.KeepUpload;
import sextant.measurement.Kpi;
import sextant.measurement.RecordMeasurements;
import sextant.measurement.Upload;
import sextant.measurement.intake.Columns;
import sextant.measurement.intake.DateFormat;
import sextant.measurement.intake.Delimiter;
import sextant.measurement.intake.Detection;
import sextant.measurement.intake.Limits;
import sextant.measurement.intake.Mapping;
import sextant.measurement.intake.NumberStyle;
import sextant.measurement.intake.Outcome;
import sextant.measurement.intake.Row;
import sextant.measurement.intake.Rows;
import sextant.measurement.web.KpiViews.MappingForm;
import sextant.measurement.web.KpiViews.PreviewLine;
import sextant.measurement.web.KpiViews.PreviewPage;
import sextant.people.Actor;
import sextant.platform.language.Texts;
import sextant.platform.tables.Encoding;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Option;

/** Shows how an upload would be read: what was detected, what a person chose instead, and every row's fate. */
@Component
class UploadPreview {
    private static final int SHOWN = 20;
    private static final Map<String, NumberStyle> NUMBER_STYLES = numberStyles();

    /** Of a large file only the beginning is looked at: the whole of it would take longer than a page may. */
    private static final Limits BEGINNING = new Limits(
            Limits.STANDARD.maxBytes(),
            10_000,
            Limits.STANDARD.maxColumns(),
            Limits.STANDARD.maxCellCharacters(),
            Limits.STANDARD.maxRowCharacters());

    private final KeepUpload uploads;
    private final Clock clock;

    UploadPreview(KeepUpload uploads, Clock clock) {
        this.uploads = uploads;
        this.clock = clock;
    }

    static RecordMeasurements.Source source(Mapping mapping) {
        return (input, now, rows) -> Rows.read(input, mapping, Limits.STANDARD, now, rows);
    }

    /** The mapping: what the form says, and where it is silent what was detected; empty while something is open. */
    Optional<Mapping> mapping(Actor actor, Upload upload, MappingForm form) {
        return mapping(actor, head(actor, upload), form);
    }

    /** The same of the first {@link Detection#HEAD} bytes of a file. */
    Optional<Mapping> mapping(Actor actor, byte[] head, MappingForm form) {
        Detection found = Detection.detect(head);
        return mapping(actor, filled(found, form), found);
    }

    PreviewPage page(Actor actor, Kpi kpi, Upload upload, MappingForm given) {
        Detection detection = Detection.detect(head(actor, upload));
        MappingForm form = filled(detection, given);
        Optional<Mapping> mapping = mapping(actor, form, detection);
        List<PreviewLine> lines = new ArrayList<>();
        List<PreviewLine> bad = new ArrayList<>();
        long[] counts = new long[2];
        String stopped = "";
        boolean partly = false;
        if (mapping.isPresent()) {
            try (InputStream content = uploads.open(actor.organization(), upload)) {
                Outcome outcome = Rows.read(
                        content,
                        mapping.get(),
                        upload.isSmall() ? Limits.STANDARD : BEGINNING,
                        clock.instant(),
                        row -> collect(actor, kpi, row, lines, bad, counts));
                if (outcome instanceof Outcome.Stopped why) {
                    partly = !upload.isSmall() && why.reason() instanceof Outcome.Reason.TooManyRows;
                    if (!partly) stopped = IntakeProblems.text(why.reason(), actor.reader());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Texts texts = actor.reader().texts();
        return new PreviewPage(
                kpi.id(),
                upload.id(),
                kpi.definition().name(),
                upload.name(),
                form,
                codes(Encoding.values(), texts, "intake.encoding"),
                codes(Delimiter.values(), texts, "intake.delimiter"),
                detection.columns().stream()
                        .map(column -> new Option(String.valueOf(column.index()), columnName(column, texts)))
                        .toList(),
                NUMBER_STYLES.keySet().stream()
                        .sorted()
                        .map(code -> new Option(code, code))
                        .toList(),
                codes(DateFormat.values(), texts, "intake.date-format"),
                mapping.isPresent(),
                counts[0],
                counts[1],
                partly ? counts[0] + counts[1] : 0,
                upload.outcome()
                        .filter(it -> upload.state() == Upload.State.REFUSED)
                        .map(it -> UploadPages.sentence(actor, it))
                        .orElse(""),
                stopped,
                lines,
                bad,
                mapping.isPresent() ? Errors.NONE : open(form));
    }

    private static void collect(
            Actor actor, Kpi kpi, Row row, List<PreviewLine> lines, List<PreviewLine> bad, long[] counts) {
        switch (row) {
            case Row.Good good
            when kpi.definition().valueKind().admits(good.value()) -> {
                counts[0]++;
                if (lines.size() < SHOWN) lines.add(line(actor, good, true, List.of()));
            }
            case Row.Good wrong -> {
                counts[1]++;
                if (bad.size() < SHOWN)
                    bad.add(line(
                            actor, wrong, false, List.of(actor.reader().texts().text("problem.not-of-its-kind"))));
            }
            case Row.Bad one -> {
                counts[1]++;
                if (bad.size() < SHOWN)
                    bad.add(new PreviewLine(
                            one.line(),
                            false,
                            "",
                            "",
                            one.cells(),
                            one.problems().stream()
                                    .map(problem -> IntakeProblems.text(problem, actor.reader()))
                                    .toList()));
            }
        }
    }

    private static PreviewLine line(Actor actor, Row.Good row, boolean good, List<String> problems) {
        return new PreviewLine(
                row.line(),
                good,
                actor.reader().formats().date(row.localDate()),
                actor.reader().formats().number(row.value()),
                row.note() == null ? List.of() : List.of(row.note()),
                problems);
    }

    private byte[] head(Actor actor, Upload upload) {
        try (InputStream content = uploads.open(actor.organization(), upload)) {
            return content.readNBytes(Detection.HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The form with what was detected where nothing was chosen. */
    private static MappingForm filled(Detection found, MappingForm form) {
        String time = chosen(
                form.time(), found.time().map(it -> String.valueOf(it.column())).orElse(""));
        String value = chosen(
                form.value(),
                found.value().map(it -> String.valueOf(it.column())).orElse(""));
        return new MappingForm(
                chosen(form.encoding(), found.encoding().name()),
                chosen(form.delimiter(), found.delimiter().name()),
                chosen(form.header(), String.valueOf(found.header())),
                time,
                value,
                chosen(
                        form.note(),
                        found.note().map(it -> String.valueOf(it.column())).orElse("")),
                chosen(form.numbers(), numbers(found, value)),
                chosen(form.dates(), dates(found, time)),
                chosen(form.mode(), "good"));
    }

    private static String numbers(Detection found, String column) {
        return column(found, column)
                .map(it -> switch (it.numbers()) {
                    case Detection.Numbers.Certain(var style) -> code(style);
                    case Detection.Numbers.Ambiguous(var candidates) -> "";
                    case Detection.Numbers.None none -> code(NumberStyle.PLAIN);
                })
                .orElse(code(NumberStyle.PLAIN));
    }

    private static String dates(Detection found, String column) {
        return column(found, column)
                .map(it -> it.dates() instanceof Detection.Dates.Certain(var format) ? format.name() : "")
                .orElse("");
    }

    private static Optional<Detection.ColumnFound> column(Detection found, String index) {
        return found.columns().stream()
                .filter(it -> String.valueOf(it.index()).equals(index))
                .findFirst();
    }

    private static Optional<Mapping> mapping(Actor actor, MappingForm form, Detection detection) {
        Optional<Encoding> encoding = named(Encoding.values(), form.encoding());
        Optional<Delimiter> delimiter = named(Delimiter.values(), form.delimiter());
        Optional<DateFormat> dates = named(DateFormat.values(), form.dates());
        NumberStyle numbers = NUMBER_STYLES.get(Objects.requireNonNullElse(form.numbers(), ""));
        OptionalInt time = index(form.time());
        OptionalInt value = index(form.value());
        if (encoding.isEmpty() || delimiter.isEmpty() || dates.isEmpty() || numbers == null) return Optional.empty();
        if (time.isEmpty() || value.isEmpty()) return Optional.empty();
        return Columns.parse(time.getAsInt(), value.getAsInt(), index(form.note()), OptionalInt.empty())
                .map(columns -> new Mapping(
                        encoding.get(),
                        delimiter.get(),
                        detection.quote(),
                        "true".equals(form.header()),
                        Math.max(1, detection.width()),
                        columns,
                        numbers,
                        dates.get(),
                        actor.organizationZone()));
    }

    private static Errors open(MappingForm form) {
        List<FieldProblem> problems = new ArrayList<>();
        if (Objects.requireNonNullElse(form.time(), "").isEmpty())
            problems.add(FieldProblem.of("time", "choose-column"));
        if (Objects.requireNonNullElse(form.value(), "").isEmpty())
            problems.add(FieldProblem.of("value", "choose-column"));
        if (Objects.requireNonNullElse(form.dates(), "").isEmpty())
            problems.add(FieldProblem.of("dates", "choose-format"));
        if (Objects.requireNonNullElse(form.numbers(), "").isEmpty())
            problems.add(FieldProblem.of("numbers", "choose-format"));
        if (problems.isEmpty()) problems.add(FieldProblem.of("value", "choose-column"));
        return new Errors(problems);
    }

    private static String columnName(Detection.ColumnFound column, Texts texts) {
        String name = column.name().isEmpty() ? texts.text("preview.column", column.index() + 1) : column.name();
        return column.examples().isEmpty()
                ? name
                : name + " (" + column.examples().getFirst() + " …)";
    }

    private static <E extends Enum<E>> List<Option> codes(E[] values, Texts texts, String prefix) {
        return Arrays.stream(values)
                .map(value -> new Option(value.name(), texts.choice(prefix, value.name())))
                .toList();
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, @Nullable String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
    }

    private static OptionalInt index(@Nullable String text) {
        return text != null && text.matches("\\d{1,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static String chosen(@Nullable String given, String detected) {
        return given == null || given.isEmpty() ? detected : given;
    }

    /** A style shown by an example of itself. */
    private static String code(NumberStyle style) {
        String group = switch (style.grouping()) {
            case NONE -> "";
            case POINT -> ".";
            case COMMA -> ",";
            case SPACE -> " ";
            case APOSTROPHE -> "'";
        };
        return "1" + group + "234" + style.point().character() + "5";
    }

    private static Map<String, NumberStyle> numberStyles() {
        return Arrays.stream(NumberStyle.Point.values())
                .flatMap(point -> Arrays.stream(NumberStyle.Grouping.values())
                        .filter(grouping -> !grouping.name().equals(point.name()))
                        .map(grouping -> new NumberStyle(point, grouping)))
                .collect(Collectors.toUnmodifiableMap(UploadPreview::code, style -> style));
    }
}

package sextant.people;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;
import sextant.platform.language.Texts;
import sextant.platform.tables.EscapedCsv;
import sextant.platform.tables.PrintedTable;
import sextant.platform.tables.Spreadsheet;
import sextant.platform.tables.TableColumn;
import sextant.platform.tables.TableForm;
import sextant.platform.tables.TableWriter;
import sextant.platform.web.Asked;
import sextant.platform.web.Option;

/**
 * Hands a register over as a file, as its reader filtered and sorted it, as of the moment they look at: CSV as their
 * spreadsheet expects it, XLSX, or a PDF in their words and formats.
 */
@Component
public class RegisterFiles {
    /**
     * The file of a register.
     *
     * @param name of the file, without its ending
     * @param filters that a paper names
     */
    public record Sheet<R>(String name, String title, List<Filter> filters, List<TableColumn<R>> columns) {}

    /** @param options among which it chooses; none for one that takes any text */
    public record Filter(String parameter, String label, List<Option> options) {}

    private final Transactions transactions;
    private final AsOf asOf;
    private final Clock clock;

    RegisterFiles(Transactions transactions, AsOf asOf, Clock clock) {
        this.transactions = transactions;
        this.asOf = asOf;
        this.clock = clock;
    }

    /**
     * @param ending which form: csv, xlsx or pdf
     * @param rows read as of the moment that is asked for, which is empty for the present
     * @throws NotFound when there is no such form
     */
    public <R> void send(
            Actor actor,
            String ending,
            Asked asked,
            HttpServletResponse response,
            Sheet<R> sheet,
            Function<Optional<Instant>, List<R>> rows)
            throws IOException {
        TableForm form = TableForm.of(ending).orElseThrow(() -> new NotFound("file"));
        Optional<Instant> moment = asOf.moment(actor, asked.asOf());
        List<R> found = transactions.read(actor.organization(), moment, () -> rows.apply(moment));
        response.setContentType(form.mediaType());
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + sheet.name() + "." + form.ending() + "\"");
        response.setHeader("Cache-Control", "no-store");
        try (TableWriter table =
                open(actor, form, response.getOutputStream(), sheet, about(actor, asked, moment, sheet))) {
            for (TableColumn<R> column : sheet.columns()) table.text(column.heading());
            table.endRow();
            for (R row : found) {
                for (TableColumn<R> column : sheet.columns()) column.cell().accept(table, row);
                table.endRow();
            }
        }
    }

    private TableWriter open(Actor actor, TableForm form, OutputStream out, Sheet<?> sheet, List<String> about)
            throws IOException {
        return switch (form) {
            case CSV ->
                new EscapedCsv(out, EscapedCsv.Layout.of(actor.reader().texts().locale(), true));
            case XLSX -> new Spreadsheet(out, sheet.title());
            case PDF ->
                new PrintedTable(
                        out,
                        new PrintedTable.Heading(actor.organizationName(), sheet.title(), about, clock.instant()),
                        actor.reader());
        };
    }

    private static List<String> about(Actor actor, Asked asked, Optional<Instant> moment, Sheet<?> sheet) {
        Texts texts = actor.reader().texts();
        List<String> about = new ArrayList<>();
        moment.ifPresent(at ->
                about.add(texts.text("past.title", actor.reader().formats().time(at))));
        for (Filter filter : sheet.filters()) {
            String value = asked.text(filter.parameter());
            if (!value.isEmpty()) about.add(texts.text("table.filter", filter.label(), worded(filter, value)));
        }
        return about;
    }

    /** What its option is called, without the indentation of a tree; itself when it is none of them. */
    private static String worded(Filter filter, String value) {
        return filter.options().stream()
                .filter(option -> option.value().equals(value))
                .map(option -> option.label().strip())
                .findFirst()
                .orElse(value);
    }
}

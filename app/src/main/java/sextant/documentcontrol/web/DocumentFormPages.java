package sextant.documentcontrol.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import sextant.documentcontrol.Classification;
import sextant.documentcontrol.Document;
import sextant.documentcontrol.DocumentId;
import sextant.documentcontrol.DocumentKind;
import sextant.documentcontrol.Documents;
import sextant.documentcontrol.Part;
import sextant.documentcontrol.ShippedTemplate;
import sextant.documentcontrol.WriteDocument;
import sextant.documentcontrol.web.DocumentViews.DocumentForm;
import sextant.documentcontrol.web.DocumentViews.DocumentFormPage;
import sextant.documentcontrol.web.DocumentViews.KindChoice;
import sextant.documentcontrol.web.DocumentViews.NewDocumentPage;
import sextant.measurement.Codes;
import sextant.measurement.Frequency;
import sextant.people.Actor;
import sextant.people.Choices;
import sextant.people.Permission;
import sextant.people.RecordHistory;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;
import sextant.platform.language.Languages;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Option;
import sextant.platform.web.Pages;
import sextant.platform.web.Parsed;

/** The form that takes a document under control, and that changes it and its template. */
@Controller
class DocumentFormPages {
    private final Pages pages;
    private final Transactions transactions;
    private final Choices choices;
    private final Documents documents;
    private final WriteDocument write;
    private final RecordHistory history;

    DocumentFormPages(
            Pages pages,
            Transactions transactions,
            Choices choices,
            Documents documents,
            WriteDocument write,
            RecordHistory history) {
        this.pages = pages;
        this.transactions = transactions;
        this.choices = choices;
        this.documents = documents;
        this.write = write;
        this.history = history;
    }

    /** The page's script numbers added rows from 1001 on. */
    @InitBinder
    void takeAddedRows(WebDataBinder binder) {
        binder.setAutoGrowCollectionLimit(2000);
    }

    @GetMapping("/documents/new")
    @Requires(Permission.DOCUMENTS_WRITE)
    View create(Actor actor, @RequestParam(defaultValue = "") String kind) {
        DocumentKind wanted = DocumentKind.BY_CODE.get(kind);
        if (wanted == null) return pages.show("documentcontrol/new.jte", kinds(actor));
        return transactions.read(actor.organization(), () -> {
            String top = choices.units(actor, Permission.DOCUMENTS_WRITE).stream()
                    .map(Option::value)
                    .findFirst()
                    .orElse("");
            DocumentForm form =
                    DocumentForms.shipped(actor, wanted, documents.nextReference(actor.organization()), top);
            return form(actor, Optional.empty(), form, Errors.NONE);
        });
    }

    private static NewDocumentPage kinds(Actor actor) {
        Texts texts = actor.reader().texts();
        return new NewDocumentPage(Arrays.stream(DocumentKind.values())
                .map(kind -> new KindChoice(
                        "/documents/new?kind=" + kind.code(),
                        texts.choice("document.kind", kind.code()),
                        texts.choice("document.kind.about", kind.code()),
                        ShippedTemplate.of(kind, texts.locale()).sections().size()))
                .toList());
    }

    @PostMapping("/documents/new")
    @Requires(Permission.DOCUMENTS_WRITE)
    View add(Actor actor, DocumentForm given) {
        DocumentForm form = given.closedUp();
        return switch (DocumentForms.definition(Checks.typedBy(actor.reader().formats()), form)) {
            case Parsed.Invalid<Document.Definition> invalid ->
                refused(actor, Optional.empty(), form, invalid.problems());
            case Parsed.Valid<Document.Definition> valid ->
                saved(actor, Optional.empty(), form, write.add(actor, valid.value(), ""));
        };
    }

    /** @param template {@code shipped} fills the sections with those that ship; nothing is saved by it */
    @GetMapping("/documents/{id}/edit")
    @Requires(Permission.DOCUMENTS_WRITE)
    View edit(Actor actor, @PathVariable DocumentId id, @RequestParam(defaultValue = "") String template) {
        return transactions.read(actor.organization(), () -> {
            Document now = writable(actor, id);
            DocumentForm form = DocumentForms.form(now);
            if (template.equals("shipped"))
                form = form.with(DocumentForms.sections(ShippedTemplate.of(
                                now.definition().kind(), now.definition().language())
                        .sections()));
            return form(actor, Optional.of(id), form, Errors.NONE);
        });
    }

    private Document writable(Actor actor, DocumentId id) {
        Document now = documents.get(actor.organization(), id);
        if (!actor.may(Permission.DOCUMENTS_WRITE, now.definition().unit())) throw new NotFound(Documents.KIND);
        return now;
    }

    @PostMapping("/documents/{id}/edit")
    @Requires(Permission.DOCUMENTS_WRITE)
    View change(Actor actor, @PathVariable DocumentId id, DocumentForm given) {
        DocumentForm form = given.closedUp();
        return switch (DocumentForms.definition(Checks.typedBy(actor.reader().formats()), form)) {
            case Parsed.Invalid<Document.Definition> invalid ->
                refused(actor, Optional.of(id), form, invalid.problems());
            case Parsed.Valid<Document.Definition> valid -> {
                String reason = Checks.ofRequest().optional("reason", form.reason(), 2000);
                try {
                    yield saved(
                            actor,
                            Optional.of(id),
                            form,
                            write.change(
                                    actor,
                                    id,
                                    DocumentForms.version(form.version()),
                                    valid.value(),
                                    Checks.checked(form.withdrawn()),
                                    reason));
                } catch (Stale stale) {
                    yield overtaken(actor, id, form);
                }
            }
        };
    }

    private View saved(Actor actor, Optional<DocumentId> id, DocumentForm form, WriteDocument.Result result) {
        if (result instanceof WriteDocument.Result.Saved(var document, var version))
            return pages.redirect("/documents/" + document, Notice.done("document-saved"));
        return refused(actor, id, form, DocumentForms.problem(result).stream().toList());
    }

    /** With what others changed since the form was read. */
    private View overtaken(Actor actor, DocumentId id, DocumentForm form) {
        return transactions.read(actor.organization(), () -> {
            Document now = writable(actor, id);
            return form(
                    actor,
                    Optional.of(id),
                    form.over(now.version()),
                    Errors.stale("version", history.since(actor, now.record(), DocumentForms.version(form.version()))));
        });
    }

    private View refused(Actor actor, Optional<DocumentId> id, DocumentForm form, List<FieldProblem> problems) {
        return transactions.read(actor.organization(), () -> form(actor, id, form, new Errors(problems)));
    }

    private View form(Actor actor, Optional<DocumentId> id, DocumentForm form, Errors errors) {
        Texts texts = actor.reader().texts();
        String path = id.map(one -> "/documents/" + one).orElse("/documents");
        List<String> named = new java.util.ArrayList<>(Objects.requireNonNullElse(form.persons(), List.of()));
        named.add(Objects.requireNonNullElse(form.owner(), ""));
        return pages.show(
                "documentcontrol/form.jte",
                new DocumentFormPage(
                        id.isEmpty()
                                ? texts.text("document.new")
                                : texts.text("document.edit", Objects.requireNonNullElse(form.title(), "")),
                        id.isEmpty() ? "/documents/new" : path + "/edit",
                        path,
                        id.isEmpty() ? "" : path + "/edit?template=shipped",
                        id.isEmpty(),
                        form,
                        choices.units(actor, Permission.DOCUMENTS_WRITE),
                        choices.persons(actor, named),
                        choices.teams(actor),
                        Languages.ALL.stream()
                                .map(one -> new Option(
                                        one.getLanguage(),
                                        one.getDisplayLanguage(
                                                Locale.of(texts.locale().getLanguage()))))
                                .toList(),
                        Option.each(
                                Classification.values(),
                                Classification::code,
                                code -> texts.choice("document.classification", code)),
                        Option.each(Frequency.values(), Codes::of, code -> texts.choice("frequency", code)),
                        Option.each(Part.values(), Part::code, code -> texts.choice("document.part", code)),
                        errors),
                errors.any() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }
}

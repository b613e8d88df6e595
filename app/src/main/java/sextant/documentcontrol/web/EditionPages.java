package sextant.documentcontrol.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import sextant.approval.Approval;
import sextant.documentcontrol.DecideOnEdition;
import sextant.documentcontrol.Document;
import sextant.documentcontrol.DocumentId;
import sextant.documentcontrol.Edition;
import sextant.documentcontrol.PrintEdition;
import sextant.documentcontrol.ReadDocuments;
import sextant.documentcontrol.ReadDocuments.Opened;
import sextant.documentcontrol.web.DocumentViews.EditionPage;
import sextant.ledger.Hash;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.Requires;
import sextant.platform.NotFound;
import sextant.platform.language.Texts;
import sextant.platform.web.Checks;
import sextant.platform.web.Errors;
import sextant.platform.web.FieldProblem;
import sextant.platform.web.Notice;
import sextant.platform.web.Pages;

/** An edition on the page, as PDF and as DOCX, and the decision on it. */
@Controller
class EditionPages {
    private static final Map<String, Approval.Decision> DECISIONS =
            Map.of("approved", Approval.Decision.APPROVED, "returned", Approval.Decision.RETURNED);

    private final Pages pages;
    private final ReadDocuments documents;
    private final PrintEdition print;
    private final DecideOnEdition decide;

    EditionPages(Pages pages, ReadDocuments documents, PrintEdition print, DecideOnEdition decide) {
        this.pages = pages;
        this.documents = documents;
        this.print = print;
        this.decide = decide;
    }

    @GetMapping("/documents/{id}/editions/{number}")
    @Requires(Permission.OBJECTIVES_READ)
    View show(Actor actor, @PathVariable DocumentId id, @PathVariable int number) {
        return page(actor, documents.open(actor, id, number), "", Errors.NONE);
    }

    /** @param form pdf or docx */
    @GetMapping("/documents/{id}/editions/{number}/file.{form}")
    @Requires(Permission.OBJECTIVES_READ)
    void file(
            Actor actor,
            @PathVariable DocumentId id,
            @PathVariable int number,
            @PathVariable String form,
            HttpServletResponse response)
            throws IOException {
        Opened opened = documents.open(actor, id, number);
        send(file(print, actor, opened, form), response);
    }

    /** @throws NotFound when there is no such form, or its content is no longer kept */
    static PrintEdition.Printed file(PrintEdition print, Actor actor, Opened opened, String form) {
        String base =
                ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        Optional<PrintEdition.Printed> printed = switch (form) {
            case "pdf" -> print.pdf(actor, opened, base);
            case "docx" -> print.docx(actor, opened, base);
            default -> Optional.empty();
        };
        return printed.orElseThrow(() -> new NotFound("file"));
    }

    static void send(PrintEdition.Printed file, HttpServletResponse response) throws IOException {
        response.setContentType(file.mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file.fileName() + "\"");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(file.bytes().length);
        response.getOutputStream().write(file.bytes());
    }

    @PostMapping("/documents/{id}/editions/{number}/decision")
    @Requires(Permission.DOCUMENTS_APPROVE)
    View decide(
            Actor actor,
            @PathVariable DocumentId id,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "") String content) {
        Checks checks = Checks.typedBy(actor.reader().formats());
        Optional<Approval.Decision> wanted = checks.requiredChoice("decision", decision, DECISIONS);
        String why = wanted.filter(Approval.Decision.RETURNED::equals).isPresent()
                ? checks.required("comment", comment, 2000)
                : checks.optional("comment", comment, 2000);
        Opened opened = documents.open(actor, id, number);
        if (wanted.isEmpty() || !checks.problems().isEmpty())
            return page(actor, opened, comment, new Errors(checks.problems()));
        DecideOnEdition.Result result = decide.decide(actor, id, number, seen(content), wanted.get(), why);
        String path = "/documents/" + id + "/editions/" + number;
        return switch (result) {
            case DecideOnEdition.Result.Approved(var approved) ->
                pages.redirect(path, Notice.done("edition-approved", String.valueOf(approved)));
            case DecideOnEdition.Result.Returned(var returned) ->
                pages.redirect(path, Notice.done("edition-returned", String.valueOf(returned)));
            case DecideOnEdition.Result.AlreadyDecided decided ->
                pages.redirect(path, Notice.refused("edition-decided"));
            case DecideOnEdition.Result.ContentChanged changed ->
                pages.redirect(path, Notice.refused("edition-changed"));
            case DecideOnEdition.Result.Overtaken(var later) ->
                pages.redirect(path, Notice.refused("edition-overtaken", String.valueOf(later)));
            case DecideOnEdition.Result.Withdrawn withdrawn ->
                pages.redirect(path, Notice.refused("document-withdrawn"));
            case DecideOnEdition.Result.ApproverHadAHand hand ->
                page(
                        actor,
                        opened,
                        comment,
                        new Errors(List.of(FieldProblem.of("decision", "edition-approver-had-a-hand"))));
        };
    }

    /** What is no hash was never seen. */
    static Hash seen(String content) {
        return content.matches("[0-9a-f]{64}") ? Hash.fromHex(content) : Hash.sha256(new byte[0]);
    }

    private View page(Actor actor, Opened opened, String comment, Errors errors) {
        Texts texts = actor.reader().texts();
        Document document = opened.in().document();
        Edition edition = opened.edition();
        boolean decides = edition.state() == Edition.State.PREPARED
                && !document.withdrawn()
                && actor.may(Permission.DOCUMENTS_APPROVE, document.definition().unit());
        return pages.show(
                "documentcontrol/edition.jte",
                new EditionPage(
                        document.id().toString(),
                        document.definition().reference(),
                        document.definition().title(),
                        texts.text("edition.numbered", edition.number()),
                        verdict(edition.state()),
                        texts.choice("edition.state", edition.state().code()),
                        print.paper(actor, opened).orElse(null),
                        opened.content().isEmpty() ? texts.text("edition.gone") : "",
                        "/documents/" + document.id() + "/editions/" + edition.number(),
                        decides,
                        edition.preparedBy().equals(actor.person())
                                        || document.definition().owner().equals(actor.person())
                                ? texts.text("problem.edition-approver-had-a-hand")
                                : "",
                        comment,
                        errors),
                errors.any() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    /** The mark beside the word, as the conformance verdicts have it. */
    static String verdict(Edition.State state) {
        return switch (state) {
            case PREPARED, REPLACED -> "not-due";
            case APPROVED -> "conforms";
            case RETURNED -> "gap";
        };
    }
}

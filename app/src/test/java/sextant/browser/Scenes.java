package sextant.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.function.Consumer;

/** Every page of the product, and the states of a page that look different. */
final class Scenes {
    enum Who {
        NOBODY,
        ADA,
        CARLA
    }

    /**
     * @param pattern the address as its handler declares it
     * @param arrival how to get there
     */
    record Scene(String name, String pattern, Who who, Consumer<Visitor> arrival) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Handlers of GET that hand over a file instead of a page, or lead on to another one. */
    static final List<String> FILES = List.of(
            "/objectives.{form}",
            "/kpis.{form}",
            "/kpis/{id}/uploads/template.{form}",
            "/import/{code}/template.{form}",
            "/people/persons.{form}",
            "/people/persons/{id}/data.json",
            "/profile/data.json",
            "/people/units.{form}",
            "/conformance.{form}",
            "/evidence/{digest}",
            "/objectives/{id}/pdf",
            "/changes.pdf",
            "/inbox/{id}",
            "/journal/checkpoint.txt",
            "/journal/checkpoint.pdf",
            "/evidence-packs/{id}/file",
            "/documents.{form}",
            "/documents/{id}/editions/{number}/file.{form}");

    private final Furnished it;

    Scenes(Furnished it) {
        this.it = it;
    }

    List<Scene> all() {
        return List.of(
                at("sign-in", "/sign-in", Who.NOBODY, "/sign-in"),
                new Scene("sign-in-refused", "/sign-in", Who.NOBODY, Scenes::refusedSignIn),
                new Scene("set-up", "/setup/{secret}", Who.NOBODY, visitor -> visitor.open(Furnished.setUpLink())),
                new Scene("set-up-refused", "/setup/{secret}", Who.NOBODY, visitor -> {
                    visitor.open(Furnished.setUpLink());
                    sendEmpty(visitor, "form.stack");
                }),
                new Scene("invitation", "/invitations/{secret}", Who.NOBODY, visitor -> visitor.open(it.invitation())),
                new Scene("not-found", "", Who.ADA, visitor -> visitor.open("/objectives/" + it.ada.id())),
                at("start", "/", Who.ADA, "/"),
                at("start-of-who-decides", "/", Who.CARLA, "/"),
                at("design", "/design", Who.ADA, "/design"),
                at("register", "/objectives", Who.ADA, "/objectives"),
                at("register-nothing-found", "/objectives", Who.ADA, "/objectives?q=zebra"),
                at("objective-running", "/objectives/{id}", Who.ADA, it.running),
                at("objective-wording-waits", "/objectives/{id}", Who.CARLA, it.running),
                at("objective-past-its-end", "/objectives/{id}", Who.ADA, it.past),
                at("objective-as-of", "/objectives/{id}", Who.ADA, it.running + "?asOf=" + it.moment),
                at("objective-proposed", "/objectives/{id}", Who.ADA, it.proposed + "?version=draft"),
                at("objective-draft", "/objectives/{id}", Who.ADA, it.draft + "?version=draft"),
                at("objective-new", "/objectives/new", Who.ADA, "/objectives/new"),
                refused("objective-new-refused", "/objectives/new", "/objectives/new"),
                at("templates", "/objectives/templates", Who.ADA, "/objectives/templates"),
                at("template", "/objectives/templates/{code}", Who.CARLA, "/objectives/templates/incident-response"),
                refused(
                        "template-refused",
                        "/objectives/templates/{code}",
                        "/objectives/templates/certification",
                        "#title"),
                at("objective-edit", "/objectives/{id}/edit", Who.ADA, it.running + "/edit"),
                at("approval", "/objectives/{id}/approval", Who.CARLA, it.proposed + "/approval"),
                at("approval-by-its-writer", "/objectives/{id}/approval", Who.CARLA, it.proposedByCarla + "/approval"),
                new Scene("forbidden", "", Who.ADA, visitor -> visitor.open(it.proposed + "/approval")),
                at("objective-history", "/objectives/{id}/history", Who.CARLA, it.running + "/history"),
                at("journal", "/journal", Who.CARLA, "/journal"),
                at("journal-nothing-found", "/journal", Who.CARLA, "/journal?to=2001-01-01"),
                new Scene("journal-held-against-another", "/journal", Who.CARLA, visitor -> {
                    visitor.open("/journal");
                    visitor.page().locator("summary").last().click();
                    visitor.page().locator("#kept").fill("no checkpoint");
                    visitor.page()
                            .locator("form[action='/journal'] .button")
                            .first()
                            .click();
                    visitor.page().locator("[role=status]").waitFor();
                }),
                at("changes", "/changes", Who.CARLA, "/changes?from=2020-01-01"),
                at(
                        "changes-of-an-objective",
                        "/changes",
                        Who.CARLA,
                        "/changes?from=2020-01-01&kind=objective&record=" + it.running.replaceFirst(".*/", "")),
                new Scene(
                        "changes-refused",
                        "/changes",
                        Who.CARLA,
                        visitor -> visitor.open("/changes?from=2026-02-01&to=2026-01-01")),
                at("kpi-history", "/kpis/{id}/history", Who.ADA, it.kpi + "/history"),
                at("kpi-as-it-was", "/kpis/{id}/history/{number}", Who.ADA, it.kpi + "/history/1"),
                at("unit-history", "/people/units/{id}/history", Who.ADA, it.unit + "/history"),
                at("team-history", "/people/teams/{id}/history", Who.ADA, it.team + "/history"),
                at("team-as-it-was", "/people/teams/{id}/history/{number}", Who.ADA, it.team + "/history/1"),
                at("settings-history", "/settings/history", Who.ADA, "/settings/history"),
                at("settings-as-it-was", "/settings/history/{number}", Who.ADA, "/settings/history/1"),
                at("unit-as-it-was", "/people/units/{id}/history/{number}", Who.ADA, it.unit + "/history/1"),
                at("person-history", "/people/persons/{id}/history", Who.ADA, it.person + "/history"),
                at("person-as-it-was", "/people/persons/{id}/history/{number}", Who.ADA, it.person + "/history/1"),
                at("cascade", "/cascade", Who.CARLA, "/cascade"),
                at("conformance", "/conformance", Who.CARLA, "/conformance"),
                at("conformance-of", "/objectives/{id}/conformance", Who.CARLA, it.running + "/conformance"),
                at(
                        "acceptance",
                        "/objectives/{id}/conformance/{letter}/acceptance",
                        Who.CARLA,
                        it.running + "/conformance/a/acceptance"),
                at("documents", "/documents", Who.ADA, "/documents"),
                at("documents-none", "/documents", Who.ADA, "/documents?q=nothing"),
                at("document-new", "/documents/new", Who.ADA, "/documents/new"),
                at("document-form", "/documents/new", Who.ADA, "/documents/new?kind=procedure"),
                refused("document-form-refused", "/documents/new", "/documents/new?kind=status-report", "#title"),
                at("document", "/documents/{id}", Who.ADA, it.document),
                at("document-edit", "/documents/{id}/edit", Who.ADA, it.document + "/edit"),
                at("document-history", "/documents/{id}/history", Who.ADA, it.document + "/history"),
                at("edition", "/documents/{id}/editions/{number}", Who.ADA, it.document + "/editions/1"),
                at("edition-to-decide", "/documents/{id}/editions/{number}", Who.CARLA, it.document + "/editions/2"),
                at("evidence-packs", "/evidence-packs", Who.CARLA, "/evidence-packs"),
                at("evidence-pack-new", "/evidence-packs/new", Who.CARLA, "/evidence-packs/new"),
                new Scene("evidence-pack-new-refused", "/evidence-packs/new", Who.CARLA, visitor -> {
                    visitor.open("/evidence-packs/new");
                    visitor.page().check("#scope-choice");
                    visitor.page().fill("[name=numbers]", "NOWHERE-1");
                    visitor.page().locator("main form .button").first().click();
                    visitor.page().locator(".invalid").first().waitFor();
                }),
                new Scene("evidence-pack-of-register", "/evidence-packs/{id}", Who.CARLA, visitor -> {
                    visitor.open("/evidence-packs/new");
                    visitor.page().locator("main form .button").first().click();
                    visitor.page().locator("a[href$='/file']").waitFor();
                    visitor.open(java.net.URI.create(visitor.page().url()).getPath());
                }),
                new Scene("evidence-pack", "/evidence-packs/{id}", Who.CARLA, visitor -> {
                    visitor.open(it.past);
                    visitor.page().locator("#evidence .button").click();
                    visitor.page().locator("a[href$='/file']").waitFor();
                    // The page that waited may still be looking again.
                    visitor.open(java.net.URI.create(visitor.page().url()).getPath());
                }),
                at("end", "/objectives/{id}/end", Who.CARLA, it.running + "/end"),
                at("wording", "/objectives/{id}/wording", Who.ADA, it.past + "/wording"),
                at("plan", "/objectives/{id}/plan", Who.ADA, it.running + "/plan"),
                at("kpis", "/kpis", Who.ADA, "/kpis"),
                at("kpi", "/kpis/{id}", Who.ADA, it.kpi),
                at("kpi-never-measured", "/kpis/{id}", Who.ADA, it.emptyKpi),
                at("kpi-new", "/kpis/new", Who.ADA, "/kpis/new"),
                refused("kpi-new-refused", "/kpis/new", "/kpis/new"),
                at("kpi-edit", "/kpis/{id}/edit", Who.ADA, it.kpi + "/edit"),
                at("measurement", "/kpis/{id}/measurements/new", Who.ADA, it.kpi + "/measurements/new"),
                refused("measurement-refused", "/kpis/{id}/measurements/new", it.kpi + "/measurements/new"),
                at("preview", "/kpis/{id}/uploads/{upload}", Who.ADA, it.upload),
                at("preview-bad-rows", "/kpis/{id}/uploads/{upload}", Who.ADA, it.badUpload),
                at("preview-large", "/kpis/{id}/uploads/{upload}", Who.ADA, it.largeUpload),
                at("upload-recording", "/kpis/{id}/uploads/{upload}", Who.ADA, it.recordingUpload),
                new Scene("upload-recorded", "/kpis/{id}/uploads/{upload}", Who.ADA, visitor -> {
                    visitor.open(it.recordedUpload);
                    visitor.page().locator("dl.facts").waitFor();
                    visitor.open(it.recordedUpload);
                }),
                at("import", "/import/{code}", Who.ADA, "/import/objectives"),
                new Scene("import-unreadable", "/import/{code}", Who.ADA, visitor -> {
                    visitor.open("/import/units");
                    visitor.page()
                            .locator("#file")
                            .setInputFiles(new FilePayload("units.csv", "text/csv", "Colour\nRed\n".getBytes(UTF_8)));
                    visitor.follow(() ->
                            visitor.page().locator("form[enctype] .button").click());
                }),
                at("import-preview", "/import/{code}/{id}", Who.ADA, it.importPreview),
                at("import-to-mend", "/import/{code}/{id}", Who.ADA, it.importToMend),
                at("import-done", "/import/{code}/{id}", Who.ADA, it.importDone),
                at("people", "/people", Who.ADA, "/people"),
                at("register-past", "/objectives", Who.ADA, "/objectives?asOf=" + it.moment),
                at("kpis-past", "/kpis", Who.ADA, "/kpis?asOf=" + it.moment),
                at("people-past", "/people", Who.ADA, "/people?asOf=" + it.moment),
                at("board-past", "/conformance", Who.ADA, "/conformance?asOf=" + it.moment),
                at("people-not-found", "/people", Who.ADA, "/people?q=nobody"),
                at("settings", "/settings", Who.ADA, "/settings"),
                refused("settings-refused", "/settings", "/settings", "#name"),
                at("checkpoints-by-mail", "/journal/mailing", Who.CARLA, "/journal/mailing"),
                new Scene("checkpoints-by-mail-refused", "/journal/mailing", Who.CARLA, visitor -> {
                    visitor.open("/journal/mailing");
                    visitor.page().locator("#recipients").fill("nobody");
                    sendEmpty(visitor, "form.form");
                }),
                at("mail-server", "/settings/mail", Who.ADA, "/settings/mail"),
                refused("mail-server-refused", "/settings/mail", "/settings/mail", "#host"),
                at("mail-outbox", "/settings/mail/outbox", Who.ADA, "/settings/mail/outbox"),
                at("mail-outbox-nothing-found", "/settings/mail/outbox", Who.ADA, "/settings/mail/outbox?state=sent"),
                at("inbox", "/inbox", Who.ADA, "/inbox"),
                at("inbox-all", "/inbox", Who.CARLA, "/inbox?show=all"),
                at("inbox-nothing-unread", "/inbox", Who.ADA, "/inbox?after=" + FurnishedMail.END),
                at("inbox-choices", "/inbox/choices", Who.CARLA, "/inbox/choices"),
                at("profile", "/profile", Who.ADA, "/profile"),
                new Scene("profile-new-token", "/profile", Who.ADA, Scenes::newToken),
                new Scene("profile-wrong-password", "/profile", Who.ADA, visitor -> {
                    visitor.open("/profile");
                    visitor.follow(() -> visitor.page()
                            .locator("form[action='/profile/password'] button")
                            .click());
                }),
                new Scene("revocation", "/profile/tokens/{id}/revocation", Who.ADA, visitor -> {
                    newToken(visitor);
                    visitor.follow(() -> visitor.page()
                            .locator("a[href$='/revocation']")
                            .first()
                            .click());
                }),
                at("permissions", "/permissions", Who.ADA, "/permissions"),
                at("person-new", "/people/persons/new", Who.ADA, "/people/persons/new"),
                refused("person-new-refused", "/people/persons/new", "/people/persons/new"),
                at("person", "/people/persons/{id}", Who.ADA, it.person),
                at("erasure", "/people/persons/{id}/erasure", Who.ADA, it.left + "/erasure"),
                at("erasure-held", "/people/persons/{id}/erasure", Who.ADA, it.held + "/erasure"),
                at("erasure-of-an-active-person", "/people/persons/{id}/erasure", Who.ADA, it.person + "/erasure"),
                refused("erasure-refused", "/people/persons/{id}/erasure", it.left + "/erasure"),
                at("holds", "/people/holds", Who.ADA, "/people/holds"),
                refused("hold-refused", "/people/holds", "/people/holds"),
                at("unit-new", "/people/units/new", Who.ADA, "/people/units/new"),
                at("unit", "/people/units/{id}", Who.ADA, it.unit),
                at("team-new", "/people/teams/new", Who.ADA, "/people/teams/new"),
                at("team", "/people/teams/{id}", Who.ADA, it.team));
    }

    private static Scene at(String name, String pattern, Who who, String path) {
        return new Scene(name, pattern, who, visitor -> {
            if (!visitor.open(path).ok()) throw new AssertionError(path + " is not there");
        });
    }

    private static Scene refused(String name, String pattern, String path) {
        return new Scene(name, pattern, Who.ADA, visitor -> {
            visitor.open(path);
            sendEmpty(visitor, "form.form");
        });
    }

    private static Scene refused(String name, String pattern, String path, String emptied) {
        return new Scene(name, pattern, Who.ADA, visitor -> {
            visitor.open(path);
            visitor.page().locator(emptied).fill("");
            sendEmpty(visitor, "form.form");
        });
    }

    private static void newToken(Visitor visitor) {
        visitor.open("/profile");
        visitor.page().locator("#name").fill("Nightly patch report");
        visitor.follow(() ->
                visitor.page().locator("form[action='/profile/tokens'] button").click());
    }

    private static void refusedSignIn(Visitor visitor) {
        visitor.open("/sign-in");
        visitor.page().locator("#email").fill("nobody@guillemot.example");
        visitor.page().locator("#password").fill("wrong");
        sendEmpty(visitor, "form[action='/sign-in']");
    }

    private static void sendEmpty(Visitor visitor, String form) {
        visitor.follow(() -> visitor.page()
                .locator(form + " .buttons .button, " + form + " > .button")
                .first()
                .click());
        if (visitor.page().locator(".errors").count() == 0)
            throw new AssertionError(visitor.page().url() + " says nothing is wrong");
    }
}

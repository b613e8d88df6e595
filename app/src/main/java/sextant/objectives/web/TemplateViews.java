package sextant.objectives.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sextant.platform.web.Errors;
import sextant.platform.web.Option;

/** What the pages of templates show and take, everything decided. */
public interface TemplateViews {
    /** @param kpi an id, or {@code new} to define the one that the template proposes */
    record TemplateKpiForm(
            @Nullable String kpi,
            @Nullable String reference,
            @Nullable String name,
            @Nullable String baselineValue,
            @Nullable String baselineDate) {}

    /**
     * @param kpis and teams: one for each that the template names, in its order
     * @param teams each an id, {@code new} for a team of the template's name, or empty for none
     */
    record TemplateForm(
            @Nullable String reference,
            @Nullable String title,
            @Nullable String unit,
            @Nullable String owner,
            @Nullable String starts,
            @Nullable String due,
            @Nullable String maintainUntil,
            @Nullable List<TemplateKpiForm> kpis,
            @Nullable List<String> teams) {}

    record TemplateCard(
            String code, String title, String aim, String timeFrame, List<String> kpis, String responsible) {}

    record TemplatesPage(List<TemplateCard> cards) {}

    record TemplateFact(String label, String value) {}

    /** @param aim what the template wants of it, in words */
    record TemplateKpiLine(String name, String aim, String unit, TemplateKpiForm form, List<Option> choices) {}

    record TemplateTeamLine(String label, String value, List<Option> choices) {}

    /** @param maintains whether it asks until when the target is held */
    record TemplatePage(
            String code,
            String title,
            String aim,
            List<TemplateFact> facts,
            TemplateForm form,
            boolean maintains,
            List<TemplateKpiLine> kpis,
            List<TemplateTeamLine> teams,
            List<Option> units,
            List<Option> persons,
            Errors errors) {}
}

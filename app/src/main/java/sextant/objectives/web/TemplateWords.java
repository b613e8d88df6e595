package sextant.objectives.web;

import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sextant.objectives.template.Aim;
import sextant.objectives.template.ObjectiveTemplate;
import sextant.objectives.template.TemplateKpi;
import sextant.platform.language.Reader;
import sextant.platform.language.Texts;

/** A template in one reader's language. */
record TemplateWords(ObjectiveTemplate template, Reader reader) {
    String title() {
        return texts().choice("template.title", template.code());
    }

    /** The measurable target, as one sentence. */
    String aim() {
        return texts().choice("template.aim", template.code());
    }

    String purpose() {
        return texts().choice("template.purpose", template.code());
    }

    String rationale() {
        return texts().choice("template.rationale", template.code());
    }

    String evaluation() {
        return texts().choice("template.evaluation", template.code());
    }

    /** What will be done, for the plan. */
    String action() {
        return texts().choice("template.action", template.code());
    }

    String timeFrame() {
        return period(template.timeFrame());
    }

    List<String> teams() {
        return template.teams().stream().map(this::team).toList();
    }

    String team(String code) {
        return texts().choice("template.team", code);
    }

    /** The role and the teams that the template names. */
    String responsible() {
        return Stream.concat(
                        template.ownerRole().map(role -> texts().choice("role", role.code())).stream(),
                        teams().stream())
                .collect(Collectors.joining(", "));
    }

    List<String> kpiNames() {
        return template.kpis().stream().map(this::name).toList();
    }

    String name(TemplateKpi kpi) {
        return texts().choice("template.kpi.name", kpi.code());
    }

    String need(TemplateKpi kpi) {
        return texts().choice("template.kpi.need", kpi.code());
    }

    String formula(TemplateKpi kpi) {
        return texts().choice("template.kpi.formula", kpi.code());
    }

    String source(TemplateKpi kpi) {
        return texts().choice("template.kpi.source", kpi.code());
    }

    String evidence(TemplateKpi kpi) {
        return texts().choice("template.kpi.evidence", kpi.code());
    }

    String unit(TemplateKpi kpi) {
        return texts().choice("template.kpi.unit", kpi.code());
    }

    String aim(TemplateKpi kpi) {
        return switch (kpi.aim()) {
            case Aim.Reach(BigDecimal value) ->
                texts().text("template.reach", reader.formats().number(value), unit(kpi));
            case Aim.ReduceBy(int percent) -> texts().text("template.reduce", percent);
            case Aim.ReachAndMaintain(BigDecimal value, Period held) ->
                texts().text("template.maintain", reader.formats().number(value), unit(kpi), period(held));
        };
    }

    private String period(Period period) {
        long months = period.toTotalMonths();
        return months % 12 == 0 ? texts().text("template.years", months / 12) : texts().text("template.months", months);
    }

    private Texts texts() {
        return reader.texts();
    }
}

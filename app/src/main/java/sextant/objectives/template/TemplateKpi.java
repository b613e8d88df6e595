package sextant.objectives.template;

import sextant.measurement.Direction;
import sextant.measurement.Frequency;
import sextant.measurement.ValueKind;

/**
 * A KPI as a template proposes it; its words are messages below {@code template.kpi}, by the code.
 *
 * @param collected how often it is measured; it is analysed and reported each quarter
 */
public record TemplateKpi(String code, ValueKind kind, Direction direction, Frequency collected, Aim aim) {}

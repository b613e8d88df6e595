package sextant.bench;

/**
 * How much there is behind each objective.
 *
 * @param kpis of each objective; the first one or two are in its targets
 * @param weeks with a measurement of each KPI, up to now
 * @param edits of each KPI's definition, each one a revision
 */
record Richness(int kpis, int weeks, int edits) {
    static final Richness PLAIN = new Richness(2, Sample.WEEKS, 0);

    /** With 10,000 objectives the size that the design asks for: 50,000 KPIs, 10 million measurements, 1 million revisions. */
    static final Richness FULL = new Richness(5, 210, 17);
}

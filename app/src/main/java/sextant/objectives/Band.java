package sextant.objectives;

import java.time.LocalDate;

/**
 * How values of one day are judged on the way, for a chart. A value that already meets the target is on track even where
 * the path passes beyond the target.
 *
 * @param wanted the values without any distance: at or beyond the path, or inside the range
 * @param onTrack the values that are on track
 * @param tolerable the values that are on track or at risk; all others are off track
 */
public record Band(LocalDate date, Range wanted, Range onTrack, Range tolerable) {}

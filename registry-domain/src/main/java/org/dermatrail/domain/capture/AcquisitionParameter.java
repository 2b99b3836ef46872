package org.dermatrail.domain.capture;

import org.jspecify.annotations.Nullable;

/**
 * One parameter under which a capture was acquired, as the source states it.
 *
 * @param name for instance {@code contactMethod}
 * @param value as stated
 * @param unit UCUM unit, or {@code null} where the value has none
 */
public record AcquisitionParameter(
        String name, String value, @Nullable String unit) {}

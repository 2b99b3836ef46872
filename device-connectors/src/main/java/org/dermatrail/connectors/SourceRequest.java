package org.dermatrail.connectors;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked to be read.
 *
 * @param mapping name of a ready mapping, or path of a mapping file
 * @param main the main file
 * @param joins side tables by the name the mapping gives them
 * @param pictures folder of pictures, or {@code null} where there are none
 */
public record SourceRequest(
        String mapping,
        Path main,
        Map<String, Path> joins,
        @Nullable Path pictures) {}

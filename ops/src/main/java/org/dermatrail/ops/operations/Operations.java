package org.dermatrail.ops.operations;

import java.util.List;

/** The operations there are; a new one adds its line. */
public final class Operations {

    private static final List<Operation> ALL = List.of(
            new ImportOperation(),
            new UndoOperation(),
            new CutOperation(),
            new CohortOperation(),
            new HistoryOperation(),
            new RebuildOperation(),
            new StatusOperation(),
            new VerifyOperation(),
            new UserOperation());

    private Operations() {}

    /** The operation of that name. */
    public static Operation named(String name) {
        return ALL.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no operation '" + name + "'"));
    }
}

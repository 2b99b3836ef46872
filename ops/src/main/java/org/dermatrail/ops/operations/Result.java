package org.dermatrail.ops.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an operation ended.
 *
 * @param exit exit status
 * @param json the machine-readable result
 * @param lines the same for people
 */
public record Result(Exit exit, Map<String, Object> json, List<String> lines) {

    /** It was done. */
    public static Result done(Map<String, Object> json, List<String> lines) {
        return new Result(Exit.DONE, json, lines);
    }

    /** It was refused. */
    public static Result refused(String code, String sentence) {
        return failed(Exit.REFUSED, code, sentence);
    }

    /** It did not succeed, for a reason with a stable code. */
    public static Result failed(Exit exit, String code, String sentence) {
        var json = new LinkedHashMap<String, Object>();
        json.put("error", code);
        json.put("message", sentence);
        return new Result(exit, json, List.of(sentence + " [" + code + "]"));
    }
}

package org.dermatrail.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisCodeTest {

    @Test
    void a_melanoma_is_malignant() {
        assertThat(DiagnosisCode.MEL.withAncestors()).containsExactly(DiagnosisCode.MEL, DiagnosisCode.MALIGNANT);
    }

    @ParameterizedTest
    @EnumSource
    void a_code_never_implies_itself_through_another(DiagnosisCode code) {
        assertThat(code.withAncestors()).startsWith(code).doesNotHaveDuplicates();
    }
}

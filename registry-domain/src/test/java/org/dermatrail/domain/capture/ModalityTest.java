package org.dermatrail.domain.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModalityTest {

    @ParameterizedTest
    @ValueSource(strings = {"XC", "DMS", "CFM", "US", "OCT", "SM_2"})
    void any_code_of_the_right_form_is_a_modality(String code) {
        assertThat(new Modality(code)).hasToString(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "dms", "D MS", "皮肤CT", "ABCDEFGHIJKLMNOPQ"})
    void what_cannot_be_a_dicom_code_is_no_modality(String code) {
        assertThatThrownBy(() -> new Modality(code)).hasMessageContaining("is not a DICOM modality code");
    }
}

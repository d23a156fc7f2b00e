# SPDX-License-Identifier: GPL-2.0-or-later
parapet_test(address SOURCES tst_address.cpp LINKS engine_model LABELS quick)
parapet_test(change SOURCES tst_change.cpp LINKS engine_model LABELS quick)
<<<<<<< HEAD
parapet_test(sshsession SOURCES tst_sshsession.cpp LINKS engine_model LABELS quick)
=======
parapet_test(changetable SOURCES tst_changetable.cpp LINKS engine_model LABELS quick)
parapet_test(difference SOURCES tst_difference.cpp LINKS engine_model LABELS quick)
parapet_test(catalogue SOURCES tst_catalogue.cpp LINKS engine_model LABELS quick)
>>>>>>> tst
parapet_test(words SOURCES tst_words.cpp LINKS engine_model LABELS quick)
parapet_test(parser SOURCES tst_parser.cpp LINKS engine_packet LABELS quick)
parapet_test(scope SOURCES tst_scope.cpp LINKS engine_model LABELS quick)

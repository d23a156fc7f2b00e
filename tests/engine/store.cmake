# SPDX-License-Identifier: GPL-2.0-or-later
parapet_test(database SOURCES tst_database.cpp LINKS engine_store LABELS quick)
parapet_test(settingsstore SOURCES tst_settingsstore.cpp LINKS engine_store LABELS quick)
parapet_test(settingstables SOURCES tst_settingstables.cpp LINKS engine_store LABELS quick)
parapet_test(recordring SOURCES tst_recordring.cpp LINKS engine_log LABELS quick)
parapet_test(w3cline SOURCES tst_w3cline.cpp LINKS engine_log LABELS quick)
parapet_test(w3cwriter SOURCES tst_w3cwriter.cpp LINKS engine_log LABELS quick)
parapet_test(eventstore SOURCES tst_eventstore.cpp LINKS engine_log LABELS quick)
parapet_test(eventsearch SOURCES tst_eventsearch.cpp LINKS engine_log LABELS quick)

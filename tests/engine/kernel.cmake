# SPDX-License-Identifier: GPL-2.0-or-later
parapet_test(ruleset SOURCES tst_ruleset.cpp LINKS engine_kernel LABELS quick)
parapet_test(bootpolicy SOURCES tst_bootpolicy.cpp LINKS engine_kernel LABELS quick)
parapet_test(cgroups SOURCES tst_cgroups.cpp LINKS engine_kernel LABELS quick)
parapet_test(listeners SOURCES tst_listeners.cpp LINKS engine_kernel LABELS quick)
parapet_test(listenwatch SOURCES tst_listenwatch.cpp LINKS engine_kernel LABELS quick)
parapet_test(socketends SOURCES tst_socketends.cpp LINKS engine_kernel LABELS quick)
parapet_test(socketholders SOURCES tst_socketholders.cpp LINKS engine_program LABELS quick)
parapet_test(socketlookup SOURCES tst_socketlookup.cpp LINKS engine_kernel LABELS quick)

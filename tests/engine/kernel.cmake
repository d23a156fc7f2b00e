# SPDX-License-Identifier: GPL-2.0-or-later
parapet_test(ruleset SOURCES tst_ruleset.cpp LINKS engine_kernel LABELS quick)

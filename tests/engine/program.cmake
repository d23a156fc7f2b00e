# SPDX-License-Identifier: GPL-2.0-or-later
parapet_test(script SOURCES tst_script.cpp LINKS engine_program LABELS quick)
parapet_test(processreader SOURCES tst_processreader.cpp LINKS engine_program LABELS quick)
parapet_test(package SOURCES tst_package.cpp LINKS engine_program LABELS quick)
parapet_test(unitprogram SOURCES tst_unitprogram.cpp LINKS engine_program LABELS quick)
parapet_test(ownerresolver SOURCES tst_ownerresolver.cpp LINKS engine_program LABELS quick)

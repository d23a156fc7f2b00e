# SPDX-License-Identifier: GPL-2.0-or-later
install(FILES man/parapetctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

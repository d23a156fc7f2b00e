# SPDX-License-Identifier: GPL-2.0-or-later
install(FILES man/parapet.1 man/parapetctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

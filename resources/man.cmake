# SPDX-License-Identifier: GPL-2.0-or-later
install(FILES man/parapet.1 man/parapetctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES man/pfirewall.log.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES man/parapetd.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)

# SPDX-License-Identifier: GPL-2.0-or-later
install(FILES appstream/org.parapet.Panel.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)

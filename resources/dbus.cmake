# SPDX-License-Identifier: GPL-2.0-or-later
# What the system has to know of the helper: who may own its name, its rights, its service.
configure_file(systemd/parapetd.service.in systemd/parapetd.service @ONLY)

install(FILES dbus/org.parapet.Firewall1.conf DESTINATION ${CMAKE_INSTALL_DATADIR}/dbus-1/system.d)
install(FILES ${CMAKE_SOURCE_DIR}/app/ipc/org.parapet.Firewall1.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/dbus-1/interfaces)
install(FILES polkit/org.parapet.firewall.policy DESTINATION ${CMAKE_INSTALL_DATADIR}/polkit-1/actions)
# systemd looks here on every system, whatever the library folder is called.
set(PARAPET_UNIT_DIR lib/systemd/system CACHE STRING "Where the units of systemd go")
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/systemd/parapetd.service DESTINATION ${PARAPET_UNIT_DIR})

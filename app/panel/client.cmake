# SPDX-License-Identifier: GPL-2.0-or-later
# The panel's way to the helper, without windows: tests link it to the real service.
# The headers of ui/client are moc'ed by the ui library, which whoever links this has to link too.
add_library(panel_client STATIC dbusalertclient.cpp dbusclient.cpp dbusnotifier.cpp helpercall.cpp helperowner.cpp
  helperstart.cpp)
target_link_libraries(panel_client PUBLIC ipc Qt6::DBus)

# SPDX-License-Identifier: GPL-2.0-or-later
# The helper as the bus sees it, without the engine: tests link it to a fake firewall.
qt6_add_dbus_adaptor(adaptor ${CMAKE_SOURCE_DIR}/app/ipc/org.parapet.Firewall1.xml app/helper/dbusservice.h
  parapet::DbusService firewalladaptor FirewallAdaptor)
add_library(helper_service STATIC authority.cpp connections.cpp dbusservice.cpp firewall.h questions.cpp ${adaptor})
# The generated adaptor is included as "app/helper/firewalladaptor.h".
target_include_directories(helper_service PRIVATE ${CMAKE_BINARY_DIR})
target_link_libraries(helper_service PUBLIC ipc Qt6::DBus)

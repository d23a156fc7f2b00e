# SPDX-License-Identifier: GPL-2.0-or-later
# The helper as the bus sees it, without the engine: tests link it to a fake firewall.
qt6_add_dbus_adaptor(adaptor ${CMAKE_SOURCE_DIR}/app/ipc/org.parapet.Firewall1.xml app/helper/dbusservice.h
  parapet::DbusService firewalladaptor FirewallAdaptor)
add_library(helper_service STATIC
  acknowledged.cpp administrators.cpp alertanswers.cpp alerts.cpp authority.cpp busreceivers.cpp connections.cpp
  dbusservice.cpp firewall.h
  questions.cpp username.cpp ${adaptor})
# The generated adaptor is included as "app/helper/firewalladaptor.h".
target_include_directories(helper_service PRIVATE ${CMAKE_BINARY_DIR})
target_link_libraries(helper_service PUBLIC ipc Qt6::DBus)

# Who listens and what is asked about it, without the guard.
add_library(helper_programs STATIC descriptions.cpp floodalert.cpp listening.cpp programports.cpp programwatch.cpp
  reach.cpp)
target_link_libraries(helper_programs PUBLIC helper_service engine_kernel engine_policy engine_program Qt6::Core)

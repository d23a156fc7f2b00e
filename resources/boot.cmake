# SPDX-License-Identifier: GPL-2.0-or-later
# Protection from the first moment of the boot: a unit, and a hook for an initramfs that may configure a network.
foreach(file IN ITEMS systemd/parapet-boot.service systemd/boot-protection initramfs/hooks/parapet)
  configure_file(${file}.in ${file} @ONLY)
endforeach()
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/systemd/parapet-boot.service DESTINATION ${PARAPET_UNIT_DIR})
# It is always there; whether it does anything depends on parapetd.service being enabled.
install(CODE "
  set(wants \"${PARAPET_UNIT_DIR}/sysinit.target.wants\")
  if(NOT IS_ABSOLUTE \"\${wants}\")
    set(wants \"\${CMAKE_INSTALL_PREFIX}/\${wants}\")
  endif()
  set(wants \"\$ENV{DESTDIR}\${wants}\")
  file(MAKE_DIRECTORY \"\${wants}\")
  file(CREATE_LINK ../parapet-boot.service \"\${wants}/parapet-boot.service\" SYMBOLIC)")
install(PROGRAMS ${CMAKE_CURRENT_BINARY_DIR}/systemd/boot-protection DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/parapet)
install(PROGRAMS ${CMAKE_CURRENT_BINARY_DIR}/initramfs/hooks/parapet DESTINATION ${CMAKE_INSTALL_DATADIR}/initramfs-tools/hooks)
install(PROGRAMS initramfs/scripts/parapet DESTINATION ${CMAKE_INSTALL_DATADIR}/initramfs-tools/scripts/init-top)
install(FILES sysctl/50-parapet.conf DESTINATION lib/sysctl.d)
install(FILES boot-exclusions DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/parapet)

# SPDX-License-Identifier: GPL-2.0-or-later
# embed_bpf(target NAME.bpf.c): compiles a BPF program and links the object file into the target as the bytes between the
# symbols NAME_bpf_begin and NAME_bpf_end. It does not depend on the kernel of the build machine: libbpf fits it to the
# running one when it is loaded (CO-RE).
find_program(PARAPET_BPF_CLANG NAMES clang clang-19 clang-18 clang-17 clang-16 clang-15 clang-14 REQUIRED)

function(embed_bpf target file)
  get_filename_component(name ${file} NAME_WE)
  set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}.bpf.o)
  add_custom_command(OUTPUT ${object}
    COMMAND ${PARAPET_BPF_CLANG} -target bpf -mcpu=v3 -O2 -g -Wall -Wextra -Werror -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.
      -isystem /usr/include/${CMAKE_LIBRARY_ARCHITECTURE} -I${CMAKE_SOURCE_DIR} -MD -MF ${object}.d
      -c ${CMAKE_CURRENT_SOURCE_DIR}/${file} -o ${object}
    DEPENDS ${file} DEPFILE ${object}.d COMMENT "BPF program ${name}" VERBATIM)
  set(unit ${CMAKE_CURRENT_BINARY_DIR}/${name}.embedded.cpp)
  file(CONFIGURE OUTPUT ${unit} CONTENT [[
asm(".section .rodata\n.balign 8\n.globl @name@_bpf_begin, @name@_bpf_end\n"
    "@name@_bpf_begin: .incbin \"@object@\"\n@name@_bpf_end:\n.previous\n");
]] @ONLY)
  set_source_files_properties(${unit} PROPERTIES OBJECT_DEPENDS ${object} SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE ${unit})
endfunction()

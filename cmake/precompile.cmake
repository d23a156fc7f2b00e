# SPDX-License-Identifier: GPL-2.0-or-later
# Qt's headers are most of what the compiler reads. Every file still includes what it uses: the "dev" preset builds
# without this.
option(PARAPET_PRECOMPILE "Precompile Qt's headers" OFF)

# parapet_precompile(target MODULE): the umbrella header of one Qt module.
function(parapet_precompile target module)
  if(PARAPET_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE <${module}/${module}>)
  endif()
endfunction()

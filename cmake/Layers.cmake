# One static library a layer, named secokr_<layer>, with every body of src/<layer>. tests/arch checks who includes whom.
#
# Two thirds of a body's compilation is headers and the templates that they bring. So a layer's bodies are compiled several
# to a unit (names in anonymous namespaces are unique in a layer), and what most of them include is read once, from
# src/precompiled.hpp. docs/architecture.md has the figures.
set(secokr_UNITY_BATCH 12 CACHE STRING "How many bodies of a layer are one unit; 1 compiles each by itself")
set(secokr_PRECOMPILE ON CACHE BOOL "Read the common headers once")
mark_as_advanced(secokr_UNITY_BATCH secokr_PRECOMPILE)

# What the common headers are read with: no more definitions than every layer has.
add_library(secokr_precompiled STATIC "${PROJECT_SOURCE_DIR}/src/precompiled.cpp")
target_link_libraries(secokr_precompiled PUBLIC fmt::fmt date::date nlohmann_json::nlohmann_json PRIVATE secokr_warnings)
if(secokr_PRECOMPILE)
  target_precompile_headers(secokr_precompiled PRIVATE "${PROJECT_SOURCE_DIR}/src/precompiled.hpp")
  secokr_precompiled_sum(secokr_precompiled "${PROJECT_SOURCE_DIR}/src/precompiled.hpp")
endif()

# secokr_fast(<target>): the target's bodies in units, with the common headers read before.
function(secokr_fast target)
  if(secokr_UNITY_BATCH GREATER 1)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${secokr_UNITY_BATCH})
  endif()
  if(secokr_PRECOMPILE)
    target_link_libraries(${target} PRIVATE nlohmann_json::nlohmann_json)
    target_precompile_headers(${target} REUSE_FROM secokr_precompiled)
  endif()
endfunction()

function(secokr_layer layer)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${layer}/*.cpp")
  add_library(secokr_${layer} STATIC ${sources})
  target_include_directories(secokr_${layer} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/include")
  target_link_libraries(secokr_${layer} PUBLIC ${ARG_PUBLIC} PRIVATE secokr_warnings ${ARG_PRIVATE})
  secokr_fast(secokr_${layer})
endfunction()

# One static library a layer, named secokr_<layer>, with every body of src/<layer>. tests/arch checks who includes whom.
function(secokr_layer layer)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${layer}/*.cpp")
  add_library(secokr_${layer} STATIC ${sources})
  target_include_directories(secokr_${layer} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/include")
  target_link_libraries(secokr_${layer} PUBLIC ${ARG_PUBLIC} PRIVATE secokr_warnings ${ARG_PRIVATE})
endfunction()

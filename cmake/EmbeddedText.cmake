# secokr_embed_text(<target> NAMESPACE <ns> HEADER <path> FILES <file>...)
# Makes a source with every file's bytes and a function `std::span<const EmbeddedFile> files()` in <ns>; the header's
# struct is {name, text}. Remade when a file changes.
function(secokr_embed_text target)
  cmake_parse_arguments(ARG "" "NAMESPACE;HEADER;BASE" "FILES" ${ARGN})
  set(header "${CMAKE_CURRENT_BINARY_DIR}/generated/${ARG_HEADER}")
  string(REGEX REPLACE "\\.hpp$" ".cpp" source "${header}")
  string(REPLACE ";" "|" joined "${ARG_FILES}")
  add_custom_command(
    OUTPUT "${header}" "${source}"
    COMMAND ${CMAKE_COMMAND} -D "NAMESPACE=${ARG_NAMESPACE}" -D "HEADER=${header}" -D "SOURCE=${source}" -D
            "BASE=${ARG_BASE}" -D "FILES=${joined}" -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    DEPENDS ${ARG_FILES} "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    VERBATIM)
  # Lets a tool that only reads sources have the generated ones: --target <target>_embedded.
  add_custom_target(${target}_embedded DEPENDS "${header}" "${source}")
  target_sources(${target} PRIVATE "${source}" "${header}")
  target_include_directories(${target} PUBLIC "${CMAKE_CURRENT_BINARY_DIR}/generated")
endfunction()

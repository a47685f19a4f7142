# Script of secokr_embed_text: writes HEADER and SOURCE from FILES.
string(REPLACE "|" ";" files "${FILES}")
file(WRITE "${HEADER}.new" "#pragma once
#include <array>
#include <span>
#include <string_view>
namespace ${NAMESPACE} {
struct EmbeddedFile {
  std::string_view name;
  std::string_view text;
};
std::span<const EmbeddedFile> files();
}  // namespace ${NAMESPACE}
")
file(COPY_FILE "${HEADER}.new" "${HEADER}" ONLY_IF_DIFFERENT)
get_filename_component(header_name "${HEADER}" NAME)
set(body "#include \"${header_name}\"\nnamespace ${NAMESPACE} {\nnamespace {\n")
set(rows "")
set(index 0)
foreach(path IN LISTS files)
  file(READ "${path}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(LENGTH "${hex}" hex_length)
  math(EXPR length "${hex_length} / 2")
  file(RELATIVE_PATH name "${BASE}" "${path}")
  string(APPEND body "constexpr char text_${index}[] = {${bytes}'\\0'};\n")
  string(APPEND rows "    EmbeddedFile{\"${name}\", {text_${index}, ${length}}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND body "constexpr std::array<EmbeddedFile, ${index}> all{{\n${rows}}};\n}  // namespace\n\nstd::span<const EmbeddedFile> files() { return all; }\n}  // namespace ${NAMESPACE}\n")
file(WRITE "${SOURCE}" "${body}")

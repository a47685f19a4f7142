#include "workspace/templates.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "base/file.hpp"
#include "documents/templates.hpp"

namespace secokr::workspace {

Expected<std::string> template_text(const Workspace& workspace, std::string_view name) {
  const auto own = workspace.root() / "templates" / name;
  std::error_code ignored;
  if (std::filesystem::exists(own, ignored)) {
    SECOKR_TRY(auto file, base::read_file(own));
    return std::move(file.text);
  }
  if (const auto text = documents::embedded_template(name)) return std::string(*text);
  return fail({.kind = ErrorKind::bug, .what = fmt::format("the template {} is not built in", name)});
}

}  // namespace secokr::workspace

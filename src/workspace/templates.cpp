#include "workspace/templates.hpp"

#include <fmt/format.h>

#include "documents/shapes/templates.hpp"

namespace secokr::workspace {

Expected<std::string> template_text(const Workspace& workspace, std::string_view name) {
  const auto own = workspace.root() / "templates" / name;
  SECOKR_TRY(auto file, workspace.read(own));
  if (file) return std::move(file->text);
  if (const auto text = documents::embedded_template(name)) return std::string(*text);
  return fail({.kind = ErrorKind::bug, .what = fmt::format("the template {} is not built in", name)});
}

}  // namespace secokr::workspace

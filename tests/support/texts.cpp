#include "support/texts.hpp"

#include <stdexcept>

#include "support/temporary_folder.hpp"

namespace secokr::test {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string edited(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("no \"" + std::string(from) + "\" in " + text);
  return text.replace(at, from.size(), to);
}

void edit_file(const std::filesystem::path& path, std::string_view from, std::string_view to) {
  write(path, edited(read(path), from, to));
}

}  // namespace secokr::test

#include "support/places.hpp"

namespace secokr::test {

std::filesystem::path source_folder() { return SECOKR_SOURCE_DIR; }
std::filesystem::path data_folder() { return source_folder() / "tests/data"; }

}  // namespace secokr::test

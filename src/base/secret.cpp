#include "base/secret.hpp"

#include <openssl/crypto.h>

namespace secokr::base {

Secret::~Secret() { OPENSSL_cleanse(m_value.data(), m_value.size()); }

}  // namespace secokr::base

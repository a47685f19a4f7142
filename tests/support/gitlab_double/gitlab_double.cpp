#include "support/gitlab_double/gitlab_double.hpp"

package gopls

import _ "github.com/hashicorp/raft" // TestLatency edits its source

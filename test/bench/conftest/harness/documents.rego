# METADATA
# title: Manifests document by document
# description: For the test alone. As conftest reads them, each document an input of its own.
package documents

import rego.v1

denied contains finding if {
	some each in input
	some finding in data.main.deny with input as each.contents
}

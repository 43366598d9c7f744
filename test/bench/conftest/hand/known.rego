# METADATA
# title: What rules written by hand look up
# description: The estate and the facts by `--data`, for one provider; by key, because of manifests each is a query.
package known

import rego.v1

day := substring(data.bench.asOf, 0, 10)

inside(country) if {
	some row in data.cloison.facts.memberships.EEA[country]
	row.from <= day
	later(row)
}

later(row) if row.to == ""

later(row) if row.to >= day

protected(dataset) if data.estate.datasets[dataset].class in {"D2", "D3", "D4"}

country(region) := data.bench.regions.aws[region].country

zones[region] contains zone_id if {
	some zone_id, zone in data.estate.zones
	zone.provider == "aws"
	some place in zone.places
	region := place.region
}

# Buckets lie in places that speak S3.
stores[region] := id if {
	some zone in data.estate.zones
	zone.provider == "aws"
	some id, place in zone.places
	place.s3
	region := place.region
}

finding(subject, control, verdict) := {
	"msg": sprintf("%s: %s: %s", [subject, control, verdict]),
	"subject": subject,
	"control": control,
	"verdict": verdict,
}

import type { Fault } from "./fault.js";
import { endpointFaults } from "./rows/endpoints.js";
import { healthFaults } from "./rows/health.js";
import { integrationFaults } from "./rows/integration.js";
import { migrationFaults } from "./rows/migrations.js";
import { modelFaults } from "./rows/models.js";
import { serializerFaults } from "./rows/serializers.js";

/** Every fault, in the order of the guide's table of layers. */
export const faults: readonly Fault[] = [
  ...modelFaults,
  ...serializerFaults,
  ...endpointFaults,
  ...integrationFaults,
  ...migrationFaults,
  ...healthFaults,
];

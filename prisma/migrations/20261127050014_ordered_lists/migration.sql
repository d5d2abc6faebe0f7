-- DropIndex
DROP INDEX "Experiment_workspaceId_silhouette_id_idx";

-- CreateIndex
CREATE INDEX "Experiment_workspaceId_name_id_idx" ON "Experiment"("workspaceId", "name", "id");

-- CreateIndex
CREATE INDEX "Experiment_preprocessing_idx" ON "Experiment" USING GIN ("preprocessing" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "Experiment_model_idx" ON "Experiment" USING GIN ("model" jsonb_path_ops);

-- CreateIndex
CREATE INDEX "Experiment_clustering_idx" ON "Experiment" USING GIN ("clustering" jsonb_path_ops);

-- Lists by a score (SORT_KEYS in apps/api/src/modules/experiments/service.ts): those without one are last in either
-- direction, so that each direction has an expression of its own. Read backwards, an index serves the other page order.
CREATE INDEX "Experiment_silhouette_desc" ON "Experiment" ("workspaceId", (coalesce("silhouette", '-Infinity'::float8)), "id");
CREATE INDEX "Experiment_silhouette_asc" ON "Experiment" ("workspaceId", (coalesce("silhouette", 'Infinity'::float8)), "id");
CREATE INDEX "Experiment_stability_desc" ON "Experiment" ("workspaceId", (coalesce("stability", '-Infinity'::float8)), "id");
CREATE INDEX "Experiment_stability_asc" ON "Experiment" ("workspaceId", (coalesce("stability", 'Infinity'::float8)), "id");
CREATE INDEX "Experiment_mse_desc" ON "Experiment" ("workspaceId", (coalesce("mse", '-Infinity'::float8)), "id");
CREATE INDEX "Experiment_mse_asc" ON "Experiment" ("workspaceId", (coalesce("mse", 'Infinity'::float8)), "id");
CREATE INDEX "Experiment_msSsim_desc" ON "Experiment" ("workspaceId", (coalesce("msSsim", '-Infinity'::float8)), "id");
CREATE INDEX "Experiment_msSsim_asc" ON "Experiment" ("workspaceId", (coalesce("msSsim", 'Infinity'::float8)), "id");
CREATE INDEX "Experiment_durationSeconds_desc" ON "Experiment" ("workspaceId", (coalesce("durationSeconds", '-Infinity'::float8)), "id");
CREATE INDEX "Experiment_durationSeconds_asc" ON "Experiment" ("workspaceId", (coalesce("durationSeconds", 'Infinity'::float8)), "id");
CREATE INDEX "Experiment_clusterCount_desc" ON "Experiment" ("workspaceId", (coalesce("clusterCount"::float8, '-Infinity'::float8)), "id");
CREATE INDEX "Experiment_clusterCount_asc" ON "Experiment" ("workspaceId", (coalesce("clusterCount"::float8, 'Infinity'::float8)), "id");

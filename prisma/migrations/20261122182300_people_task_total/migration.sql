-- How many people a task is about, counted when it begins.
ALTER TABLE "people_task" ADD COLUMN "total" INTEGER;

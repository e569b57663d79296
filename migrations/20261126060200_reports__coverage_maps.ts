/** The map of the areas, drawn once when it is loaded; the latest one counts. */
import type { Knex } from 'knex'

export const up = (knex: Knex) =>
  knex.raw(`
    create table coverage_maps (
      id uuid primary key,
      file_name text not null check (length(file_name) between 1 and 200),
      -- Whose lines these are: printed below the map, always.
      credit text not null check (length(credit) between 1 and 500),
      width int not null check (width > 0),
      height int not null check (height > 0),
      loaded_by uuid references people,
      loaded_at timestamptz not null
    );
    create index coverage_maps_loaded_by on coverage_maps (loaded_by);
    create index coverage_maps_loaded_at on coverage_maps (loaded_at desc);

    create table coverage_map_shapes (
      map_id uuid not null references coverage_maps,
      area_id uuid not null references areas,
      -- An SVG path in the units of the map.
      path text not null check (path ~ '^[MmLlZz0-9 -]+$'),
      -- Where its figure stands, and how far the edge is from there.
      label_x int not null,
      label_y int not null,
      label_room int not null,
      primary key (map_id, area_id)
    );
    create index coverage_map_shapes_area on coverage_map_shapes (area_id);
  `)

export const down = (knex: Knex) => knex.raw('drop table coverage_map_shapes, coverage_maps')

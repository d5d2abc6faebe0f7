/* cfitsio's side of bench/fits.ts: answers each line of its input with the seconds that reading every FILE took, and the
   sum of their first pixels. Every file is read into the same memory, which is cfitsio at its fastest.

   usage: cfitsio float|short PIXELS FILE... */
#include <fitsio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  if (count < 4) return 2;
  int is_float = strcmp(arguments[1], "float") == 0;
  LONGLONG pixels = atoll(arguments[2]);
  void *memory = malloc(pixels * (is_float ? 4 : 2));
  char line[64];
  float version;
  printf("cfitsio %.2f\n", fits_get_version(&version));
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    double start = seconds(), sum = 0;
    for (int i = 3; i < count; i++) {
      fitsfile *file;
      int status = 0, any_missing;
      fits_open_image(&file, arguments[i], READONLY, &status);
      fits_read_img(file, is_float ? TFLOAT : TSHORT, 1, pixels, NULL, memory, &any_missing, &status);
      fits_close_file(file, &status);
      if (status) {
        fits_report_error(stderr, status);
        return 1;
      }
      sum += is_float ? ((float *)memory)[0] : ((short *)memory)[0];
    }
    printf("%.9f %.9g\n", seconds() - start, sum);
    fflush(stdout);
  }
  return 0;
}

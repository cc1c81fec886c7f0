"""Static files on a server: named by their content, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedAndCompressed(CompressedManifestStaticFilesStorage):
    """Follows `url()` and `@import` in style sheets, but not the mention of source maps, which are not served."""

    patterns = (
        (
            "*.css",
            tuple(
                pattern
                for pattern in CompressedManifestStaticFilesStorage.patterns[0][1]
                if "sourceMappingURL" not in str(pattern)
            ),
        ),
    )

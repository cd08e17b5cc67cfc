namespace SchemaSdk.Files;

/// <summary>The rules for files: values of <see cref="ValidationError.Rule"/> for a file that cannot be sent.</summary>
internal static class FileRules
{
    /// <summary>The file exists and can be read.</summary>
    internal const string Readable = "readable";

    /// <summary>The file is not empty.</summary>
    internal const string MinBytes = "minBytes";

    /// <summary>The file is no larger than an option allows.</summary>
    internal const string MaxBytes = "maxBytes";

    /// <summary>The media type of the file is known, and is the one that the caller declared, if any.</summary>
    internal const string MediaType = "mediaType";

    /// <summary>The file keeps its length while it is read.</summary>
    internal const string Unchanged = "unchanged";

    /// <summary>Content that cannot be rewound is sent only once.</summary>
    internal const string Once = "once";
}

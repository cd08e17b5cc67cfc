namespace SchemaSdk.Files;

/// <summary>The rules for a file: the <see cref="ValidationError.Rule"/> of what does not hold.</summary>
internal static class FileRules
{
    /// <summary>It is there and can be read.</summary>
    internal const string Readable = "readable";

    /// <summary>It is not empty.</summary>
    internal const string MinBytes = "minBytes";

    /// <summary>The file is no larger than an option allows.</summary>
    internal const string MaxBytes = "maxBytes";

    /// <summary>It is known what it is, and it is what the caller says.</summary>
    internal const string MediaType = "mediaType";

    /// <summary>It keeps its length while it is read.</summary>
    internal const string Unchanged = "unchanged";

    /// <summary>Content that cannot be rewound is sent once.</summary>
    internal const string Once = "once";
}

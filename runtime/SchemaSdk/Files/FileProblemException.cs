namespace SchemaSdk.Files;

/// <summary>Why a file cannot be sent.</summary>
// rule: one of FileRules. text: the reason, which follows the name of the file, such as "which is empty". value: as JSON text.
internal sealed class FileProblemException(
    string rule, string text, Exception? inner = null, string? value = null, string? allowed = null) : Exception(text, inner)
{
    internal string Rule => rule;

    internal string? Value => value;

    internal string? Allowed => allowed;
}

/// <summary>The rules for files: values of <see cref="ValidationError.Rule"/> for a file that cannot be sent.</summary>
internal static class FileRules
{
    internal const string Readable = "readable";
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

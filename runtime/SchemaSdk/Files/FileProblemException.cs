namespace SchemaSdk.Files;

/// <summary>The exception for a file that cannot be sent.</summary>
// rule: one of FileRules. text: a clause about the file, such as "which is empty". value: the wrong value as JSON.
internal sealed class FileProblemException(
    string rule, string text, Exception? inner = null, string? value = null, string? allowed = null) : Exception(text, inner)
{
    /// <summary>Returns the problem as a validation error of the input that contains the file.</summary>
    internal ValidationError At(string pointer, UploadSource source) => new()
    {
        JsonPointer = pointer,
        Rule = rule,
        Message = $"{(pointer.Length == 0 ? "The input" : pointer)} is {source}, {Message}.",
        Value = value,
        Allowed = allowed,
    };

    internal static FileProblemException Unreadable(Exception exception) => new(FileRules.Readable,
        $"which cannot be read ({exception.GetType().Name}: {ErrorText.Cut(exception.Message).TrimEnd('.')})", exception);
}

/// <summary>The rules for files: values of <see cref="ValidationError.Rule"/> for a file that cannot be sent.</summary>
internal static class FileRules
{
    internal const string Readable = "readable";
    internal const string MinBytes = "minBytes";
    internal const string MaxBytes = "maxBytes";     // the size of the file is within the limit that an option sets
    internal const string MediaType = "mediaType";   // the media type is known, and equals the declared type, if any
    internal const string Unchanged = "unchanged";   // the file keeps its length while it is read
    internal const string Once = "once";             // content that cannot be rewound is sent only once
}

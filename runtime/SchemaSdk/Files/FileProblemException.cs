namespace SchemaSdk.Files;

/// <summary>Why a file cannot be sent.</summary>
// rule: one of FileRules. text: the reason, which follows the name of the file, such as "which is empty".
internal sealed class FileProblemException(string rule, string text, Exception? inner = null) : Exception(text, inner)
{
    internal string Rule => rule;

    /// <summary>The offending value, as JSON text.</summary>
    internal string? Value { get; init; }

    /// <summary>The allowed values.</summary>
    internal string? Allowed { get; init; }
}

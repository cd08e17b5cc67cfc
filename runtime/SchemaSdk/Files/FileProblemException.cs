namespace SchemaSdk.Files;

/// <summary>Why a file cannot be sent.</summary>
/// <param name="rule">One of <see cref="FileRules"/>.</param>
/// <param name="text">The reason, which follows the name of the file, such as "which is empty".</param>
/// <param name="inner">The exception of the system or of the application's stream.</param>
internal sealed class FileProblemException(string rule, string text, Exception? inner = null) : Exception(text, inner)
{
    internal string Rule => rule;

    /// <summary>The offending value, as JSON text.</summary>
    internal string? Value { get; init; }

    /// <summary>The allowed values.</summary>
    internal string? Allowed { get; init; }
}

namespace SchemaSdk.CompilerServices;

/// <summary>A pattern for strings.</summary>
/// <remarks>
/// The regular expression engine adds nearly a megabyte to a native AOT program. This class is abstract, so that a program contains the
/// engine only if one of its models creates a <see cref="RegexPattern"/>.
/// </remarks>
/// <param name="shown">The pattern in the schema, in ECMAScript syntax.</param>
internal abstract class TextPattern(string shown)
{
    /// <summary>The pattern as it appears in error messages.</summary>
    public string Shown { get; } = JsonText.Cut(shown);

    /// <summary>Returns true if the pattern matches any part of the current string or member name.</summary>
    /// <param name="cursor">The cursor, on the string or the name.</param>
    /// <param name="steps">The number of steps that are left. A slow match takes some of them.</param>
    public abstract bool IsMatch(in JsonCursor cursor, ref int steps);
}

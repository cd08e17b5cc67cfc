namespace SchemaSdk.CompilerServices;

/// <summary>A pattern that strings match.</summary>
/// <remarks>
/// Abstract, so a program that is published as native code contains the engine for patterns only if one of its models creates a
/// <see cref="RegexPattern"/>: it is most of a megabyte.
/// </remarks>
/// <param name="shown">The pattern in the schema, which is for ECMAScript.</param>
internal abstract class TextPattern(string shown)
{
    /// <summary>The pattern as in an error message.</summary>
    public string Shown { get; } = JsonText.Cut(shown);

    /// <summary>Returns true if any part of the current string or name matches.</summary>
    public abstract bool IsMatch(in JsonCursor cursor);
}

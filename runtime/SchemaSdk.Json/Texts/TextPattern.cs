namespace SchemaSdk.CompilerServices;

/// <summary>A pattern that strings match.</summary>
/// <remarks>
/// Abstract, so that a program that is published as native code has the engine for patterns only if one of its models makes a
/// <see cref="RegexPattern"/>: it is most of a megabyte.
/// </remarks>
/// <param name="shown">As the schema has it, in ECMAScript's language.</param>
internal abstract class TextPattern(string shown)
{
    /// <summary>The pattern as an error message tells it.</summary>
    public string Shown { get; } = JsonText.Cut(shown);

    /// <summary>Returns true if the string or name that the cursor is on matches somewhere.</summary>
    public abstract bool IsMatch(in JsonCursor cursor);
}

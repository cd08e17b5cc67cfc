namespace SchemaSdk.Schemas.Text;

/// <summary>A range of characters in a file.</summary>
/// <param name="Start">The offset from the start of the text, in characters.</param>
/// <param name="Length">The length in characters.</param>
internal readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The offset of the first character after the range.</summary>
    public int End => Start + Length;

    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}

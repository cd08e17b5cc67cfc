namespace SchemaSdk.Schemas.Text;

/// <summary>A span of a text.</summary>
/// <param name="Start">Characters from the start of the text.</param>
/// <param name="Length">Characters.</param>
internal readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first character after it.</summary>
    public int End => Start + Length;

    /// <summary>Makes the span between two positions.</summary>
    /// <param name="start">Its first character.</param>
    /// <param name="end">The first character after it.</param>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}

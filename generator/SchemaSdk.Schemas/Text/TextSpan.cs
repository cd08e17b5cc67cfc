namespace SchemaSdk.Schemas.Text;

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Characters from the start of the text.</param>
/// <param name="Length">Characters.</param>
internal readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first character behind it.</summary>
    public int End => Start + Length;

    /// <summary>Makes the stretch between two places.</summary>
    /// <param name="start">Its first character.</param>
    /// <param name="end">The first character behind it.</param>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}

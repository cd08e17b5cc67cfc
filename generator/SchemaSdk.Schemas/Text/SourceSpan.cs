namespace SchemaSdk.Schemas.Text;

/// <summary>A place in a schema file: offset and length for an editor, line and column for a build log.</summary>
/// <param name="Start">Characters from the start of the file.</param>
/// <param name="Length">Characters.</param>
/// <param name="StartLine">From 0.</param>
/// <param name="StartColumn">From 0.</param>
/// <param name="EndLine">From 0.</param>
/// <param name="EndColumn">From 0.</param>
internal readonly record struct SourceSpan(int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>The start of a file, for problems of the whole file.</summary>
    public static SourceSpan FileStart => default;

    /// <summary>Finds the lines and columns of a span.</summary>
    /// <param name="lines">The lines of the file.</param>
    /// <param name="span">The span.</param>
    public static SourceSpan From(TextLines lines, TextSpan span)
    {
        var (start, end) = (lines.PlaceOf(span.Start), lines.PlaceOf(span.End));
        return new SourceSpan(span.Start, span.Length, start.Line, start.Column, end.Line, end.Column);
    }
}

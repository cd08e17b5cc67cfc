namespace SchemaSdk.Schemas.Text;

/// <summary>A position in a schema file: offset and length for an editor, line and column for a build log.</summary>
/// <param name="Start">The offset from the start of the file, in characters.</param>
/// <param name="Length">The length in characters.</param>
/// <param name="StartLine">The first line, from 0.</param>
/// <param name="StartColumn">The column in the first line, from 0.</param>
/// <param name="EndLine">The last line, from 0.</param>
/// <param name="EndColumn">The column in the last line, from 0.</param>
internal readonly record struct SourceSpan(int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>The start of a file, for problems with the whole file.</summary>
    public static SourceSpan FileStart => default;

    public static SourceSpan From(TextLines lines, TextSpan span)
    {
        var (start, end) = (lines.PlaceOf(span.Start), lines.PlaceOf(span.End));
        return new SourceSpan(span.Start, span.Length, start.Line, start.Column, end.Line, end.Column);
    }
}

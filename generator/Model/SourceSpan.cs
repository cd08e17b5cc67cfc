using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Model;

/// <summary>A place in a schema file: offset and length for an editor, line and column for a build log.</summary>
/// <param name="Start">Characters from the start of the file.</param>
/// <param name="Length">Characters.</param>
/// <param name="StartLine">From 0.</param>
/// <param name="StartColumn">From 0.</param>
/// <param name="EndLine">From 0.</param>
/// <param name="EndColumn">From 0.</param>
internal readonly record struct SourceSpan(int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>The first character of a file, for what concerns all of it.</summary>
    public static SourceSpan FileStart => default;

    /// <summary>Finds line and column of a stretch of text.</summary>
    /// <param name="lines">The lines of the file.</param>
    /// <param name="span">The stretch.</param>
    public static SourceSpan From(TextLineCollection lines, TextSpan span)
    {
        var place = lines.GetLinePositionSpan(span);
        return new SourceSpan(span.Start, span.Length, place.Start.Line, place.Start.Character, place.End.Line, place.End.Character);
    }

    /// <summary>The place as Roslyn wants it.</summary>
    /// <param name="path">The file.</param>
    public Microsoft.CodeAnalysis.Location ToLocation(string path) => Microsoft.CodeAnalysis.Location.Create(
        path,
        new TextSpan(Start, Length),
        new LinePositionSpan(new LinePosition(StartLine, StartColumn), new LinePosition(EndLine, EndColumn)));
}

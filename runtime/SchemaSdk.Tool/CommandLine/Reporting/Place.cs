using System.Globalization;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>A location in a file. Lines and columns start at 1; the end is exclusive.</summary>
/// <param name="Path">The path to show, with '/'.</param>
/// <param name="Line">The line; 0 for the whole file.</param>
/// <param name="Column">The column.</param>
/// <param name="EndLine">The line of the end.</param>
/// <param name="EndColumn">The column of the end.</param>
internal sealed record Place(string Path, int Line = 0, int Column = 0, int EndLine = 0, int EndColumn = 0)
{
    /// <summary>Returns the location in the form that compilers use: <c>input.json(3,5)</c>.</summary>
    public override string ToString() =>
        Line == 0 ? Path : string.Create(CultureInfo.InvariantCulture, $"{Path}({Line},{Column})");
}

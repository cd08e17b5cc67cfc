using System.Globalization;

namespace SchemaSdk.Tool.CommandLine.Reporting;

/// <summary>A location in a file. Lines and columns start at 1; the end is exclusive.</summary>
/// <param name="Path">The path relative to the current folder, with '/'.</param>
/// <param name="Line">The line; 0 for the whole file.</param>
/// <param name="Column">The column.</param>
/// <param name="EndLine">The line on which the location ends.</param>
/// <param name="EndColumn">The column at which the location ends.</param>
internal sealed record Place(string Path, int Line = 0, int Column = 0, int EndLine = 0, int EndColumn = 0)
{
    /// <summary>The git revision or the package that contains the file; null for a file on disk.</summary>
    internal string? Revision { get; init; }

    /// <summary>The path for messages. If the file is from a revision or a package, the text begins with the revision or package.</summary>
    internal string Shown => Revision is null ? Path : $"{Revision}:{Path}";

    /// <summary>Returns the location in the form that compilers use: <c>input.json(3,5)</c>.</summary>
    public override string ToString() =>
        Line == 0 ? Shown : string.Create(CultureInfo.InvariantCulture, $"{Shown}({Line},{Column})");
}

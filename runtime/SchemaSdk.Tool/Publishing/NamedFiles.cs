namespace SchemaSdk.Tool.Publishing;

/// <summary>Joins the paths of files for a message.</summary>
internal static class NamedFiles
{
    private const int Most = 20;

    /// <summary>Joins at most twenty paths, or sentences about paths. They are escaped later, when the message is written.</summary>
    internal static string Join(IReadOnlyList<string> files, string separator = ", ") =>
        string.Join(separator, files.Take(Most)) + (files.Count > Most ? $"{separator}and others" : "");
}

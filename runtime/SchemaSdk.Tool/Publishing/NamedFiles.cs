namespace SchemaSdk.Tool.Publishing;

/// <summary>Lists files in a message.</summary>
internal static class NamedFiles
{
    private const int Most = 20;

    /// <summary>Joins at most twenty paths, or sentences about paths. The text is not escaped here, but where errors are written.</summary>
    internal static string Join(IReadOnlyList<string> files, string separator = ", ") =>
        string.Join(separator, files.Take(Most)) + (files.Count > Most ? $"{separator}and others" : "");
}

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A location in a document or in a file that it refers to.</summary>
/// <param name="File">The path from the document's folder, with '/' as the separator; empty if the document is not a file.</param>
/// <param name="Pointer">The JSON pointer; empty for the whole file.</param>
internal readonly record struct WrittenPlace(string File, string Pointer)
{
    /// <summary>The names in the pointer, unescaped.</summary>
    internal IEnumerable<string> Names => Pointer
        .Split('/')
        .Skip(1)
        .Select(static name => name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    /// <summary>Escapes a name for a JSON pointer.</summary>
    internal static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    internal WrittenPlace Below(params IEnumerable<string> names) =>
        this with { Pointer = Pointer + string.Concat(names.Select(static name => "/" + Escaped(name))) };

    public override string ToString() => $"{File}#{Pointer}";
}

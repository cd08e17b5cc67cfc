using SchemaSdk.Generator.Dialect;

namespace SchemaSdk.Generator.Reading;

/// <summary>Where model ids come from.</summary>
internal static class ModelIds
{
    /// <summary>Spells the id of the folder that holds a file.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="root">The schema root, absolute, with or without a separator at its end.</param>
    /// <param name="role">An output may stand in the root itself; an input may not.</param>
    /// <returns>Null where the file is not below the root.</returns>
    public static string? FromPath(string path, string root, SchemaRole role) =>
        BelowRoot(path, root) is { } relative ? Check(relative.Substring(0, Math.Max(0, relative.LastIndexOf('/'))), role) : null;

    /// <summary>The path of a file below the root, with slashes.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="root">The schema root, absolute, with or without a separator at its end.</param>
    /// <returns>Null where the file is not below the root.</returns>
    public static string? BelowRoot(string path, string root)
    {
        var file = path.Replace('\\', '/');
        var folder = root.Replace('\\', '/').TrimEnd('/') + "/";

        // A drive letter is the only part of these two paths that is written differently on one machine.
        return folder.Length > 1 && file.StartsWith(folder, StringComparison.OrdinalIgnoreCase) ? file.Substring(folder.Length) : null;
    }

    /// <summary>Accepts what can be an id.</summary>
    /// <param name="id">Segments with slashes between them.</param>
    /// <param name="role">An output may have the empty id of the root.</param>
    /// <returns>The id, or null.</returns>
    public static string? Check(string id, SchemaRole role) =>
        id.Length == 0
            ? role == SchemaRole.Output ? "" : null
            : id.Split('/').All(segment => segment.Trim().Length > 0 && segment is not ("." or "..")) && !id.Any(char.IsControl) ? id : null;
}

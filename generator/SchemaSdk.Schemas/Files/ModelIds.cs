using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Files;

/// <summary>Makes model ids from paths.</summary>
internal static class ModelIds
{
    /// <summary>Makes the id from the folder of a file.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="root">The schema root, absolute, with or without a separator at its end.</param>
    /// <param name="role">An output may be in the root itself; an input may not.</param>
    /// <returns>Null if the file is not below the root.</returns>
    public static string? FromPath(string path, string root, SchemaRole role) =>
        BelowRoot(path, root) is not { } relative ? null
        : relative.LastIndexOf('/') is var end and >= 0 ? relative.Substring(0, end) is var id && FaultOf(id) is null ? id : null
        : role == SchemaRole.Output ? ""
        : null;

    /// <summary>The path of a file below the root, with slashes.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="root">The schema root, absolute, with or without a separator at its end.</param>
    /// <returns>Null if the file is not below the root.</returns>
    public static string? BelowRoot(string path, string root)
    {
        var file = path.Replace('\\', '/');
        var folder = root.Replace('\\', '/').TrimEnd('/') + "/";

        // The case of a drive letter is the only difference that these two paths can have on one machine.
        return folder.Length > 1 && file.StartsWith(folder, StringComparison.OrdinalIgnoreCase) ? file.Substring(folder.Length) : null;
    }

    /// <summary>Returns what is wrong with a malformed id.</summary>
    /// <param name="id">Segments with slashes between them.</param>
    /// <returns>Null if the id is valid.</returns>
    public static string? FaultOf(string id)
    {
        var segments = id.Split('/');
        return id.Any(char.IsControl) ? "a control character"
            : segments.Any(segment => segment.Trim().Length == 0) ? "an empty segment before, between or after its slashes"
            : segments.FirstOrDefault(segment => segment is "." or "..") is { } dots ? $"the segment '{dots}'"
            : null;
    }

    /// <summary>Suggests what to write instead of a malformed id.</summary>
    /// <param name="id">The id.</param>
    public static string Mend(string id)
    {
        var segments = new string([.. id.Where(character => !char.IsControl(character))])
            .Split('/')
            .Where(segment => segment.Trim().Length > 0 && segment is not ("." or ".."));
        return string.Join("/", segments) is { Length: > 0 } mended
            ? $"'{mended}'"
            : "segments with slashes between them, such as 'acme/new'";
    }
}

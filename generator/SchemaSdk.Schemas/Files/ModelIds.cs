using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Schemas.Files;

/// <summary>Derives model ids from paths, and checks given ids.</summary>
internal static class ModelIds
{
    /// <summary>
    /// Derives the id from the folder of a file; null if the file is not under the root, or if its folder gives no valid id. For a file
    /// directly in the root, the id is empty for an output and null for an input.
    /// </summary>
    public static string? FromPath(string path, string root, SchemaRole role) =>
        BelowRoot(path, root) is not { } relative ? null
        : relative.LastIndexOf('/') is var end and >= 0 ? relative.Substring(0, end) is var id && FaultOf(id) is null ? id : null
        : role == SchemaRole.Output ? ""
        : null;

    /// <summary>Returns the path of a file relative to the root, with slashes; null if the file is not under the root.</summary>
    public static string? BelowRoot(string path, string root)
    {
        var file = path.Replace('\\', '/');
        var folder = root.Replace('\\', '/').TrimEnd('/') + "/";

        // On Windows, one path may start with "C:" and the other with "c:".
        return folder.Length > 1 && file.StartsWith(folder, StringComparison.OrdinalIgnoreCase) ? file.Substring(folder.Length) : null;
    }

    /// <summary>
    /// Returns the path of a file relative to the root, with slashes; the whole path if the file is on another drive, or the root is empty
    /// or <c>/</c>.
    /// </summary>
    public static string FromRoot(string path, string root)
    {
        var steps = path.Replace('\\', '/').Split('/');
        var folders = root.Replace('\\', '/').TrimEnd('/').Split('/');
        var shared = steps
            .Zip(folders, (step, folder) => step.Equals(folder, StringComparison.OrdinalIgnoreCase))
            .TakeWhile(isSame => isSame)
            .Count();
        return folders.Length < 2 || shared == 0
            ? string.Join("/", steps)
            : string.Concat(Enumerable.Repeat("../", folders.Length - shared)) + string.Join("/", steps.Skip(shared));
    }

    /// <summary>Returns what is wrong with an id, as a phrase for a message; null if the id is valid.</summary>
    public static string? FaultOf(string id)
    {
        var segments = id.Split('/');
        return id.Any(char.IsControl) ? "a control character"
            : segments.Any(segment => segment.Trim().Length == 0) ? "an empty segment"
            : segments.FirstOrDefault(segment => segment is "." or "..") is { } dots ? $"the segment '{dots}'"
            : null;
    }

    public static string Mend(string id)
    {
        var segments = new string([.. id.Where(character => !char.IsControl(character))])
            .Split('/')
            .Where(segment => segment.Trim().Length > 0 && segment is not ("." or ".."));
        return string.Join("/", segments) is { Length: > 0 } mended
            ? $"'{mended}'"
            : "segments separated by slashes, such as 'acme/new'";
    }
}

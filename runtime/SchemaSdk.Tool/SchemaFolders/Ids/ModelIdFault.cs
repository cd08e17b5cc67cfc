using SchemaSdk.Schemas.Files;

namespace SchemaSdk.Tool.SchemaFolders.Ids;

/// <summary>Checks whether a model id is a valid path on every system. Ids come from a service, and may be hostile.</summary>
internal static class ModelIdFault
{
    // Keeps a whole path below 260 characters, the limit of old Windows programs.
    private const int MostCharacters = 160;

    private const string NotInPaths = "<>:\"\\|?*";

    // Names that cannot be used for files on Windows, even with an extension, because each of them opens a device.
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <returns>The error, as the rest of a sentence that begins with "it"; null if the id is a valid path.</returns>
    internal static string? Of(string id)
    {
        if (id.Length == 0)
        {
            return "is empty";
        }

        if (id.Length > MostCharacters)
        {
            return $"has {id.Length} characters, more than the limit of {MostCharacters}";
        }

        if (id.Any(static character => character is < ' ' or > '~'))
        {
            return "has a character that is not printable ASCII";
        }

        var segments = id.Split('/');
        return SchemaFolder.BuildFolders.Contains(segments[0], StringComparer.OrdinalIgnoreCase)
            ? $"begins with '{segments[0]}', the name of a folder for build output"
            : segments.Select(FaultOfSegment).FirstOrDefault(static fault => fault is not null);
    }

    /// <summary>Truncates a long id for a message, because a service may send an id of any length.</summary>
    // Never splits a surrogate pair, because a report cannot contain half of one.
    internal static string Cut(string id) => id.Length <= MostCharacters ? id
        : id[..(char.IsHighSurrogate(id[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)] + "…";

    private static string? FaultOfSegment(string segment)
    {
        if (segment.Length == 0)
        {
            return "has an empty segment";
        }

        if (segment[0] is '.' or ' ' || segment[^1] is '.' or ' ')
        {
            return $"has the segment '{segment}', which begins or ends with a dot or a space";
        }

        if (segment.IndexOfAny([.. NotInPaths]) is var at and >= 0)
        {
            return $"has the character '{segment[at]}', which some systems do not allow in a path";
        }

        // Reject what may be a short name on Windows. GIT~1, for example, may mean .git, so git refuses to check it out.
        if (segment.Zip(segment.Skip(1)).Any(static pair => pair is ('~', >= '0' and <= '9')))
        {
            return $"has the segment '{segment}', which may be the short name of another folder on Windows";
        }

        return Devices.Contains(segment.Split('.')[0].TrimEnd()) ? $"has the segment '{segment}', which is a device on Windows"
            : segment.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? $"has the segment '{segment}', which looks like a file name"
            : null;
    }
}
